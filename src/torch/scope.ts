import { freeAfter } from './memory.ts';
import type { Storage } from './storage.ts';
import { Tensor } from './tensor.ts';

/**
 * Runs `compute` and frees every tensor that it made, but for those that it returns (also inside arrays and objects),
 * and for what outlives a step by its nature: parameters, buffers, gradients of leaves from outside, states of
 * optimizers.
 *
 * PyTorch counts references and frees a tensor with its last one. JavaScript counts none, so a training loop puts each
 * step in a scope. `compute` must not be asynchronous: what it made after its first await would not be seen.
 */
export function scope<Result>(compute: () => Result): Result {
  return freeAfter(compute, storagesIn);
}

/** The storages of all tensors that a value consists of. */
function* storagesIn(value: unknown): Generator<Storage> {
  if (value instanceof Tensor) {
    yield value.storage;
    if (value.grad) yield value.grad.storage;
  } else if (Array.isArray(value)) {
    for (const item of value as readonly unknown[]) yield* storagesIn(item);
  } else if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    yield* storagesIn(Object.values(value));
  }
}
