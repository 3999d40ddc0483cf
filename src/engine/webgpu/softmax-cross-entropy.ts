import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { OwnKernelCall } from '../own-kernel.ts';
import { kernelInput } from '../replace-kernel.ts';
import type { MeanOver } from '../softmax-cross-entropy.ts';
import { NllLossGradientProgram } from './nll-loss-gradient-program.ts';
import { QuotientOfSumProgram } from './quotient-of-sum-program.ts';
import { SoftmaxCrossEntropyProgram } from './softmax-cross-entropy-program.ts';
import { SoftmaxCrossEntropyRowsProgram } from './softmax-cross-entropy-rows-program.ts';

type Call = OwnKernelCall<WebGPUBackend>;

/** Logits that one invocation goes through, one after the other, before a second dispatch is the smaller price. */
const LOGITS_AN_INVOCATION = 128;

/** SoftmaxCrossEntropy: loss [], gradient, logarithms of the probabilities [rows, classes], count []. */
export function softmaxCrossEntropy(call: Call): TensorInfo[] {
  const [rows = 0, classes = 0] = kernelInput(call.inputs, 'logits').shape;
  return Math.ceil(rows / 256) * classes <= LOGITS_AN_INVOCATION ? inOneWorkgroup(call) : rowByRow(call);
}

function inOneWorkgroup({ inputs, attributes, backend }: Call): TensorInfo[] {
  const [logits, labels] = [kernelInput(inputs, 'logits'), kernelInput(inputs, 'labels')];
  const [loss, count] = [backend.makeTensorInfo([], 'float32'), backend.makeTensorInfo([], 'float32')];
  const logarithms = backend.makeTensorInfo(logits.shape, 'float32');
  const program = new SoftmaxCrossEntropyProgram(logits.shape);
  const tensors = [logits, labels, loss, logarithms, count];
  const gradient = backend.runWebGPUProgram(program, tensors, 'float32', uniformsOf(logits, attributes.mean));
  return [loss, gradient, logarithms, count];
}

function rowByRow({ inputs, attributes, backend }: Call): TensorInfo[] {
  const [logits, labels] = [kernelInput(inputs, 'logits'), kernelInput(inputs, 'labels')];
  const [losses, count] = [backend.makeTensorInfo(labels.shape, 'float32'), backend.makeTensorInfo([], 'float32')];
  const logarithms = backend.makeTensorInfo(logits.shape, 'float32');
  const program = new SoftmaxCrossEntropyRowsProgram(logits.shape);
  const tensors = [logits, labels, losses, logarithms, count];
  const gradient = backend.runWebGPUProgram(program, tensors, 'float32', uniformsOf(logits, attributes.mean));
  const length = [{ type: 'int32', data: [logits.shape[0] ?? 0] }];
  const loss = backend.runWebGPUProgram(new QuotientOfSumProgram(), [losses, count], 'float32', length);
  backend.disposeData(losses.dataId);
  return [loss, gradient, logarithms, count];
}

function uniformsOf({ shape }: TensorInfo, mean: unknown) {
  const over: MeanOver = mean === 'rows' ? 'rows' : 'targets';
  return [...shape, over === 'rows' ? 1 : 0].map((value) => ({ type: 'int32', data: [value] }));
}

/** NllLossGradient: [rows, classes]. */
export function nllLossGradient({ inputs, attributes, backend }: Call): TensorInfo {
  const labels = kernelInput(inputs, 'labels');
  const classes = attributes.classes as number;
  const program = new NllLossGradientProgram([labels.shape[0] ?? 0, classes]);
  const tensors = [kernelInput(inputs, 'gradient'), labels, kernelInput(inputs, 'count')];
  return backend.runWebGPUProgram(program, tensors, 'float32', [{ type: 'int32', data: [classes] }]);
}
