import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import type { ComparisonName } from './choice-functions.ts';
import { addressOf } from './heap.ts';
import { vectorFunctions } from './vector-functions.ts';

type Call = KernelCall<BackendWasm>;

const compareNumbers: Readonly<Record<ComparisonName, (x: number, y: number) => boolean>> = {
  equal: (x, y) => x === y,
  notEqual: (x, y) => x !== y,
  less: (x, y) => x < y,
  lessEqual: (x, y) => x <= y,
  greater: (x, y) => x > y,
  greaterEqual: (x, y) => x >= y,
};

/** Compares float32 with a single one, which tfjs does with an index computed for each number. */
export function comparison(name: ComparisonName): (call: Call) => TensorInfo {
  return ({ inputs, stock, backend }) => {
    const [a, b] = [kernelInput(inputs, 'a'), kernelInput(inputs, 'b')];
    const isWithOne = util.sizeFromShape(b.shape) === 1 && b.shape.length <= a.shape.length;
    if (a.dtype !== 'float32' || b.dtype !== 'float32' || !isWithOne) return stock();
    const out = backend.makeOutput(a.shape, 'bool');
    const blocks = Math.floor(util.sizeFromShape(a.shape) / 16);
    if (blocks > 0) {
      const [x, y, result] = [addressOf(backend, a), addressOf(backend, b), addressOf(backend, out)];
      vectorFunctions(backend)[name](x, y, result, blocks);
    }
    const [values, [y = NaN]] = [a, b].map((info) => backend.typedArrayFromHeap(info)) as [Float32Array, Float32Array];
    const results = backend.typedArrayFromHeap(out);
    for (let index = blocks * 16; index < results.length; index++) {
      results[index] = compareNumbers[name](values[index] ?? NaN, y) ? 1 : 0;
    }
    return out;
  };
}

/** Chooses between float32 of one shape. */
export function choice({ inputs, stock, backend }: Call): TensorInfo {
  const [condition, first, second] = [
    kernelInput(inputs, 'condition'),
    kernelInput(inputs, 't'),
    kernelInput(inputs, 'e'),
  ];
  const areFloats = first.dtype === 'float32' && second.dtype === 'float32';
  const areAlike = [condition, second].every(({ shape }) => util.arraysEqual(shape, first.shape));
  if (!areFloats || !areAlike) return stock();
  const out = backend.makeOutput(first.shape, 'float32');
  const blocks = Math.floor(util.sizeFromShape(first.shape) / 4);
  if (blocks > 0) {
    const addresses = [condition, first, second, out].map((info) => addressOf(backend, info));
    vectorFunctions(backend).select(...addresses, blocks);
  }
  const [conditions, firsts, seconds, results] = [condition, first, second, out].map((info) =>
    backend.typedArrayFromHeap(info),
  );
  if (!conditions || !firsts || !seconds || !results) return out;
  for (let index = blocks * 4; index < results.length; index++) {
    results[index] = (conditions[index] ? firsts[index] : seconds[index]) ?? NaN;
  }
  return out;
}
