import type { Tensor } from '../../tensor.ts';

/** Samples by index, as torch.utils.data.Dataset with its batched `__getitems__`. */
export interface Dataset {
  readonly length: number;
  /** The samples at `indices` as one batch: inputs [N, ...] and targets [N]. */
  getItems(indices: Uint32Array): readonly [inputs: Tensor, targets: Tensor];
}
