/** What the page and the worker say to each other of what a browser can do: types only. */
import type { BackendName } from './protocol.ts';

export interface BrowserCheckSettings {
  /** Sides of the square matrices that are multiplied, 16 to 4096; one to six. */
  readonly matrixSizes: readonly number[];
  /** Images in the batch of the convolution, 1 to 1024. */
  readonly images: number;
  /** Each operation is repeated until its repetitions take as long as this, 10 to 5000. */
  readonly leastMilliseconds: number;
}

/** Asks what this browser can compute on, and how fast. */
export interface BrowserCheckRequest {
  readonly type: 'check-browser';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly settings: BrowserCheckSettings;
}

/** Whether a backend can run here, and on what. */
export type BackendFinding =
  | { readonly backend: BackendName; readonly adapter: string; readonly isHardware: boolean }
  /** `missing`: the reason, as the end of a sentence. */
  | { readonly backend: BackendName; readonly missing: string };

/** What WebGPU tells of its adapter. Browsers leave words out to protect their readers: ''. */
export interface AdapterDescription {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  /** Bytes, or counts, by the limits' names in WebGPU. */
  readonly limits: Readonly<Record<AdapterLimit, number>>;
  /** Optional features that the adapter has, by their names in WebGPU, sorted. */
  readonly features: readonly string[];
}

export type AdapterLimit =
  | 'maxBufferSize'
  | 'maxStorageBufferBindingSize'
  | 'maxComputeInvocationsPerWorkgroup'
  | 'maxComputeWorkgroupStorageSize';

/** What there is to compute on; sent before anything is measured. */
export interface BrowserReport {
  readonly type: 'browser';
  readonly runId: number;
  /** In the order in which they are tried. */
  readonly backends: readonly BackendFinding[];
  /** Null without a WebGPU adapter. */
  readonly adapter: AdapterDescription | null;
  /** Processor cores that the browser admits to. */
  readonly cores: number;
}

export type MeasuredOperation =
  | { readonly kind: 'matrix-product'; readonly size: number }
  | { readonly kind: 'convolution'; readonly images: number };

/** One operation, measured. */
export interface OperationSpeed {
  readonly operation: MeasuredOperation;
  /** Multiplications and additions of one repetition. */
  readonly operations: number;
  readonly repetitions: number;
  /** Of all repetitions in the fastest of three rounds. */
  readonly milliseconds: number;
  /** 10⁹ multiplications and additions in a second. */
  readonly gflops: number;
  /** Of some outputs, against float64 arithmetic on the processor, relative to the largest of these outputs. */
  readonly largestError: number;
}

export interface SpeedReport {
  readonly type: 'speed';
  readonly runId: number;
  readonly speed: OperationSpeed;
}
