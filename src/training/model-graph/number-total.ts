import type { NumberTotal } from '../../network/model-graph.ts';
import type * as torch from '../../torch/index.ts';

const BYTES_PER_INTEGER = 8;
const BYTES_PER_FLOAT = 4;

/** The numbers in some tensors, and the bytes that PyTorch keeps them in. */
export function totalOf(tensors: Iterable<torch.Tensor>): NumberTotal {
  let [count, bytes] = [0, 0];
  for (const tensor of tensors) {
    count += tensor.numel();
    bytes += tensor.numel() * (tensor.dtype === 'int64' ? BYTES_PER_INTEGER : BYTES_PER_FLOAT);
  }
  return { count, bytes };
}
