import type { ActiveBackend, DeviceFailure } from '../engine/backend.ts';
import { BackendError } from '../engine/errors.ts';
import { DatasetError } from '../datasets/dataset-error.ts';
import { loadDataset, type Dataset } from '../datasets/load.ts';
import { compactImages } from '../datasets/registry.ts';
import { checkSettings } from './check-settings.ts';
import { DialectProgress } from './dialect-progress.ts';
import type { EngineReporter, EngineReporterOptions } from './engine-reporter.ts';
import { toFailure } from './failure.ts';
import { Gate } from './gate.ts';
import { ImageBatches, toRgba } from './image-batches.ts';
import type {
  BackendName,
  DescendRequest,
  DialectName,
  DialectResult,
  DifferentiateRequest,
  GraphRequest,
  PlacementRequest,
  PreviewRequest,
  TrainingReport,
  TrainingRequest,
  TrainingSettings,
  TrainRequest,
} from './protocol.ts';
import type { EvaluateRequest } from './expression-protocol.ts';
import type { ProofRequest } from './proof-protocol.ts';
import { countTrainedImages } from './settings-rules.ts';
import { StopSignal } from './stop-signal.ts';
import { TrainingError } from './training-error.ts';
import type { Trainer, TrainerContext } from './trainer.ts';

/** How long a failing device may take to say so after a first error: it may be busy compiling shaders. */
const DEVICE_FAILURE_PATIENCE_MILLISECONDS = 5_000;

/** The tensor side of training, loaded when a run first needs it: previews do without. */
export interface TensorRuntime {
  readonly startBackend: (requested: BackendName | 'auto') => Promise<ActiveBackend>;
  readonly trainers: Readonly<Record<DialectName, Trainer>>;
  readonly countLiveTensors: () => number;
  readonly createEngineReporter: (options: EngineReporterOptions) => EngineReporter;
}

/** What a session does to the world; a test gives others. */
export interface SessionEffects {
  readonly report: (report: TrainingReport) => void;
  readonly loadRuntime: () => Promise<TensorRuntime>;
  readonly load?: typeof loadDataset;
  /** A clock in milliseconds that never goes back. */
  readonly now?: () => number;
}

/** The worker's side of the protocol: one run at a time, from its request to its one last report. */
export class Session {
  readonly #report: (report: TrainingReport) => void;
  readonly #loadRuntime: () => Promise<TensorRuntime>;
  readonly #load: typeof loadDataset;
  readonly #now: () => number;
  #run: { readonly id: number; readonly gate: Gate } | null = null;

  constructor({ report, loadRuntime, load = loadDataset, now = () => performance.now() }: SessionEffects) {
    this.#report = report;
    this.#loadRuntime = loadRuntime;
    this.#load = load;
    this.#now = now;
  }

  /** The run that goes on now, or null. */
  get activeRunId(): number | null {
    return this.#run?.id ?? null;
  }

  /** Takes a request. A run's own request settles when the run is over; it never rejects. */
  async handle(request: TrainingRequest): Promise<void> {
    switch (request.type) {
      case 'train':
        return this.#start(request.runId, (gate) => this.#train(request, gate));
      case 'preview':
        return this.#start(request.runId, (gate) => this.#preview(request, gate));
      case 'graph':
        return this.#start(request.runId, () => this.#describeNetwork(request));
      case 'placement':
        return this.#start(request.runId, (gate) => this.#measurePlacement(request, gate));
      case 'prove':
        return this.#start(request.runId, (gate) => this.#prove(request, gate));
      case 'evaluate':
        return this.#start(request.runId, () => this.#evaluate(request));
      case 'differentiate':
      case 'descend':
        return this.#start(request.runId, () => this.#traceAutograd(request));
      default:
        if (this.#run?.id === request.runId) this.#run.gate[request.type]();
    }
  }

  async #start(runId: number, work: (gate: Gate) => Promise<TrainingReport>): Promise<void> {
    if (this.#run) {
      const message = 'Another run is active in this worker.';
      this.#report({ type: 'failed', runId, error: { kind: 'internal', message, fix: 'Stop it first.' } });
      return;
    }
    const gate = new Gate((type) => {
      this.#report({ type, runId });
    });
    this.#run = { id: runId, gate };
    let ending: TrainingReport;
    try {
      ending = await work(gate);
    } catch (error) {
      // The device can fail while training goes on: then that ends after its step.
      gate.stop();
      ending =
        error instanceof StopSignal ? { type: 'stopped', runId } : { type: 'failed', runId, error: toFailure(error) };
    }
    this.#run = null;
    this.#report(ending);
  }

  async #train({ runId, backend, settings: candidate }: TrainRequest, gate: Gate): Promise<TrainingReport> {
    const settings = checkSettings(candidate);
    return await this.#compute(runId, backend, (runtime) => this.#trainDialects(runId, settings, gate, runtime));
  }

  async #trainDialects(runId: number, settings: TrainingSettings, gate: Gate, runtime: TensorRuntime): Promise<void> {
    const dataset = await this.#loadImages(runId, settings, gate);
    for (const dialect of settings.dialects) {
      const context = this.#context(runId, dialect, settings, dataset, gate, runtime);
      const result = await runtime.trainers[dialect](context);
      const { trainingSeconds, imagesPerSecond } = context.progress;
      const complete: DialectResult = { ...result, trainingSeconds, imagesPerSecond };
      this.#report({ type: 'dialect', runId, dialect, result: complete });
    }
  }

  #context(
    runId: number,
    dialect: DialectName,
    settings: TrainingSettings,
    { train, test, height, width, channels, classNames }: Dataset,
    gate: Gate,
    { createEngineReporter }: TensorRuntime,
  ): TrainerContext {
    const imageShape = [height, width, channels] as const;
    const { scaling, epochs, batchSize, execution } = settings;
    const trained = countTrainedImages(settings);
    const [report, now] = [this.#report, this.#now];
    const progress = new DialectProgress({
      runId,
      dialect,
      epochs,
      batchesPerEpoch: Math.ceil(trained / batchSize),
      imagesPerEpoch: trained,
      gate,
      report,
      now,
      engine: createEngineReporter({ runId, dialect, execution, report, now }),
    });
    return {
      settings,
      train: new ImageBatches(train, imageShape, scaling, 0, trained),
      validation: trained < train.count ? new ImageBatches(train, imageShape, scaling, trained) : null,
      test: new ImageBatches(test, imageShape, scaling),
      classCount: classNames.length,
      progress,
    };
  }

  #loadImages(runId: number, { dataset, trainImages, testImages }: TrainingSettings, gate: Gate): Promise<Dataset> {
    return this.#load(
      dataset,
      { trainImages, testImages },
      {
        signal: gate.signal,
        onProgress: ({ loadedBytes, totalBytes }) => {
          this.#report({ type: 'loading', runId, loadedBytes, totalBytes });
        },
      },
    );
  }

  async #describeNetwork({ runId, backend, network }: GraphRequest): Promise<TrainingReport> {
    return await this.#compute(runId, backend, async () => {
      const { describeNetwork } = await import('./model-graph/describe-network.ts');
      this.#report({ type: 'graph', runId, graphs: describeNetwork(network) });
    });
  }

  async #measurePlacement({ runId, backend, settings }: PlacementRequest, gate: Gate): Promise<TrainingReport> {
    const [runtime, { withDevicePair }, { measurePlacement }] = await Promise.all([
      this.#loadRuntime(),
      import('../engine/device-pair.ts'),
      import('./device-placement/measure-placement.ts'),
    ]);
    return await withDevicePair(backend, (pair, first) =>
      this.#computeOn(first, runId, runtime, async () => {
        for (const dialect of ['torch', 'keras'] as const) {
          const result = await measurePlacement(dialect, pair, settings, { signal: gate.signal, now: this.#now });
          this.#report({ type: 'placement', runId, dialect, result });
        }
      }),
    );
  }

  async #evaluate({ runId, backend, source }: EvaluateRequest): Promise<TrainingReport> {
    return await this.#compute(runId, backend, async () => {
      const { evaluateSource } = await import('../expressions/evaluation/evaluate-source.ts');
      for (const dialect of ['torch', 'keras'] as const) {
        this.#report({ type: 'evaluation', runId, dialect, evaluation: await evaluateSource(source, dialect) });
      }
    });
  }

  async #prove(request: ProofRequest, gate: Gate): Promise<TrainingReport> {
    return await this.#compute(request.runId, request.backend, async () => {
      const { prove } = await import('./proofs/prove.ts');
      await prove(request, gate, this.#report);
    });
  }

  async #traceAutograd(request: DifferentiateRequest | DescendRequest): Promise<TrainingReport> {
    return await this.#compute(request.runId, request.backend, async () => {
      const { answerAutograd } = await import('./autograd/answer-autograd.ts');
      this.#report(await answerAutograd(request));
    });
  }

  /** Starts a backend and does work on it. */
  async #compute(
    runId: number,
    requested: BackendName | 'auto',
    work: (runtime: TensorRuntime) => Promise<void>,
  ): Promise<TrainingReport> {
    const runtime = await this.#loadRuntime();
    return await this.#computeOn(await runtime.startBackend(requested), runId, runtime, work);
  }

  /** Does work on a backend, unless the device fails, and tells how many tensors it left. */
  async #computeOn(
    { name, reason, adapter, failure }: ActiveBackend,
    runId: number,
    runtime: TensorRuntime,
    work: (runtime: TensorRuntime) => Promise<void>,
  ): Promise<TrainingReport> {
    this.#report({ type: 'backend', runId, backend: name, reason, adapter });
    const tensorsBefore = runtime.countLiveTensors();
    const deviceFailure = failure.then(throwDeviceFailure);
    const done = work(runtime);
    const explained = name === 'wasm' ? done : done.catch((error: unknown) => explain(error, deviceFailure));
    await Promise.race([explained, deviceFailure]);
    return { type: 'finished', runId, leakedTensors: runtime.countLiveTensors() - tensorsBefore };
  }

  async #preview({ runId, dataset: name, count, offset }: PreviewRequest, gate: Gate): Promise<TrainingReport> {
    const first = offset % compactImages.train;
    const counts = { trainImages: Math.min(first + count, compactImages.train), testImages: 0 };
    const { train, height, width, channels } = await this.#load(name, counts, {
      signal: gate.signal,
      onProgress: ({ loadedBytes, totalBytes }) => {
        this.#report({ type: 'loading', runId, loadedBytes, totalBytes });
      },
    });
    const images = Array.from({ length: count }, (_, i) => {
      const index = (first + i) % compactImages.train;
      const pixels = toRgba(train, index, [height, width, channels]);
      return { width, height, label: train.labels[index] ?? 0, pixels };
    });
    this.#report({ type: 'preview', runId, images });
    return { type: 'finished', runId, leakedTensors: 0 };
  }
}

const ownErrors = [StopSignal, TrainingError, DatasetError, BackendError] as const;

/**
 * Throws the device's failure in place of an error that it caused: a lost device shows first as a read that fails, and
 * says that it was lost a moment later. Errors of the run's own are thrown as they are.
 */
async function explain(error: unknown, deviceFailure: Promise<never>): Promise<never> {
  if (!ownErrors.some((kind) => error instanceof kind)) {
    const patience = new Promise<void>((resolve) => setTimeout(resolve, DEVICE_FAILURE_PATIENCE_MILLISECONDS));
    await Promise.race([deviceFailure, patience]);
  }
  throw error;
}

function throwDeviceFailure({ kind, message }: DeviceFailure): never {
  switch (kind) {
    case 'deviceLost':
      throw new TrainingError({
        kind,
        message: `The GPU device was lost (${message || 'the browser gives no reason'}).`,
        fix: 'Press Run to start again on a new device, or choose WebAssembly.',
      });
    case 'outOfMemory':
      throw new TrainingError({
        kind,
        message: 'The GPU has no memory left for this run.',
        fix: 'Use a smaller batch or fewer filters, or choose WebAssembly.',
      });
    case 'invalidCommand':
      throw new TrainingError({
        kind: 'internal',
        message: `The GPU refused a command: ${message}`,
        fix: 'Choose WebAssembly for now, and please report this with the name of your browser and GPU.',
      });
  }
}
