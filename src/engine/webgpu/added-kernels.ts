/** Kernels that tfjs does not know, on WebGPU. */
import { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { ELEMENTWISE } from '../elementwise.ts';
import { OPTIMIZER_UPDATE } from '../optimizer-update.ts';
import { CHANNEL_STATISTICS, NORMALIZE_CHANNELS, NORMALIZE_CHANNELS_GRADIENT } from '../channel-normalization.ts';
import { CORRECT_PREDICTIONS, FIRST_LARGEST } from '../class-predictions.ts';
import { DROPOUT_MASK } from '../dropout-mask.ts';
import { addKernel, type OwnKernelCall } from '../own-kernel.ts';
import { RELU_GRADIENT } from '../relu-gradient.ts';
import { GATHER_IMAGES } from '../resident-images.ts';
import { NLL_LOSS_GRADIENT, SOFTMAX_CROSS_ENTROPY } from '../softmax-cross-entropy.ts';
import { channelStatistics, normalizeChannels, normalizeChannelsGradient } from './channel-normalization.ts';
import { correctPredictions, firstLargest } from './class-predictions.ts';
import { dropoutMask } from './dropout-mask.ts';
import { elementwise } from './elementwise-program.ts';
import { gatherImages } from './gather-images.ts';
import { optimizerUpdate } from './optimizer-update.ts';
import { reluGradient } from './relu-gradient-program.ts';
import { nllLossGradient, softmaxCrossEntropy } from './softmax-cross-entropy.ts';

const kernels: Readonly<Record<string, (call: OwnKernelCall<WebGPUBackend>) => TensorInfo | TensorInfo[]>> = {
  [CHANNEL_STATISTICS]: channelStatistics,
  [CORRECT_PREDICTIONS]: correctPredictions,
  [DROPOUT_MASK]: dropoutMask,
  [FIRST_LARGEST]: firstLargest,
  [ELEMENTWISE]: elementwise,
  [GATHER_IMAGES]: gatherImages,
  [NORMALIZE_CHANNELS]: normalizeChannels,
  [NORMALIZE_CHANNELS_GRADIENT]: normalizeChannelsGradient,
  [NLL_LOSS_GRADIENT]: nllLossGradient,
  [OPTIMIZER_UPDATE]: optimizerUpdate,
  [RELU_GRADIENT]: reluGradient,
  [SOFTMAX_CROSS_ENTROPY]: softmaxCrossEntropy,
};

export function addKernels(): void {
  for (const [name, kernel] of Object.entries(kernels)) addKernel('webgpu', WebGPUBackend, name, kernel);
}
