/**
 * Kernels for software adapters. The stock ones share tiles in workgroup memory, which is right for a GPU; here every
 * barrier costs more than it saves, and register tiles run four to seven times faster.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { engine, tidy, transpose, type Tensor, type TensorInfo } from '@tensorflow/tfjs-core';
import { hasComposedInputGradient, inputGradientAsConvolution } from '../composed-gradients.ts';
import { asTensor, asTensor4D, conv2dGeometry, isChannelsLast, pool2dGeometry } from '../conv2d-attributes.ts';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import { BiasAddProgram } from './bias-add-program.ts';
import { Conv2dForwardProgram, type Epilogue } from './conv2d-forward-program.ts';
import { MaxPoolProgram } from './max-pool-program.ts';
import { runProgram } from './run-program.ts';

type Call = KernelCall<WebGPUBackend>;

/** Conv2D. */
export function convolution(call: Call): TensorInfo {
  return forward(call, { bias: false, relu: false });
}

/** FusedConv2D, for the activations that our kernel has. */
export function fusedConvolution(call: Call): TensorInfo {
  const epilogue = epilogueOf(call);
  return epilogue ? forward(call, epilogue) : call.stock();
}

/** Conv2DBackpropInput. */
export function inputGradient({ inputs, attributes, stock }: Call): TensorInfo {
  const weights = asTensor4D(kernelInput(inputs, 'filter'));
  const geometry = conv2dGeometry(attributes.inputShape as number[], weights.shape, attributes);
  const covered = isChannelsLast(attributes) && geometry.inChannels % 4 === 0 && hasComposedInputGradient(geometry);
  return covered ? inputGradientAsConvolution(asTensor4D(kernelInput(inputs, 'dy')), weights, geometry) : stock();
}

/** Add. Adding a bias takes our kernel; every other addition the stock one. */
export function add({ inputs, backend, stock }: Call): TensorInfo {
  const a = kernelInput(inputs, 'a');
  const b = kernelInput(inputs, 'b');
  const columns = a.shape.at(-1) ?? 0;
  const isBias = a.shape.length > 1 && b.shape.length === 1 && b.shape[0] === columns && columns % 4 === 0;
  if (!isBias || columns === 0 || a.dtype !== 'float32' || b.dtype !== 'float32') return stock();
  const uniforms = [{ type: 'int32', data: [columns / 4] }];
  return backend.runWebGPUProgram(new BiasAddProgram(a.shape), [a, b], 'float32', uniforms);
}

/** MaxPool. */
export function maxPool({ inputs, attributes, backend, stock }: Call): TensorInfo {
  const x = kernelInput(inputs, 'x');
  const geometry = pool2dGeometry(x.shape, attributes);
  const { top, bottom, left, right } = geometry.padInfo;
  if (geometry.inChannels % 4 !== 0 || top + bottom + left + right > 0) return stock();
  return runProgram(backend, new MaxPoolProgram(geometry), [x], geometry);
}

/** BatchMatMul. */
export function matrixProduct(call: Call): TensorInfo {
  return multiply(call, { bias: false, relu: false });
}

/** _FusedMatMul, for the activations that our kernel has. */
export function fusedMatrixProduct(call: Call): TensorInfo {
  const epilogue = epilogueOf(call);
  return epilogue ? multiply(call, epilogue) : call.stock();
}

/** A product of two matrices, as a convolution of 1 x 1 over images of one pixel. */
function multiply({ inputs, attributes, backend, stock }: Call, epilogue: Epilogue): TensorInfo {
  const a = asTensor(kernelInput(inputs, 'a'));
  const b = asTensor(kernelInput(inputs, 'b'));
  const { transposeA, transposeB } = attributes;
  const [rows = 0, inner = 0] = transposeA ? [...a.shape].reverse() : a.shape;
  const columns = b.shape[transposeB ? 0 : 1] ?? 0;
  const bias = epilogue.bias ? [asTensor(kernelInput(inputs, 'bias'))] : [];
  const covered = isMatrix(a) && isMatrix(b) && bias.every(({ shape }) => shape.length === 1) && columns % 4 === 0;
  if (!covered || rows * inner * columns === 0) return stock();
  return tidy(() => {
    const matrices = [transposeA ? transpose(a) : a, transposeB ? transpose(b) : b];
    const geometry = conv2dGeometry([rows, 1, 1, inner], [1, 1, inner, columns], { strides: 1, pad: 'valid' });
    const program = new Conv2dForwardProgram(geometry, epilogue);
    const product = runProgram(backend, program, [...matrices, ...bias], geometry);
    return engine().makeTensorFromTensorInfo({ ...product, shape: [rows, columns] });
  });
}

function isMatrix({ shape, dtype }: Tensor): boolean {
  return dtype === 'float32' && shape.length === 2;
}

/** What a fused kernel adds, or null where ours cannot. */
function epilogueOf({ inputs, attributes }: Call): Epilogue | null {
  const { activation } = attributes;
  const plain = activation === 'linear' || activation === 'relu';
  if (!plain || inputs.preluActivationWeights) return null;
  return { bias: inputs.bias !== undefined, relu: activation === 'relu' };
}

function forward(call: Call, epilogue: Epilogue): TensorInfo {
  const { inputs, attributes, backend, stock } = call;
  const x = kernelInput(inputs, 'x');
  const weights = kernelInput(inputs, 'filter');
  const geometry = conv2dGeometry(x.shape, weights.shape, attributes);
  if (!isChannelsLast(attributes) || geometry.outChannels % 4 !== 0) return stock();
  const tensors = epilogue.bias ? [x, weights, kernelInput(inputs, 'bias')] : [x, weights];
  return runProgram(backend, new Conv2dForwardProgram(geometry, epilogue), tensors, geometry);
}
