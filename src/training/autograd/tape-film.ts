import * as tf from '@tensorflow/tfjs-core';
import { ExpressionError } from '../../expressions/expression-error.ts';
import type { AutogradFilm, FilmEvent, TensorNumbers } from '../autograd-protocol.ts';
import { withLocalDerivatives } from './film-derivatives.ts';
import { FilmLimitError } from './film-draft.ts';
import { raisedBy } from './raised.ts';
import type { AutogradProgram } from './syntax.ts';
import { tapePlan } from './tape-plan.ts';
import { TapeProgram } from './tape-program.ts';
import { TapeTracer } from './tape-tracer.ts';

/**
 * Runs a program of PyTorch as one of TensorFlow, and tells what its tapes record and which gradients they give. A program
 * without a backward is a function that TensorFlow traces first: a graph of operations and shapes, through which values
 * run afterwards. What TensorFlow raises is the last event.
 *
 * @throws {ExpressionError} for what the language refuses.
 * @throws {FilmLimitError} for a program of too many tensors.
 */
export async function tapeFilm(program: AutogradProgram): Promise<AutogradFilm> {
  const plan = tapePlan(program);
  const tracer = new TapeTracer();
  const { draft } = tracer;
  const run = new TapeProgram(program.source, tracer);
  tf.tidy(() => {
    try {
      run.run(plan.actions);
    } catch (error) {
      if (error instanceof ExpressionError || error instanceof FilmLimitError) {
        tf.dispose(draft.kept);
        throw error;
      }
      draft.tell(raisedBy(error));
    } finally {
      run.dispose();
    }
  });
  if (plan.callLine !== null) tracer.traced();
  const tensors = [...(await readAll(draft.kept))];
  tf.dispose(draft.kept);
  const told = withLocalDerivatives(draft.events, tracer.jacobians, tensors);
  const events = plan.callLine === null ? told : traced(told, plan.callLine);
  return { tensors, nodes: draft.nodes, edges: draft.edges, events, checks: [], code: plan.code };
}

/** All operations enter the graph before the first value is there. */
function traced(events: readonly FilmEvent[], callLine: number): readonly FilmEvent[] {
  const computed = events.flatMap((event) => (event.type === 'computed' ? [event] : []));
  return [
    ...computed.map(({ line, node }): FilmEvent => ({ line, type: 'traced', node })),
    ...events.map((event) => ({ ...event, line: callLine })),
  ];
}

/** By one reading of the device. */
async function readAll(tensors: readonly tf.Tensor[]): Promise<readonly TensorNumbers[]> {
  if (tensors.length === 0) return [];
  const joined = tf.tidy(() => tf.concat(tensors.map((tensor) => tf.cast(tf.reshape(tensor, [-1]), 'float32'))));
  const numbers = await joined.data();
  joined.dispose();
  let start = 0;
  return tensors.map(({ shape, dtype, size }) => {
    const values = [...numbers.subarray(start, start + size)];
    start += size;
    return { shape, dtype, values };
  });
}
