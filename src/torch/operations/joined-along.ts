import * as tf from '@tensorflow/tfjs-core';
import { promoteTypes, type DType } from '../dtype.ts';
import { elementCount } from '../shape.ts';
import { rowByRow } from '../storage.ts';
import type { Tensor } from '../tensor.ts';
import { castTo } from './cast.ts';
import { hostArray } from './creation.ts';
import { fromDevice, fromHost } from './elementwise.ts';

/**
 * Tensors that differ along one axis alone, one after another, without history. The result lies in memory as the first
 * one does.
 */
export function joinedAlong(tensors: readonly Tensor[], axis: number): Tensor {
  const dtype = tensors.map((each) => each.dtype).reduce(promoteTypes);
  const parts = tensors.map((each) => castTo(each.detach(), dtype));
  const host = dtype === 'float32' ? null : joinedOnHost(parts, axis, dtype);
  if (host) return host;
  const full = parts.filter((each) => each.numel() > 0);
  const order = full[0]?.order ?? rowByRow(parts[0]?.shape ?? []);
  return fromDevice(() => {
    // The kernel knows no booleans.
    const values = (full.length > 0 ? full : parts.slice(0, 1)).map((each) => {
      const stored = each.valuesIn(order);
      return stored.dtype === 'bool' ? tf.cast(stored, 'int32') : stored;
    });
    const joined = tf.concat(values, order.indexOf(axis));
    return dtype === 'bool' ? tf.cast(joined, 'bool') : joined;
  }, order);
}

function joinedOnHost(parts: readonly Tensor[], axis: number, dtype: DType): Tensor | null {
  const known = parts.map((each) => each.hostValues);
  if (!known.every((values) => values !== null)) return null;
  const first = parts[0]?.shape ?? [];
  const blocks = parts.map(({ shape }) => elementCount(shape.slice(axis)));
  const result = Array.from({ length: elementCount(first.slice(0, axis)) }, (_, outer) =>
    known.map((values, part) => [...values.slice(outer * (blocks[part] ?? 0), (outer + 1) * (blocks[part] ?? 0))]),
  );
  const length = parts.reduce((sum, { shape }) => sum + (shape[axis] ?? 0), 0);
  return fromHost(hostArray(result.flat(2), dtype), first.with(axis, length), dtype);
}
