import type { Variable } from '@tensorflow/tfjs-core';
import { RuntimeError, ValueError } from '../errors.ts';
import type { Weight } from './weight.ts';

/** @throws {ValueError} unless `value` is an integer of at least 1. */
export function positiveInteger(value: number | undefined, name: string): number {
  if (value === undefined || !Number.isInteger(value) || value <= 0) {
    throw new ValueError(`${name} must be a positive integer, got ${value ?? 'nothing'}.`);
  }
  return value;
}

/** @throws {RuntimeError} before `build` has made the weight. */
export function builtWeight(weight: Weight | null, { name }: { readonly name: string }): Variable {
  if (!weight) throw new RuntimeError(`layer '${name}' is not built: apply it to a tensor, or call build(inputShape).`);
  return weight.value;
}
