import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { util, type TensorInfo } from '@tensorflow/tfjs-core';
import { BackendError } from '../errors.ts';
import type { OwnKernelCall } from '../own-kernel.ts';
import { kernelInput } from '../replace-kernel.ts';
import { GatherImagesProgram } from './gather-images-program.ts';

/** GatherImages: images [n, height, width, channels] and labels [n]. */
export function gatherImages({ inputs, attributes, backend }: OwnKernelCall<WebGPUBackend>): TensorInfo[] {
  const indices = kernelInput(inputs, 'indices');
  const images = kernelInput(inputs, 'images');
  const imageShape = attributes.imageShape as number[];
  requireBindable(util.sizeFromShape(images.shape) * 4, backend);
  const program = new GatherImagesProgram(indices.shape[0] ?? 0, imageShape);
  const labels = backend.makeTensorInfo(indices.shape, 'int32');
  const tensors = [images, kernelInput(inputs, 'labels'), indices, kernelInput(inputs, 'values'), labels];
  const uniforms = [{ type: 'int32', data: [util.sizeFromShape(imageShape) / program.outputComponent] }];
  return [backend.runWebGPUProgram(program, tensors, 'float32', uniforms), labels];
}

function requireBindable(bytes: number, { device }: WebGPUBackend): void {
  const most = device.limits.maxStorageBufferBindingSize;
  if (bytes <= most) return;
  throw new BackendError(
    `The images take ${inMebibytes(bytes)} MiB, and this GPU reads at most ${inMebibytes(most)} MiB at once.`,
    'Train with fewer images.',
  );
}

function inMebibytes(bytes: number): number {
  return Math.ceil(bytes / 2 ** 20);
}
