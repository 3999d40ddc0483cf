import { conversions } from './conversions.ts';
import { creation } from './creation.ts';
import { elementwise } from './elementwise.ts';
import { matrices } from './matrices.ts';
import type { Entry } from './operation.ts';
import { pairwise } from './pairwise.ts';
import { reductions } from './reductions.ts';
import { shapes } from './shapes.ts';

const table = { ...creation, ...elementwise, ...pairwise, ...reductions, ...shapes, ...matrices, ...conversions };

/** Name of an operation in this language: NumPy's where NumPy has it. */
export type OperationName = keyof typeof table;

/** Every operation, by its name. */
export const catalogue: Readonly<Record<OperationName, Entry>> = table;

/** Operations as a reader looks for them. */
export const operationGroups: readonly { readonly title: string; readonly names: readonly OperationName[] }[] = [
  { title: 'Creation', names: namesOf(creation) },
  { title: 'Each element', names: namesOf(elementwise) },
  { title: 'Pairs of elements', names: namesOf(pairwise) },
  { title: 'Reductions, softmax and order', names: namesOf(reductions) },
  { title: 'Shapes and parts', names: namesOf(shapes) },
  { title: 'Matrices', names: namesOf(matrices) },
  { title: 'Types, NumPy and facts', names: namesOf(conversions) },
];

function namesOf<Name extends OperationName>(part: Readonly<Record<Name, Entry>>): readonly Name[] {
  return Object.keys(part).filter((name): name is Name => name in table);
}
