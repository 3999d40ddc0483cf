import * as tf from '@tensorflow/tfjs-core';
import type { HostValues } from '../../storage.ts';
import type { Tensor } from '../../tensor.ts';

/** Backends whose values lie in JavaScript's own memory. */
const HOST_BACKENDS: readonly string[] = ['wasm', 'cpu'];

/** The values of a tensor where looking at them costs no wait for a GPU, else null: for checks of arguments. */
export function readableValues(tensor: Tensor): HostValues | null {
  return HOST_BACKENDS.includes(tf.getBackend()) ? tensor.numpySync() : tensor.hostValues;
}
