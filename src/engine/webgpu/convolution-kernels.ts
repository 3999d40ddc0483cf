/** Conv2D, FusedConv2D and the gradients of a convolution, for NHWC images. */
import type { WebGPUBackend, WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { engine, greater, tidy, where, zerosLike, type TensorInfo } from '@tensorflow/tfjs-core';
import { asTensor, conv2dGeometry, isChannelsLast } from '../conv2d-attributes.ts';
import { kernelInput, type KernelCall } from '../replace-kernel.ts';
import { Conv2dFilterGradientProgram } from './conv2d-filter-gradient-program.ts';
import { Conv2dForwardProgram, type Epilogue } from './conv2d-forward-program.ts';
import type { Conv2dGeometry } from './conv2d-geometry.ts';
import { Conv2dInputGradientProgram } from './conv2d-input-gradient-program.ts';
import { TiledConv2dFilterGradientProgram } from './conv2d-tiled-filter-gradient-program.ts';
import { TiledConv2dForwardProgram } from './conv2d-tiled-forward-program.ts';
import { TiledConv2dInputGradientProgram } from './conv2d-tiled-input-gradient-program.ts';
import type { KernelVariant } from './kernel-choice.ts';
import { PartSumProgram } from './part-sum-program.ts';
import { runProgram } from './run-program.ts';

type Call = KernelCall<WebGPUBackend>;

/** Conv2D. */
export function convolution(call: Call, variant: KernelVariant): TensorInfo {
  return forward(call, { bias: false, relu: false }, variant);
}

/** FusedConv2D, for the activations that our kernel has. */
export function fusedConvolution(call: Call, variant: KernelVariant): TensorInfo {
  const { inputs, attributes, stock } = call;
  const isPlain = attributes.activation === 'linear' || attributes.activation === 'relu';
  if (!isPlain || inputs.preluActivationWeights) return stock();
  const isBias = inputs.bias === undefined || inputs.bias.shape.length === 1;
  const epilogue = { bias: inputs.bias !== undefined, relu: attributes.activation === 'relu' };
  return isBias ? forward(call, epilogue, variant) : stock();
}

function forward(call: Call, epilogue: Epilogue, variant: KernelVariant): TensorInfo {
  const { inputs, backend, stock } = call;
  const x = kernelInput(inputs, 'x');
  const weights = kernelInput(inputs, 'filter');
  const geometry = coveredGeometry(x.shape, weights.shape, call);
  if (!geometry || variant === 'stock') return stock();
  const Program = variant === 'register' ? Conv2dForwardProgram : TiledConv2dForwardProgram;
  const tensors = epilogue.bias ? [x, weights, kernelInput(inputs, 'bias')] : [x, weights];
  return runProgram(backend, new Program(geometry, epilogue), tensors, geometry);
}

/**
 * Conv2DBackpropInput. With an input `reluOutput`, like the result, the result is 0 where that is not above 0: the
 * gradient of the relu whose output it is.
 */
export function inputGradient(call: Call, variant: KernelVariant): TensorInfo {
  const { inputs, attributes, backend, stock } = call;
  const { reluOutput } = inputs;
  const weights = kernelInput(inputs, 'filter');
  const geometry = coveredGeometry(attributes.inputShape as number[], weights.shape, call);
  const isDilated = geometry !== null && (geometry.dilationHeight !== 1 || geometry.dilationWidth !== 1);
  if (!geometry || isDilated || variant === 'stock') return reluOutput ? maskedByRelu(stock(), reluOutput) : stock();
  const Program = variant === 'register' ? Conv2dInputGradientProgram : TiledConv2dInputGradientProgram;
  const tensors = [kernelInput(inputs, 'dy'), weights, ...(reluOutput ? [reluOutput] : [])];
  return runProgram(backend, new Program(geometry, reluOutput !== undefined), tensors, geometry);
}

function maskedByRelu(gradient: TensorInfo, reluOutput: TensorInfo): TensorInfo {
  return tidy(() => {
    const whole = engine().makeTensorFromTensorInfo(gradient);
    return where(greater(asTensor(reluOutput), 0), whole, zerosLike(whole));
  });
}

/** Conv2DBackpropFilter. */
export function filterGradient(call: Call, variant: KernelVariant): TensorInfo {
  const { inputs, attributes, backend, stock } = call;
  const x = kernelInput(inputs, 'x');
  const filterShape = attributes.filterShape as number[];
  const geometry = coveredGeometry(x.shape, filterShape, call);
  if (!geometry || variant === 'stock') return stock();
  const Program = variant === 'register' ? Conv2dFilterGradientProgram : TiledConv2dFilterGradientProgram;
  const program: WebGPUProgram & { readonly splits: number } = new Program(geometry);
  const parts = runProgram(backend, program, [x, kernelInput(inputs, 'dy')], geometry);
  if (program.splits === 1) return { ...parts, shape: filterShape };
  const uniforms = [{ type: 'int32', data: [program.splits] }];
  const total = backend.runWebGPUProgram(new PartSumProgram(filterShape), [parts], 'float32', uniforms);
  backend.disposeData(parts.dataId);
  return total;
}

/** Sizes of a convolution that our kernels cover: of NHWC images, and with something to compute. */
function coveredGeometry(inputShape: number[], filterShape: number[], { attributes }: Call): Conv2dGeometry | null {
  if (!isChannelsLast(attributes) || [...inputShape, ...filterShape].includes(0)) return null;
  const geometry = conv2dGeometry(inputShape, filterShape, attributes);
  return geometry.outShape.includes(0) ? null : geometry;
}
