import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { OwnKernelCall } from '../own-kernel.ts';
import { kernelInput } from '../replace-kernel.ts';
import {
  ChannelGradientPartsProgram,
  ChannelGradientSumsProgram,
  ChannelPartsProgram,
  ChannelStatisticsProgram,
} from './channel-statistics-programs.ts';
import { NormalizeChannelsGradientProgram, NormalizeChannelsProgram } from './normalize-channels-programs.ts';

type Call = OwnKernelCall<WebGPUBackend>;

/** Rows that one invocation adds up, unless there are so many that parts of them would be too many. */
const ROWS_A_PART = 32;
const MOST_PARTS = 256;

interface Sizes {
  readonly rows: number;
  readonly channels: number;
  readonly parts: number;
}

function sizesOf({ shape: [rows = 0, channels = 0] }: TensorInfo): Sizes {
  return { rows, channels, parts: Math.min(MOST_PARTS, Math.ceil(rows / ROWS_A_PART)) };
}

function integers(...values: number[]) {
  return values.map((value) => ({ type: 'int32', data: [value] }));
}

/** ChannelStatistics: statistics [3, channels], and the new averages of mean and variance [channels]. */
export function channelStatistics({ inputs, attributes, backend }: Call): TensorInfo[] {
  const x = kernelInput(inputs, 'x');
  const { rows, channels, parts } = sizesOf(x);
  const sizes = integers(rows, parts, channels);
  const squares = backend.makeTensorInfo([parts, channels], 'float32');
  const means = backend.runWebGPUProgram(new ChannelPartsProgram([parts, channels]), [x, squares], 'float32', sizes);
  const [mean, variance] = [0, 1].map(() => backend.makeTensorInfo([channels], 'float32')) as [TensorInfo, TensorInfo];
  const averages = [kernelInput(inputs, 'mean'), kernelInput(inputs, 'variance')];
  const unbiasing = attributes.isUnbiased ? rows / Math.max(1, rows - 1) : 1;
  const factors = [attributes.share as number, unbiasing, attributes.epsilon as number];
  const statistics = backend.runWebGPUProgram(
    new ChannelStatisticsProgram(channels),
    [x, means, squares, ...averages, mean, variance],
    'float32',
    [...sizes, ...factors.map((value) => ({ type: 'float32', data: [value] }))],
  );
  for (const part of [means, squares]) backend.disposeData(part.dataId);
  return [statistics, mean, variance];
}

/** NormalizeChannels. */
export function normalizeChannels({ inputs, backend }: Call): TensorInfo {
  const x = kernelInput(inputs, 'x');
  const others = ['statistics', 'gamma', 'beta'].map((name) => kernelInput(inputs, name));
  const program = new NormalizeChannelsProgram(x.shape);
  return backend.runWebGPUProgram(program, [x, ...others], 'float32', integers(sizesOf(x).channels));
}

/** NormalizeChannelsGradient: of x, gamma and beta. */
export function normalizeChannelsGradient({ inputs, backend }: Call): TensorInfo[] {
  const [dy, x] = [kernelInput(inputs, 'dy'), kernelInput(inputs, 'x')];
  const [statistics, gamma] = [kernelInput(inputs, 'statistics'), kernelInput(inputs, 'gamma')];
  const { rows, channels, parts } = sizesOf(x);
  const sizes = integers(rows, parts, channels);
  const scaled = backend.makeTensorInfo([parts, channels], 'float32');
  const partsProgram = new ChannelGradientPartsProgram([parts, channels]);
  const sums = backend.runWebGPUProgram(partsProgram, [dy, x, statistics, scaled], 'float32', sizes);
  const ofGamma = backend.makeTensorInfo([channels], 'float32');
  const sumsProgram = new ChannelGradientSumsProgram([channels]);
  const ofBeta = backend.runWebGPUProgram(sumsProgram, [sums, scaled, ofGamma], 'float32', sizes);
  const tensors = [dy, x, statistics, gamma, ofGamma, ofBeta];
  const program = new NormalizeChannelsGradientProgram(x.shape);
  const ofX = backend.runWebGPUProgram(program, tensors, 'float32', integers(rows, channels));
  for (const part of [sums, scaled]) backend.disposeData(part.dataId);
  return [ofX, ofGamma, ofBeta];
}
