import * as tf from '@tensorflow/tfjs-core';
import type { Logs } from '../callbacks/callback.ts';

/** Results of a step by name, as scalars on the device. */
export type StepResults = tf.NamedTensorMap;

/** Reads results from the device, all at once, and frees them. */
export async function readResults(results: StepResults): Promise<Logs> {
  const entries = Object.entries(results);
  const values = await Promise.all(entries.map(([, tensor]) => tensor.data()));
  tf.dispose(results);
  return inOrderOfNames(Object.fromEntries(entries.map(([name], index) => [name, values[index]?.[0] ?? NaN])));
}

/** Results in the order of their names, in which Keras gives them to callbacks. */
export function inOrderOfNames(logs: Logs): Logs {
  return Object.fromEntries(Object.entries(logs).sort(([a], [b]) => (a < b ? -1 : 1)));
}
