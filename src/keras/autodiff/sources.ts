import { Tensor, Variable } from '@tensorflow/tfjs-core';
import { ValueError } from '../errors.ts';

/** A tensor, a variable, or the weight of a layer, which `read` gives the variable of. */
export type Source = Tensor | { read(): Tensor };

export type Sources = Source | readonly Source[] | Readonly<Record<string, Source>>;

/** In the structure of the sources, null where a source is unconnected. */
export type Gradients = Tensor | null | (Tensor | null)[] | Record<string, Tensor | null>;

/** @throws {ValueError} when the value is not a tensor and has none. */
export function asTensor(source: unknown): Tensor {
  if (isTensor(source)) return source;
  if (isLayerWeight(source)) return source.read();
  throw new ValueError(`Passed in object ${String(source)} of type '${typeof source}', not a tensor or a variable.`);
}

export function isVariable(tensor: Tensor): tensor is Variable {
  return tensor instanceof Variable;
}

/** Applies the function to each source and keeps the structure. */
export function mapSources(sources: Sources, map: (source: Tensor) => Tensor | null): Gradients {
  if (isArray(sources)) return sources.map((source) => map(asTensor(source)));
  if (!isRecord(sources)) return map(asTensor(sources));
  return Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, map(asTensor(source))]));
}

/** One source or several, as a list of tensors. */
export function listSources(sources: Sources): readonly Tensor[] {
  if (isArray(sources)) return sources.map(asTensor);
  return isRecord(sources) ? Object.values(sources).map(asTensor) : [asTensor(sources)];
}

function isTensor(value: unknown): value is Tensor {
  return value instanceof Tensor;
}

function isArray(sources: Sources): sources is readonly Source[] {
  return Array.isArray(sources);
}

function isRecord(sources: Sources): sources is Readonly<Record<string, Source>> {
  return typeof sources === 'object' && Object.getPrototypeOf(sources) === Object.prototype;
}

function isLayerWeight(value: unknown): value is { read(): Tensor } {
  return typeof value === 'object' && value !== null && 'read' in value && typeof value.read === 'function';
}
