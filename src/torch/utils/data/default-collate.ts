import { RuntimeError } from '../../errors.ts';
import { fromNumpy, tensor as tensorOf, type TypedArray } from '../../operations/creation.ts';
import { stack } from '../../operations/joining.ts';
import { Tensor } from '../../tensor.ts';

/** What `defaultCollate` makes of samples of a type. */
export type Collated<Sample> = Sample extends Tensor | TypedArray | number | boolean
  ? Tensor
  : Sample extends string
    ? readonly string[]
    : { -readonly [Part in keyof Sample]: Collated<Sample[Part]> };

/** What `defaultConvert` makes of a sample of a type. */
export type Converted<Sample> = Sample extends TypedArray
  ? Tensor
  : Sample extends Tensor | number | boolean | string
    ? Sample
    : { -readonly [Part in keyof Sample]: Converted<Sample[Part]> };

/**
 * Samples as one batch: tensors and typed arrays are stacked along a new first axis, numbers become a tensor, lists and
 * records of these a list or a record of batches; strings stay a list.
 *
 * Numbers become int64 where all of them are whole, else float32 (float64 in PyTorch); for a type that does not depend on
 * the values, give tensors.
 *
 * @throws {RuntimeError} when tensors differ in shape, or lists in length.
 * @throws {TypeError} when there is something else in a sample.
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.default_collate
 */
export function defaultCollate<Sample>(batch: readonly Sample[]): Collated<Sample> {
  return collate(batch) as Collated<Sample>;
}

/**
 * A sample on its own, without a new axis: typed arrays become tensors, everything else stays.
 *
 * @source https://docs.pytorch.org/docs/stable/data.html#torch.utils.data.default_convert
 */
export function defaultConvert<Sample>(sample: Sample): Converted<Sample> {
  return convert(sample) as Converted<Sample>;
}

function collate(batch: readonly unknown[]): unknown {
  const [first] = batch;
  if (areAll(batch, isTensor)) return stack(batch);
  if (areAll(batch, isTypedArray)) return stack(batch.map((item) => fromNumpy(item)));
  if (areAll(batch, isNumber)) return tensorOf(batch);
  if (areAll(batch, isString)) return batch;
  if (areAll(batch, isList)) return collateLists(batch);
  if (areAll(batch, isRecord)) return collateRecords(batch);
  throw new TypeError(
    `default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found ${typeName(first)}. ` +
      'Pass a collateFn that knows what to make of it.',
  );
}

function collateLists(batch: readonly (readonly unknown[])[]): unknown[] {
  const [first = []] = batch;
  if (batch.some(({ length }) => length !== first.length)) {
    throw new RuntimeError(
      'each element in list of batch should be of equal size: fill up the shorter ones, or pass a collateFn.',
    );
  }
  return first.map((_, position) => collate(batch.map((sample) => sample[position])));
}

function collateRecords(batch: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> {
  const names = Object.keys(batch[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, collate(batch.map((sample) => sample[name]))]));
}

function convert(sample: unknown): unknown {
  if (isTypedArray(sample)) return fromNumpy(sample);
  if (isList(sample)) return sample.map(convert);
  if (!isRecord(sample)) return sample;
  return Object.fromEntries(Object.entries(sample).map(([name, part]) => [name, convert(part)]));
}

function areAll<Kind>(batch: readonly unknown[], isKind: (item: unknown) => item is Kind): batch is readonly Kind[] {
  return batch.every(isKind);
}

function isTensor(item: unknown): item is Tensor {
  return item instanceof Tensor;
}

function isTypedArray(item: unknown): item is TypedArray {
  return ArrayBuffer.isView(item) && !(item instanceof DataView) && !(item instanceof BigInt64Array);
}

function isNumber(item: unknown): item is number | boolean {
  return typeof item === 'number' || typeof item === 'boolean';
}

function isString(item: unknown): item is string {
  return typeof item === 'string';
}

function isList(item: unknown): item is readonly unknown[] {
  return Array.isArray(item);
}

function isRecord(item: unknown): item is Readonly<Record<string, unknown>> {
  return typeof item === 'object' && item !== null && Object.getPrototypeOf(item) === Object.prototype;
}

function typeName(item: unknown): string {
  return typeof item === 'object' && item !== null ? item.constructor.name : typeof item;
}
