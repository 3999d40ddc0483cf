/** Products of matrices, with either side transposed where it lies, and the same to the bit at every run. */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { broadcast_util, engine, lessEqual, tidy, util, where, type TensorInfo } from '@tensorflow/tfjs-core';
import { asTensor } from '../conv2d-attributes.ts';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import type { KernelVariant } from './kernel-choice.ts';
import { epilogueVariables, NO_EPILOGUE, type MatmulEpilogue } from './matmul-epilogue.ts';
import { MatmulPartsProgram } from './matmul-parts-program.ts';
import type { MatmulSizes } from './matmul-product.ts';
import { MatmulRegisterProgram, registerTiles } from './matmul-register-program.ts';
import { MatmulWorkgroupProgram, workgroupTiles } from './matmul-workgroup-program.ts';

type Call = KernelCall<WebGPUBackend>;
type OurVariant = Exclude<KernelVariant, 'stock'>;

/** Tiles that keep busy whom a variant is for: the cores of a processor, or a GPU. */
const ENOUGH_TILES = { register: 32, workgroup: 64 } as const;
/** Shortest part of a sum for which a second pass, to add the parts, pays. */
const SHORTEST_PART = 128;

/** BatchMatMul. Where the optional input `reluOutput`, of the result's shape, is 0 or less, the result is 0. */
export function matrixProduct(call: Call, variant: KernelVariant): TensorInfo {
  return multiply(call, variant, { bias: false, relu: false, reluOutput: call.inputs.reluOutput !== undefined });
}

/** _FusedMatMul, for the activations that our kernel has, with the optional input `reluOutput` of BatchMatMul. */
export function fusedMatrixProduct(call: Call, variant: KernelVariant): TensorInfo {
  const { inputs, attributes } = call;
  const { activation } = attributes;
  if ((activation !== 'linear' && activation !== 'relu') || inputs.preluActivationWeights) return stockProduct(call);
  const [bias, reluOutput] = [inputs.bias !== undefined, inputs.reluOutput !== undefined];
  return multiply(call, variant, { bias, relu: activation === 'relu', reluOutput });
}

function multiply(call: Call, variant: KernelVariant, epilogue: MatmulEpilogue): TensorInfo {
  const { inputs, attributes, backend } = call;
  const [a, b] = [kernelInput(inputs, 'a'), kernelInput(inputs, 'b')];
  const sizes = sizesOf(a, b, attributes.transposeA === true, attributes.transposeB === true);
  const extras = epilogueVariables(epilogue).map((name) => kernelInput(inputs, name));
  const isCovered =
    sizes !== null &&
    [a, b, ...extras].every(({ dtype }) => dtype === 'float32') &&
    (inputs.bias === undefined || isRow(inputs.bias, sizes.columns));
  if (!isCovered || variant === 'stock') return stockProduct(call);
  const product = run(backend, variant, sizes, epilogue, [a, b].map(flat), extras.map(flat));
  const batchShape = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  return { ...product, shape: [...batchShape, sizes.rows, sizes.columns] };
}

/** Sizes of a product, or null where our kernels do not compute it. */
function sizesOf(a: TensorInfo, b: TensorInfo, transposeA: boolean, transposeB: boolean): MatmulSizes | null {
  const [rows = 0, inner = 0] = transposeA ? a.shape.slice(-2).reverse() : a.shape.slice(-2);
  const [innerOfB = 0, columns = 0] = transposeB ? b.shape.slice(-2).reverse() : b.shape.slice(-2);
  const [batchA, batchB] = [a, b].map(({ shape }) => shape.slice(0, -2)) as [number[], number[]];
  const [productsOfA, productsOfB] = [util.sizeFromShape(batchA), util.sizeFromShape(batchB)];
  const batch = Math.max(productsOfA, productsOfB);
  const agrees = productsOfA === 1 || productsOfB === 1 || util.arraysEqual(batchA, batchB);
  if (!agrees || inner !== innerOfB || productsOfA * productsOfB * rows * inner * columns === 0) return null;
  const [sharedA, sharedB] = [productsOfA < batch, productsOfB < batch];
  return { batch, rows, inner, columns, transposeA, transposeB, sharedA, sharedB };
}

/** Whether a bias holds one number for each column and nothing else. */
function isRow({ shape }: TensorInfo, columns: number): boolean {
  return shape.at(-1) === columns && util.sizeFromShape(shape) === columns;
}

function run(
  backend: WebGPUBackend,
  variant: OurVariant,
  sizes: MatmulSizes,
  epilogue: MatmulEpilogue,
  matrices: TensorInfo[],
  extras: TensorInfo[],
): TensorInfo {
  const parts = partsOf(sizes, variant);
  const Program = variant === 'register' ? MatmulRegisterProgram : MatmulWorkgroupProgram;
  const program = new Program(sizes, parts, parts === 1 ? epilogue : NO_EPILOGUE);
  const { uniformValues, parts: actualParts } = program.product;
  const inputs = parts === 1 ? [...matrices, ...extras] : matrices;
  const partial = backend.runWebGPUProgram(program, inputs, 'float32', uniformValues);
  if (parts === 1) return partial;
  const size = sizes.batch * sizes.rows * sizes.columns;
  const adding = new MatmulPartsProgram(size, sizes.columns, actualParts, epilogue);
  const product = backend.runWebGPUProgram(adding, [partial, ...extras], 'float32', adding.uniformValues);
  backend.disposeData(partial.dataId);
  return product;
}

/** Into how many parts the sum is cut: one where the tiles of the result are enough to do at once. */
function partsOf(sizes: MatmulSizes, variant: OurVariant): number {
  const tiles = variant === 'register' ? registerTiles(sizes) : workgroupTiles(sizes, 32);
  return Math.max(1, Math.min(Math.floor(ENOUGH_TILES[variant] / tiles), Math.floor(sizes.inner / SHORTEST_PART)));
}

/** The kernel of tfjs, which knows no `reluOutput`. */
function stockProduct({ inputs, stock }: Call): TensorInfo {
  const { reluOutput } = inputs;
  if (!reluOutput) return stock();
  return tidy(() => {
    const product = engine().makeTensorFromTensorInfo(stock());
    return where(lessEqual(asTensor(reluOutput), 0), 0, product);
  });
}

function flat({ dataId, dtype, shape }: TensorInfo): TensorInfo {
  return { dataId, dtype, shape: [util.sizeFromShape(shape)] };
}
