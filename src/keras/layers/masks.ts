import { engine, tidy, type Tensor } from '@tensorflow/tfjs-core';

/** For each tensor of a sequence, which of its steps count: bool [batch, steps], or null for all. */
export type Masks = readonly (Tensor | null)[];

const masks = new WeakMap<Tensor, Tensor>();

/** The mask that the layer which made a tensor attached to it. */
export function maskOf(tensor: Tensor): Tensor | null {
  const mask = masks.get(tensor);
  return mask && !mask.isDisposed ? mask : null;
}

/** A mask made of a tensor's values, through which no gradient flows: comparisons of tfjs have none. */
export function maskFrom(x: Tensor, compute: (values: Tensor) => Tensor): Tensor {
  return tidy(() => {
    const { dataId, shape, dtype } = x;
    engine().backend.incRef(dataId);
    return compute(engine().makeTensorFromTensorInfo({ dataId, shape, dtype }, engine().backend));
  });
}

/** Attaches a mask. It is not freed with the tensor, but with the tidy in which it was computed. */
export function setMask(tensor: Tensor, mask: Tensor): void {
  masks.set(tensor, mask);
}
