/** How the weights lie in memory: as the kernels read them, so that a training step transposes nothing. */
import type { AxisOrder } from '../storage.ts';
import { CHANNELS_LAST } from '../tensor.ts';

/** A filter [F, C, kh, kw] stored as [kh, kw, C, F]. */
const FILTER_ORDER: AxisOrder = [2, 3, 1, 0];
/** A matrix [out, in] stored as [in, out]. */
export const WEIGHT_ORDER: AxisOrder = [1, 0];

/** Images [N, C, H, W] stored as NHWC, sequences [N, C, L] as NLC. */
export function channelsLast(spatialRank: number): AxisOrder {
  return spatialRank === 2 ? CHANNELS_LAST : [0, 2, 1];
}

/** Filters with one or two spatial axes, stored with those first and the channels last. */
export function filterOrder(spatialRank: number): AxisOrder {
  return spatialRank === 2 ? FILTER_ORDER : [2, 1, 0];
}
