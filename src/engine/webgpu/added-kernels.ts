/** Kernels that tfjs does not know, on WebGPU. */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { OPTIMIZER_UPDATE } from '../optimizer-update.ts';
import { addKernel } from '../own-kernel.ts';
import { GATHER_IMAGES } from '../resident-images.ts';
import { gatherImages } from './gather-images.ts';
import { optimizerUpdate } from './optimizer-update.ts';

export function addKernels(): void {
  addKernel('webgpu', WebGPUBackend, GATHER_IMAGES, gatherImages);
  addKernel('webgpu', WebGPUBackend, OPTIMIZER_UPDATE, optimizerUpdate);
}
