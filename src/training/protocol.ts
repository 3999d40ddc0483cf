/**
 * What the page and the training worker say to each other: types only.
 *
 * The page sends a {@link TrainingRequest}; the worker answers with {@link TrainingReport}s that carry the same `runId`.
 * A run ends with exactly one of `finished`, `stopped` or `failed`.
 */
import type { OwnDataset } from '../datasets/own/description.ts';
import type { SiteDataset } from '../datasets/site/description.ts';
import type { LayerSettings } from '../network/layers.ts';
import type { BranchedNetworkName, ModelGraphs } from '../network/model-graph.ts';
import type {
  DescendedReport,
  DescendRequest,
  DifferentiatedReport,
  DifferentiateRequest,
} from './autograd-protocol.ts';
import type { BrowserCheckRequest, BrowserReport, SpeedReport } from './browser-check-protocol.ts';
import type {
  DrawSchedulesRequest,
  FindRateRequest,
  LabReport,
  LabRequest,
  RateRangeReport,
  SchedulesReport,
} from './callback-lab-protocol.ts';
import type { EagerGraphRequest, TimedStepReport, TriedStepsReport } from './eager-graph-protocol.ts';
import type { EngineReport } from './engine-protocol.ts';
import type { EvaluateRequest, EvaluationReport } from './expression-protocol.ts';
import type { LossSurfaceRequest, RacedReport, SurfaceReport } from './loss-surface-protocol.ts';
import type {
  ClassifyRequest,
  ForgetRequest,
  HistogramReport,
  InspectionReport,
  WatchRequest,
} from './inspection-protocol.ts';
import type { MistakeReport, MistakeRequest } from './mistake-protocol.ts';
import type { OwnDataRequest } from './own-data-protocol.ts';
import type { PlacementResult, PlacementSettings } from './placement-protocol.ts';
import type { ProofReport, ProofRequest } from './proof-protocol.ts';
import type {
  PythonCheckedReport,
  PythonEndedReport,
  PythonFigureReport,
  PythonLoadingReport,
  PythonOutputReport,
  PythonRequest,
  PythonStartedReport,
} from './python-protocol.ts';
import type { DialectReport, PreviewReport } from './result-protocol.ts';
import type {
  InitialWeights,
  LoadedWeightsReport,
  LoadWeightsRequest,
  SavedWeightsReport,
  SaveWeightsRequest,
} from './weights-protocol.ts';

export type * from './autograd-protocol.ts';
export type * from './browser-check-protocol.ts';
export type * from './callback-lab-protocol.ts';
export type * from './eager-graph-protocol.ts';
export type * from './loss-surface-protocol.ts';
export type * from './engine-protocol.ts';
export type * from './inspection-protocol.ts';
export type { FrameworkMessage, MistakeName, MistakeSettings, MistakeSide } from './mistake-protocol.ts';
export type * from './own-data-protocol.ts';
export type { ProofName } from './proof-protocol.ts';
export type * from './python-protocol.ts';
export type * from './result-protocol.ts';
export type {
  PlacedDeviceName,
  PlacementResult,
  PlacementSettings,
  PlacementTiming,
  TensorTransfer,
} from './placement-protocol.ts';
export type * from './weights-protocol.ts';

/** Where the tensors live. Chosen in this order when the reader asks for `auto`. */
export type BackendName = 'webgpu' | 'webgl' | 'wasm';

/** `keras`: compile and fit. `torch`: a Module and an explicit loop. */
export type DialectName = 'keras' | 'torch';

/** `mnist-8x8` is MNIST, resized as its images are loaded. */
export type DatasetName = 'mnist' | 'mnist-8x8' | 'fashion-mnist' | 'cifar10';

/** A table of features that the page computes, so that nothing is loaded. */
export type TableName = 'ten-features';

/** A data set of the course by its name, or the site's or the reader's own by what is known of it. */
export type DatasetChoice = DatasetName | TableName | SiteDataset | OwnDataset;

export type OptimizerName = 'adam' | 'sgd';

/**
 * How uint8 pixels become float32: divided by 255; or moved on to [-1, 1] by mean 0.5 and standard deviation 0.5; or by
 * 0.1307 and 0.3081, which are those of MNIST.
 */
export type ScalingName = 'zeroToOne' | 'minusOneToOne' | 'mnistStandardized';

/**
 * How training steps reach the device. `graph`: a step is recorded once and replayed as one command list, the idea of
 * torch.compile and tf.function. `eager`: each operation by itself, as it is called. The results are the same.
 */
export type ExecutionName = 'graph' | 'eager';

/** Everything that decides a training run. The same settings, backend and dialect give the same curve. */
export interface TrainingSettings {
  readonly dataset: DatasetChoice;
  /** Images used for training and validation together, taken from the start of the training set. */
  readonly trainImages: number;
  /** Images used for the final test, taken from the start of the test set. */
  readonly testImages: number;
  readonly scaling: ScalingName;
  readonly layers: readonly LayerSettings[];
  readonly optimizer: OptimizerName;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly epochs: number;
  /** Last part of the training images held out for validation, 0 (none) to 0.9. */
  readonly validationSplit: number;
  /** Seed of the initial weights, the order of the data and dropout: an integer from 0 to 2^32 - 1. */
  readonly seed: number;
  /** Dialects to train, one after the other. */
  readonly dialects: readonly DialectName[];
  /** What is asked for; a step that cannot be recorded runs eagerly, and an {@link EngineReport} tells why. */
  readonly execution: ExecutionName;
}

export type TrainingRequest =
  | TrainRequest
  | PreviewRequest
  | GraphRequest
  | PlacementRequest
  | BrowserCheckRequest
  | DrawSchedulesRequest
  | LabRequest
  | FindRateRequest
  | LossSurfaceRequest
  | EagerGraphRequest
  | MistakeRequest
  | ProofRequest
  | EvaluateRequest
  | DifferentiateRequest
  | DescendRequest
  | PythonRequest
  | ClassifyRequest
  | LoadWeightsRequest
  | SaveWeightsRequest
  | ForgetRequest
  | OwnDataRequest
  | WatchRequest
  | ControlRequest;

export interface TrainRequest {
  readonly type: 'train';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly settings: TrainingSettings;
  /** Weights to start from, in each dialect; without them each draws its own. */
  readonly initialWeights?: InitialWeights | undefined;
}

/** Asks for images of a data set, without any training or tensor engine. */
export interface PreviewRequest {
  readonly type: 'preview';
  readonly runId: number;
  readonly dataset: DatasetName | TableName | SiteDataset;
  /** Images to return, 1 to 100. */
  readonly count: number;
  /** First image, counted from the start of the training set, of the compact one where there are two; wraps around at its end. */
  readonly offset: number;
}

/** A network to look at: layers one after the other, or one with branches by its name. */
export type NetworkDescription =
  | BranchedNetworkName
  | {
      /** [height, width, channels] of one image. */
      readonly inputShape: readonly [number, number, number];
      readonly layers: readonly LayerSettings[];
    };

/** Asks for the graphs of a network, built in both frameworks. */
export interface GraphRequest {
  readonly type: 'graph';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly network: NetworkDescription;
}

/** Asks for the training of a model whose layers are on two devices. */
export interface PlacementRequest {
  readonly type: 'placement';
  readonly runId: number;
  /** The first device. */
  readonly backend: BackendName | 'auto';
  readonly settings: PlacementSettings;
}

/** `step` trains one batch and pauses again; it may be sent while a run is paused. */
export interface ControlRequest {
  readonly type: 'pause' | 'resume' | 'step' | 'stop';
  readonly runId: number;
}

export type TrainingReport =
  | LoadingReport
  | BackendReport
  | StartedReport
  | BatchReport
  | EpochReport
  | DialectReport
  | EngineReport
  | HistogramReport
  | InspectionReport
  | LoadedWeightsReport
  | SavedWeightsReport
  | PreviewReport
  | GraphReport
  | PlacementReport
  | BrowserReport
  | SpeedReport
  | SchedulesReport
  | LabReport
  | RateRangeReport
  | TimedStepReport
  | TriedStepsReport
  | SurfaceReport
  | RacedReport
  | MistakeReport
  | ProofReport
  | EvaluationReport
  | DifferentiatedReport
  | DescendedReport
  | PythonLoadingReport
  | PythonStartedReport
  | PythonOutputReport
  | PythonFigureReport
  | PythonEndedReport
  | PythonCheckedReport
  | FinishedReport
  | StateReport
  | AliveReport
  | FailedReport;

/** Bytes of data files loaded so far. */
export interface LoadingReport {
  readonly type: 'loading';
  readonly runId: number;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** Which backend runs, and why. */
export interface BackendReport {
  readonly type: 'backend';
  readonly runId: number;
  readonly backend: BackendName;
  /** One sentence for the reader, such as "WebGPU is not available here, and WebGL has no GPU behind it." */
  readonly reason: string;
  /** The adapter in the browser's words, or '' where it tells none. */
  readonly adapter: string;
}

/** A dialect has built its model and begins to train. */
export interface StartedReport {
  readonly type: 'started';
  readonly runId: number;
  readonly dialect: DialectName;
  readonly epochs: number;
  readonly batchesPerEpoch: number;
  readonly parameterCount: number;
}

/** Sent after a training step, at most about ten times a second, and always after a single step. */
export interface BatchReport {
  readonly type: 'batch';
  readonly runId: number;
  readonly dialect: DialectName;
  /** Counted from 1. */
  readonly epoch: number;
  /** Steps done in this epoch, counted from 1. */
  readonly batch: number;
  readonly batchesPerEpoch: number;
  /** Mean over the epoch so far, as the progress bar of Keras prints it. */
  readonly loss: number;
  /** Mean over the epoch so far, 0 to 1. */
  readonly accuracy: number;
  readonly imagesPerSecond: number;
  /** Seconds left for this dialect, from the speed so far. */
  readonly secondsLeft: number;
}

/** An epoch is over. Validation figures are null without a validation split. */
export interface EpochReport {
  readonly type: 'epoch';
  readonly runId: number;
  readonly dialect: DialectName;
  /** Counted from 1. */
  readonly epoch: number;
  readonly loss: number;
  readonly accuracy: number;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
}

/** A network as each framework's own objects describe it. */
export interface GraphReport {
  readonly type: 'graph';
  readonly runId: number;
  readonly graphs: ModelGraphs;
}

/** What one framework's steps on two devices took and copied. */
export interface PlacementReport {
  readonly type: 'placement';
  readonly runId: number;
  readonly dialect: DialectName;
  readonly result: PlacementResult;
}

/** The run is over and its tensors are freed. */
export interface FinishedReport {
  readonly type: 'finished';
  readonly runId: number;
  /** Live tensors that the run left behind: 0, or a fault of ours. */
  readonly leakedTensors: number;
}

/** The worker's answer to a control request, sent once it has taken hold. */
export interface StateReport {
  readonly type: 'paused' | 'resumed' | 'stopped';
  readonly runId: number;
}

/** Sent every few seconds between training steps, so that a dead worker is told from a slow one. */
export interface AliveReport {
  readonly type: 'alive';
  readonly runId: number;
}

export interface FailedReport {
  readonly type: 'failed';
  readonly runId: number;
  readonly error: TrainingFailure;
}

/** What went wrong, as data. `message` is a fact and `fix` a way on, each a sentence or two for the reader. */
export interface TrainingFailure {
  readonly kind: FailureKind;
  readonly message: string;
  readonly fix: string;
}

/**
 * - `backend`: the asked backend, or every backend, is unavailable.
 * - `data`: a data file is missing, truncated or altered.
 * - `settings`: settings that cannot be trained, such as a learning rate of 0.
 * - `network`: layers that do not fit each other.
 * - `deviceLost`: the GPU device was lost.
 * - `outOfMemory`: the device has no memory left.
 * - `diverged`: the loss became NaN or infinite.
 * - `worker`: the worker died or answered nonsense.
 * - `internal`: a fault of ours.
 */
export type FailureKind =
  'backend' | 'data' | 'settings' | 'network' | 'deviceLost' | 'outOfMemory' | 'diverged' | 'worker' | 'internal';
