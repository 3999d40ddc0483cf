import { cat, float32, scope, type Tensor } from '../../torch/index.ts';
import type { TensorNumbers } from '../autograd-protocol.ts';

/** The numbers of all tensors, by one reading of the device for those that only the device has. */
export async function readTensors(tensors: readonly Tensor[]): Promise<readonly TensorNumbers[]> {
  const far = tensors.filter((tensor) => tensor.hostValues === null);
  const joined =
    far.length > 0 ? scope(() => cat(far.map((tensor) => tensor.detach().reshape([-1]).to(float32)))) : null;
  const numbers = joined ? await joined.numpy() : new Float32Array();
  joined?.dispose();
  let start = 0;
  return tensors.map((tensor) => {
    const { shape, dtype, hostValues } = tensor;
    if (hostValues) return { shape, dtype, values: [...hostValues] };
    const values = [...numbers.subarray(start, start + tensor.numel())];
    start += tensor.numel();
    return { shape, dtype, values };
  });
}
