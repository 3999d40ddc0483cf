import { CallbackList } from '../callbacks/callback-list.ts';
import type { Logs } from '../callbacks/callback.ts';
import { History } from '../callbacks/history.ts';
import { ProgbarLogger } from '../callbacks/progbar-logger.ts';
import { ValueError } from '../errors.ts';
import { asList } from '../utils/lists.ts';
import { ArrayBatches, isDataset, type BatchSource, type Dataset } from './batches.ts';
import { requireOneWeighting, withClassWeight } from './class-weight.ts';
import { openDataset } from './open-dataset.ts';
import type { FitParameters, ValidationData } from './parameters.ts';
import { evaluateBatches } from './run-evaluate.ts';
import { inOrderOfNames } from './results.ts';
import { makeTrainFunction, type TrainFunction } from './train-function.ts';
import type { Trainer } from './trainer.ts';
import { TurnTaking } from './turn-taking.ts';

interface Sources {
  readonly training: BatchSource;
  readonly validation: BatchSource | null;
}

/** The loop behind `fit`. */
export async function runFit(model: Trainer, parameters: FitParameters): Promise<History> {
  const { epochs = 1, initialEpoch = 0, verbose = 'auto', callbacks = [] } = parameters;
  const sources = openSources(model, parameters);
  const history = new History();
  const progress = verbose === 0 ? [] : [new ProgbarLogger()];
  const params = { verbose, epochs, steps: sources.training.steps };
  const hooks = new CallbackList([...asList(callbacks), ...progress, history], model, params);
  model.stopTraining = false;
  const trainFunction = makeTrainFunction(model);
  model.trainFunction = trainFunction;
  try {
    await sources.training.reset?.();
    await hooks.begin('Train');
    let logs: Logs = {};
    for (let epoch = initialEpoch; epoch < epochs; epoch++) {
      await hooks.epochBegin(epoch);
      logs = await trainEpoch(model, sources.training, hooks, parameters, trainFunction);
      if (sources.validation && runsValidation(epoch, parameters.validationFreq ?? 1)) {
        const results = await evaluateBatches(model, sources.validation, hooks);
        for (const [name, value] of Object.entries(results)) logs[`val_${name}`] = value;
      }
      logs = inOrderOfNames(logs);
      await hooks.epochEnd(epoch, logs);
      if (wasStopped(model)) break;
    }
    model.optimizer.finalizeVariableValues();
    await hooks.end('Train', logs);
  } finally {
    model.trainFunction = null;
    trainFunction.dispose();
    sources.training.dispose();
    sources.validation?.dispose();
  }
  return history;
}

async function trainEpoch(
  model: Trainer,
  source: BatchSource,
  hooks: CallbackList,
  { classWeight }: FitParameters,
  trainFunction: TrainFunction,
): Promise<Logs> {
  const turns = new TurnTaking();
  model.resetMetrics();
  let step = 0;
  for await (const given of source.epoch()) {
    const batch = classWeight ? withClassWeight(given, classWeight) : given;
    await hooks.batchBegin('Train', step);
    await trainFunction.run(batch);
    await hooks.batchEnd('Train', step, hooks.wantsBatchLogs('Train') ? await trainFunction.logs() : {});
    await turns.pass();
    step += 1;
    if (model.stopTraining) break;
  }
  if (step === 0) throw new ValueError('fit: the data has no samples.');
  return await trainFunction.logs();
}

function openSources(model: Trainer, parameters: FitParameters): Sources {
  const { x, y, sampleWeight, batchSize = 32, shuffle = true, validationSplit = 0, stepsPerEpoch } = parameters;
  if (x === undefined) throw new ValueError('fit: pass the inputs x.');
  const names = model.dataNames;
  if (isDataset(x)) {
    if (validationSplit > 0) throw new ValueError('fit: validationSplit needs data in memory, not a data set.');
    return {
      training: openDataset(x, names, { limit: stepsPerEpoch ?? null, shuffle, y, sampleWeight }),
      validation: openValidation(model, parameters),
    };
  }
  requireOneWeighting(sampleWeight, parameters.classWeight);
  // Validation data of their own leave all samples to the training.
  const isSplit = validationSplit > 0 && !parameters.validationData;
  const options = { batchSize, shuffle, limit: stepsPerEpoch, ...(isSplit && { validationSplit }) };
  const [training, heldBack] = ArrayBatches.split(x, y, sampleWeight, names, options);
  return { training, validation: isSplit ? heldBack : openValidation(model, parameters) };
}

function isValidationDataset(data: ValidationData): data is Dataset {
  return !Array.isArray(data);
}

function openValidation(model: Trainer, parameters: FitParameters): BatchSource | null {
  const { validationData, validationSteps, validationBatchSize, batchSize = 32 } = parameters;
  if (!validationData) return null;
  const names = model.dataNames;
  if (isValidationDataset(validationData))
    return openDataset(validationData, names, { limit: validationSteps ?? null });
  const [x, y, sampleWeight] = validationData;
  const options = { batchSize: validationBatchSize ?? batchSize, shuffle: false, limit: validationSteps };
  return ArrayBatches.split(x, y, sampleWeight, names, options)[0];
}

/** @param frequency every how many epochs, or the epochs themselves, counted from 1. */
function runsValidation(epoch: number, frequency: number | readonly number[]): boolean {
  return typeof frequency === 'number' ? (epoch + 1) % frequency === 0 : frequency.includes(epoch + 1);
}

/** Read by a function, as callbacks change it while the training waits for them. */
function wasStopped(model: Trainer): boolean {
  return model.stopTraining;
}
