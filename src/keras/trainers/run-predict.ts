import * as tf from '@tensorflow/tfjs-core';
import { CallbackList } from '../callbacks/callback-list.ts';
import { ProgbarLogger } from '../callbacks/progbar-logger.ts';
import { ValueError } from '../errors.ts';
import { asList, at } from '../utils/lists.ts';
import { ArrayBatches, isDataset } from './batches.ts';
import { openDataset } from './open-dataset.ts';
import type { PredictParameters } from './parameters.ts';
import type { Trainer } from './trainer.ts';
import { TurnTaking } from './turn-taking.ts';

/** The loop behind `predict`. */
export async function runPredict(model: Trainer, parameters: PredictParameters): Promise<tf.Tensor[]> {
  const { x, batchSize = 32, steps, verbose = 'auto', callbacks = [] } = parameters;
  if (x === undefined) throw new ValueError('predict: pass the inputs x.');
  const source = isDataset(x)
    ? openDataset(x, model.dataNames, { limit: steps ?? null })
    : ArrayBatches.split(x, undefined, undefined, model.dataNames, { batchSize, shuffle: false, limit: steps })[0];
  const progress = verbose === 0 ? [] : [new ProgbarLogger()];
  const hooks = new CallbackList([...asList(callbacks), ...progress], model, {
    verbose,
    epochs: 1,
    steps: source.steps,
  });
  const turns = new TurnTaking();
  const outputs: tf.Tensor[][] = [];
  try {
    await hooks.begin('Predict');
    let step = 0;
    for await (const batch of source.epoch()) {
      await hooks.batchBegin('Predict', step);
      outputs.push(tf.tidy(() => model.callOn(batch.x, false)));
      tf.dispose([...batch.x, ...batch.y, ...batch.sampleWeight]);
      await hooks.batchEnd('Predict', step, {});
      await turns.pass();
      step += 1;
    }
    await hooks.end('Predict', {});
    const [first] = outputs;
    if (!first) throw new ValueError('predict: the data has no samples.');
    return first.map((_, index) => tf.concat(outputs.map((batch) => at(batch, index))));
  } finally {
    tf.dispose(outputs);
    source.dispose();
  }
}
