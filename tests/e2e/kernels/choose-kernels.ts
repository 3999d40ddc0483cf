/** Runs in a page: the choice of kernels by measurement, on whichever adapter there is. */
import { engine } from '@tensorflow/tfjs-core';
import { chosenVariant, kernelFallbacks, kernelFamilies } from '../../../src/engine/webgpu/kernel-choice.ts';
import { chooseFastestKernels } from '../../../src/engine/webgpu/kernel-measurement.ts';
import { TrainingBackend } from '../../../src/engine/webgpu/training-backend.ts';
import { startWebgpu } from '../support/start-webgpu.ts';

export interface Choice {
  readonly variants: Readonly<Record<string, string>>;
  readonly fallbacks: readonly string[];
  /** Milliseconds of choosing. */
  readonly duration: number;
  readonly leakedTensors: number;
}

/**
 * Chooses with so much time. Of the shaders, those whose code holds `broken` are not valid; '' breaks none.
 */
export async function chooseKernels(budgetMs: number, broken: string): Promise<Choice> {
  await startWebgpu('hardware');
  const { backend } = engine();
  if (!(backend instanceof TrainingBackend)) throw new Error('WebGPU did not start.');
  breakShaders(backend.device, broken);
  const [tensors, start] = [engine().memory().numTensors, performance.now()];
  await chooseFastestKernels(backend, backend.device.adapterInfo, { budgetMs });
  return {
    variants: Object.fromEntries(kernelFamilies.map((family) => [family, chosenVariant(family)])),
    fallbacks: kernelFallbacks(),
    duration: performance.now() - start,
    leakedTensors: engine().memory().numTensors - tensors,
  };
}

function breakShaders(device: GPUDevice, broken: string): void {
  if (broken === '') return;
  const create = device.createShaderModule.bind(device);
  device.createShaderModule = (descriptor) => {
    const { code } = descriptor;
    return create({ ...descriptor, code: code.includes(broken) ? `${code} fn broken(` : code });
  };
}
