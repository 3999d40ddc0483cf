/** What the page and the worker say to each other of weights in files: types only. */
import type { NamedTensor } from '../weights/named-tensor.ts';
import type { BackendName, DialectName, TrainingSettings } from './protocol.ts';

/** Weights of a network in the arrangement of a framework, layer by layer. */
export interface InitialWeights {
  readonly dialect: DialectName;
  readonly tensors: readonly NamedTensor[];
}

/** `safetensors`: names and arrangement of a framework. `tfjs`: a model.json and its numbers, in Keras's arrangement. */
export type WeightsFormat = 'safetensors' | 'tfjs';

/** Asks for the networks of a run as files. */
export interface SaveWeightsRequest {
  readonly type: 'save-weights';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  /** The run that trained or loaded them. */
  readonly trainedBy: number;
  /** Whose network; where that framework has not trained, the other's in its arrangement. */
  readonly dialect: DialectName;
  readonly format: WeightsFormat;
  /** What the names of the files begin with. */
  readonly name: string;
}

export interface SavedWeightsReport {
  readonly type: 'weights-saved';
  readonly runId: number;
  readonly files: readonly SavedFile[];
}

export interface SavedFile {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

/** Asks for networks with these weights, to be asked and saved as trained ones are. */
export interface LoadWeightsRequest {
  readonly type: 'load-weights';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly settings: TrainingSettings;
  /** [height, width, channels]. */
  readonly imageShape: readonly [number, number, number];
  readonly weights: InitialWeights;
}

export interface LoadedWeightsReport {
  readonly type: 'weights-loaded';
  readonly runId: number;
  /** Whose networks there are now. */
  readonly dialects: readonly DialectName[];
}
