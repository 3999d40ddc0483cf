import { RuntimeError } from '../errors.ts';
import type { GradientNode } from './gradient-node.ts';

/**
 * How a view came to be: by one recorded operation, as one of several outputs of a function such as unbind, or while
 * nothing was recorded. Only the first kind has a place in the graph after a change in place.
 */
export type ViewOrigin = 'recorded' | 'several' | 'unrecorded';

type ForbiddenOrigin = Exclude<ViewOrigin, 'recorded'>;

const ADVICE: Readonly<Record<ForbiddenOrigin, string>> = {
  several:
    'This view is the output of a function that returns multiple views. Such functions do not allow the output views to ' +
    'be modified inplace. You should replace the inplace operation by an out-of-place one.',
  unrecorded:
    'Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both ' +
    "the view and the inplace either both inside the no_grad block (if you don't want the inplace to be tracked) or both " +
    'outside (if you want the inplace to be tracked).',
};

/** For a change in place of a view that must not be changed so. */
export function viewForbiddenError(origin: ForbiddenOrigin, node: GradientNode | null, output: number): RuntimeError {
  return error(origin, node, output, 'is being modified inplace');
}

/** For the use of such a view after a change of its base, or of another view of it. */
export function viewChangedError(origin: ForbiddenOrigin, node: GradientNode | null, output: number): RuntimeError {
  return error(origin, node, output, 'its base or another view of its base has been modified inplace');
}

function error(origin: ForbiddenOrigin, node: GradientNode | null, output: number, event: string): RuntimeError {
  const subject = node
    ? `Output ${output} of ${node.name.replace(/Backward\d*$/, '')} is a view and ${event}`
    : `A view was created in no_grad mode and ${event} with grad mode enabled`;
  return new RuntimeError(`${subject}. ${ADVICE[origin]}`);
}
