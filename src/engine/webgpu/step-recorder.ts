import { engine } from '@tensorflow/tfjs-core';
import type { StepRecorder } from '../recording/step-recorder.ts';
import { kernelFallbacks } from './kernel-choice.ts';
import { planStep } from './step-plan.ts';
import { TrainingBackend } from './training-backend.ts';

/** Replays steps on WebGPU. */
export const webgpuStepRecorder: StepRecorder = {
  plan: (step, like) => planStep(trainingBackend(), step, like),
  takeCounts: () => trainingBackend().watched.takeCounts(),
  fallbacks: kernelFallbacks,
};

function trainingBackend(): TrainingBackend {
  const { backend } = engine();
  if (!(backend instanceof TrainingBackend)) throw new Error('WebGPU runs on another backend than that of Duet.');
  return backend;
}
