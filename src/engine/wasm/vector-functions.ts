import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { assemble } from './assembler.ts';
import { channelProductsFunction } from './channel-products-function.ts';
import { comparisonFunctions, selectFunction, type ComparisonName } from './choice-functions.ts';
import { pairPoolGradientFunction, poolGradientFunction } from './pool-gradient-function.ts';
import { sumFunction } from './sum-function.ts';
import { tileFunction } from './tile-function.ts';
import { transposeBlocksFunction, transposeFunction } from './transpose-function.ts';

/** Tiles of sums of products: [rows, columns]. A tile of one row finishes what wider ones leave. */
export const TILES = [
  [2, 16],
  [4, 8],
  [8, 4],
  [8, 1],
] as const;

/** Columns that are summed at once. */
export const SUM_WIDTHS = [16, 4, 1] as const;

type TileName = `tile${1 | 2 | 4 | 8}x${1 | 4 | 8 | 16}`;
type SumName = `sum${(typeof SUM_WIDTHS)[number]}`;

/** What the functions are called with: addresses and steps in bytes, and counts. */
export type VectorFunction = (...numbers: number[]) => void;

export type VectorFunctions = Readonly<
  Record<
    | TileName
    | SumName
    | ComparisonName
    | 'select'
    | 'channelProducts'
    | 'poolGradient'
    | 'pairPoolGradient'
    | 'transpose'
    | 'transposeBlocks',
    VectorFunction
  >
>;

/** The module of our own functions on tensors of tfjs's WASM backend. They need SIMD. */
export function vectorModule(): Uint8Array<ArrayBuffer> {
  const tiles = TILES.flatMap(([rows, columns]) =>
    [1, rows].map((count) => tileFunction(`tile${count}x${columns}`, count, columns)),
  );
  const sums = SUM_WIDTHS.map((width) => sumFunction(`sum${width}`, width));
  return assemble([
    ...tiles,
    ...sums,
    ...comparisonFunctions(),
    selectFunction(),
    channelProductsFunction(),
    poolGradientFunction(),
    pairPoolGradientFunction(),
    transposeFunction(),
    transposeBlocksFunction(),
  ]);
}

const instances = new WeakMap<BackendWasm, VectorFunctions>();

/** The functions in the memory of this backend. Its addresses are those of `addressOf`. */
export function vectorFunctions(backend: BackendWasm): VectorFunctions {
  const started = instances.get(backend);
  if (started) return started;
  const functions = instantiate(backend, vectorModule()) as VectorFunctions;
  instances.set(backend, functions);
  return functions;
}

/** The functions of a module that `assemble` wrote, in the memory of this backend. */
export function instantiate(backend: BackendWasm, module: Uint8Array<ArrayBuffer>): Record<string, VectorFunction> {
  const imports = { env: { memory: memoryOf(backend) } };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), imports);
  return exports as Record<string, VectorFunction>;
}

/** The memory of tfjs's module, which its types leave out. */
function memoryOf({ wasm }: BackendWasm): WebAssembly.Memory {
  const exports: unknown = Reflect.get(wasm, 'asm');
  const memory: unknown = typeof exports === 'object' && exports ? Reflect.get(exports, 'memory') : null;
  if (memory instanceof WebAssembly.Memory) return memory;
  throw new TypeError('tfjs hides the memory of its WebAssembly module.');
}
