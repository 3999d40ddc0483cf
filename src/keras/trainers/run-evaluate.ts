import * as tf from '@tensorflow/tfjs-core';
import { CallbackList } from '../callbacks/callback-list.ts';
import type { Logs } from '../callbacks/callback.ts';
import { ProgbarLogger } from '../callbacks/progbar-logger.ts';
import { ValueError } from '../errors.ts';
import { asList } from '../utils/lists.ts';
import { ArrayBatches, isDataset, type BatchSource } from './batches.ts';
import { openDataset } from './open-dataset.ts';
import type { EvaluateParameters } from './parameters.ts';
import { currentResults, stepAndFree } from './train-function.ts';
import type { StepResults } from './results.ts';
import type { Trainer } from './trainer.ts';
import { TurnTaking } from './turn-taking.ts';

/** The loop behind `evaluate`. */
export async function runEvaluate(model: Trainer, parameters: EvaluateParameters): Promise<Logs> {
  const { x, y, sampleWeight, batchSize = 32, steps, verbose = 'auto', callbacks = [] } = parameters;
  if (x === undefined) throw new ValueError('evaluate: pass the inputs x.');
  const source = isDataset(x)
    ? openDataset(x, model.dataNames, { limit: steps ?? null, y, sampleWeight })
    : ArrayBatches.split(x, y, sampleWeight, model.dataNames, { batchSize, shuffle: false, limit: steps })[0];
  const progress = verbose === 0 ? [] : [new ProgbarLogger()];
  const params = { verbose, epochs: 1, steps: source.steps };
  const hooks = new CallbackList([...asList(callbacks), ...progress], model, params);
  try {
    return await evaluateBatches(model, source, hooks);
  } finally {
    source.dispose();
  }
}

/** Loss and metrics of all batches. */
export async function evaluateBatches(model: Trainer, source: BatchSource, hooks: CallbackList): Promise<Logs> {
  const readsBatches = hooks.wantsBatchLogs('Test');
  const turns = new TurnTaking();
  await source.reset?.();
  model.resetMetrics();
  await hooks.begin('Test');
  let step = 0;
  let results: StepResults | null = null;
  for await (const batch of source.epoch()) {
    await hooks.batchBegin('Test', step);
    if (results) tf.dispose(results);
    results = stepAndFree(batch, () => model.testStep(batch));
    await hooks.batchEnd('Test', step, readsBatches ? await currentResults(model, results) : {});
    await turns.pass();
    step += 1;
  }
  const logs = await currentResults(model, results);
  if (results) tf.dispose(results);
  await hooks.end('Test', logs);
  return logs;
}
