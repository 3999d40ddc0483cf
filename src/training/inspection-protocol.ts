/** What the page and the worker say to each other of the inside of a network that trains or was trained: types only. */
import type { BackendName, DialectName } from './protocol.ts';

/** An image for a network to look at, in the size and colours of the data set. */
export interface ChosenImage {
  readonly width: number;
  readonly height: number;
  /** 1 for grey, 3 for red, green and blue. */
  readonly channels: number;
  /** uint8 [height, width, channels]. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** Asks a run to show, a few times a second, what its network makes of an image; null ends it. */
export interface WatchRequest {
  readonly type: 'watch';
  readonly runId: number;
  readonly image: ChosenImage | null;
}

/** Asks the networks that a run has trained what they make of an image. */
export interface ClassifyRequest {
  readonly type: 'classify';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  /** The run that trained them. */
  readonly trainedBy: number;
  readonly image: ChosenImage;
}

/** Frees the weights that are kept of a run. Not answered. */
export interface ForgetRequest {
  readonly type: 'forget';
  readonly runId: number;
}

/** Small images of numbers: a grid of them [count, height, width, channels]. */
export interface NumberMaps {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** How many there are in the layer, of which `count` are here. */
  readonly total: number;
  readonly values: Float32Array<ArrayBuffer>;
}

/** What a layer makes of an image, after its activation. */
export interface InspectedLayer {
  readonly layerIndex: number;
  /** Of an image a map for each channel; of numbers in a row one map, one number high. */
  readonly activations: NumberMaps;
  /** Of a convolution: a map for each filter, of its first input channel, or in colour where there are three; else null. */
  readonly filters: NumberMaps | null;
}

/** What a network makes of an image. */
export interface InspectionReport {
  readonly type: 'inspection';
  readonly runId: number;
  readonly dialect: DialectName;
  /** Where the run was; null of a network whose training has ended. */
  readonly at: { readonly epoch: number; readonly batch: number } | null;
  /** One for each class. */
  readonly probabilities: readonly number[];
  readonly layers: readonly InspectedLayer[];
}

/** How numbers are spread from the least to the largest, in parts of equal width. */
export interface Histogram {
  readonly minimum: number;
  readonly maximum: number;
  readonly counts: readonly number[];
}

/** A parameter of a network: its values, and the gradient of the loss of the first 64 training images. */
export interface ParameterHistograms {
  readonly layerIndex: number;
  /** As the framework calls it: `weight`, `kernel`, `bias`. */
  readonly name: string;
  readonly values: Histogram;
  readonly gradient: Histogram;
}

/** The parameters of a network before its first step, and after each epoch. */
export interface HistogramReport {
  readonly type: 'histograms';
  readonly runId: number;
  readonly dialect: DialectName;
  /** 0 before the first. */
  readonly epoch: number;
  readonly parameters: readonly ParameterHistograms[];
}
