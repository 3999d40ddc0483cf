import type { Callback } from '../callbacks/callback.ts';
import type { OptimizerLike } from '../optimizers/get-optimizer.ts';
import type { Dataset } from './batches.ts';
import type { LossSpecification, LossWeights } from './compile-loss.ts';
import type { MetricsSpecification } from './compile-metrics.ts';
import type { TensorData } from './tensor-data.ts';

/** Arguments of `compile`. */
export interface CompileParameters {
  readonly optimizer?: OptimizerLike;
  readonly loss?: LossSpecification | null;
  readonly lossWeights?: LossWeights;
  readonly metrics?: MetricsSpecification;
  /** Metrics that count each sample by its weight. */
  readonly weightedMetrics?: MetricsSpecification;
  /** Whether training steps run operation by operation, where the backend could replay them as a recorded graph. */
  readonly runEagerly?: boolean;
}

export const COMPILE_NAMES = ['optimizer', 'loss', 'lossWeights', 'metrics', 'weightedMetrics', 'runEagerly'] as const;

/** 0 silent, 1 a progress bar, 2 one line an epoch; 'auto' is 1, which reads the results after every batch. */
export type Verbosity = number | 'auto';

interface RunParameters {
  /** Samples a step, for data in memory; 32 unless given. */
  readonly batchSize?: number;
  readonly verbose?: Verbosity;
  readonly callbacks?: readonly Callback[] | Callback;
}

/** Inputs and targets, and weights of the samples. */
export type ValidationData =
  Dataset | readonly [TensorData, TensorData] | readonly [TensorData, TensorData, TensorData];

/** Arguments of `fit`. */
export interface FitParameters extends RunParameters {
  /** Inputs in memory, or a data set that yields inputs and targets. */
  readonly x?: TensorData | Dataset;
  readonly y?: TensorData;
  readonly epochs?: number;
  /** Share of the samples, the last ones, that are held back. */
  readonly validationSplit?: number;
  readonly validationData?: ValidationData;
  /** Whether each epoch has an order of its own. */
  readonly shuffle?: boolean;
  /** Factor of each class's samples in the loss. */
  readonly classWeight?: Readonly<Record<number, number>>;
  readonly sampleWeight?: TensorData;
  readonly initialEpoch?: number;
  readonly stepsPerEpoch?: number;
  readonly validationSteps?: number;
  readonly validationBatchSize?: number;
  /** Every how many epochs the validation runs, or after which, counted from 1. */
  readonly validationFreq?: number | readonly number[];
}

export const FIT_NAMES = ['x', 'y', 'batchSize', 'epochs', 'verbose', 'callbacks', 'validationSplit'] as const;

/** Arguments of `evaluate`. */
export interface EvaluateParameters extends RunParameters {
  readonly x?: TensorData | Dataset;
  readonly y?: TensorData;
  readonly sampleWeight?: TensorData;
  readonly steps?: number;
  /** Whether the results come by name. */
  readonly returnDict?: boolean;
}

export const EVALUATE_NAMES = ['x', 'y', 'batchSize', 'verbose', 'sampleWeight', 'steps', 'callbacks'] as const;

/** Arguments of `predict`. */
export interface PredictParameters extends RunParameters {
  readonly x?: TensorData | Dataset;
  readonly steps?: number;
}

export const PREDICT_NAMES = ['x', 'batchSize', 'verbose', 'steps', 'callbacks'] as const;

/** Arguments of `trainOnBatch` and `testOnBatch`. */
export interface BatchParameters {
  readonly x?: TensorData;
  readonly y?: TensorData;
  readonly sampleWeight?: TensorData;
  readonly classWeight?: Readonly<Record<number, number>>;
  readonly returnDict?: boolean;
}

export const BATCH_NAMES = ['x', 'y', 'sampleWeight', 'classWeight'] as const;
