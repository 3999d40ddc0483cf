/** Everything of training that needs tensors, as one chunk of its own. */
import { memory } from '@tensorflow/tfjs-core';
import { startBackend } from '../engine/backend.ts';
import { EngineReporter } from './engine-reporter.ts';
import { trainWithKeras } from './keras-trainer.ts';
import type { TensorRuntime } from './run-context.ts';
import { trainWithTorch } from './torch-trainer.ts';

export const tensorRuntime: TensorRuntime = {
  startBackend: (requested) => startBackend(requested),
  trainers: { keras: trainWithKeras, torch: trainWithTorch },
  countLiveTensors: () => memory().numTensors,
  createEngineReporter: (options) => new EngineReporter(options),
};
