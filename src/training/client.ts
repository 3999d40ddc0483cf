/**
 * The page's one door to training. One worker serves the page; one run at a time goes through it.
 */
import workerUrl from './worker.ts?worker&url';
import type {
  ChosenImage,
  ControlRequest,
  ForgetRequest,
  HeldData,
  OwnDataRequest,
  WatchRequest,
  TrainingFailure,
  TrainingReport,
  TrainingRequest,
} from './protocol.ts';
import { isTrainingReport } from './schemas.ts';

/** The part of `Worker` that the client needs. */
export interface WorkerLike {
  postMessage(message: TrainingRequest): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'error' | 'messageerror', listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

/** What starts a run; the client gives it its number. */
type RunRequest = WithoutRunId<
  Exclude<TrainingRequest, ControlRequest | WatchRequest | ForgetRequest | OwnDataRequest>
>;

/** Of each request by itself: `Omit` alone would leave what all have in common. What the client gives is left out. */
type WithoutRunId<Request> = Request extends unknown ? Omit<Request, 'runId' | 'interruptUrl'> : never;

/** What is asked of a run that goes on. */
type RunControl = WithoutRunId<ControlRequest | WatchRequest>;

/** How a run ended. */
export type RunEnding = 'finished' | 'stopped' | 'failed';

/** A worker that is silent for this many watch ticks in a row is taken for dead. */
const SILENT_TICKS_ALLOWED = 6;
const WATCH_TICK_MILLISECONDS = 5_000;
/** A worker that does not answer `stop` in this time is ended, and with it all its memory. */
const STOP_PATIENCE_MILLISECONDS = 3_000;

/** A run as its widget sees it. Reports come to `onReport`; the last one is `finished`, `stopped` or `failed`. */
export class Run {
  readonly id: number;
  /** Settles when the run is over, never rejects. */
  readonly ended: Promise<RunEnding>;
  readonly #send: (request: RunControl) => void;
  readonly #onReport: (report: TrainingReport) => void;
  #resolveEnded: (ending: RunEnding) => void = () => undefined;

  constructor(id: number, onReport: (report: TrainingReport) => void, send: (request: RunControl) => void) {
    this.id = id;
    this.#onReport = onReport;
    this.#send = send;
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
  }

  /** Takes hold after the current step. */
  pause(): void {
    this.#send({ type: 'pause' });
  }

  resume(): void {
    this.#send({ type: 'resume' });
  }

  /** Trains one batch of a paused run. */
  step(): void {
    this.#send({ type: 'step' });
  }

  /** Shows what the network makes of an image while it trains; null ends it. */
  watch(image: ChosenImage | null): void {
    this.#send({ type: 'watch', image });
  }

  /** Ends the run; settles when its tensors are freed, or its worker is ended. */
  async stop(): Promise<void> {
    this.#send({ type: 'stop' });
    await this.ended;
  }

  /** For the client alone: hands a report to the widget. */
  receive(report: TrainingReport): void {
    this.#onReport(report);
    if (report.type === 'finished' || report.type === 'stopped' || report.type === 'failed') {
      this.#resolveEnded(report.type);
    }
  }
}

/** Starts runs and previews, watches over the worker, and replaces it when it dies. */
export class TrainingClient {
  readonly #createWorker: () => WorkerLike;
  #worker: WorkerLike | null = null;
  #workersStarted = 0;
  /** Id of the reader's own data that the worker has. */
  #heldId: number | null = null;
  #run: Run | null = null;
  #nextId = 1;
  /** What the worker looks at while a program of Python runs: where it is revoked, the program is interrupted. */
  #interruptUrl = '';
  #watch: ReturnType<typeof setInterval> | undefined;
  #silentTicks = 0;

  constructor(createWorker: () => WorkerLike = startTrainingWorker) {
    this.#createWorker = createWorker;
  }

  /** The run that holds the worker now, or null. */
  get activeRun(): Run | null {
    return this.#run;
  }

  /** The worker that serves the page, counted from 1; 0 while there is none. What a worker keeps ends with it. */
  get workerNumber(): number {
    return this.#worker ? this.#workersStarted : 0;
  }

  /**
   * Starts a run; what it reports of itself and its work comes to `onReport`.
   *
   * @param ownData what the settings name, where it is the reader's own; a worker is sent it once.
   * @throws {Error} when a run is active: stop it first.
   */
  start(request: RunRequest, onReport: (report: TrainingReport) => void, ownData: HeldData | null = null): Run {
    if (this.#run) throw new Error('A run is active on this page. Stop it first.');
    const id = this.#nextId++;
    const run = new Run(id, onReport, (request) => this.#control(run, request));
    this.#run = run;
    try {
      this.#worker ??= this.#connect();
      if (ownData && ownData.id !== this.#heldId) this.#sendOwnData(this.#worker, id, ownData);
      this.#worker.postMessage(this.#complete(request, id));
    } catch (error) {
      queueMicrotask(() => this.#fail(`The training worker could not start: ${String(error)}.`));
      return run;
    }
    this.#silentTicks = 0;
    this.#watch = setInterval(() => this.#tick(), WATCH_TICK_MILLISECONDS);
    return run;
  }

  /**
   * Lets the next run begin paused. The worker hears of it before the run: between two messages a busy machine may let it
   * train some batches.
   */
  pauseNext(): void {
    this.#worker ??= this.#connect();
    this.#worker.postMessage({ type: 'pause', runId: this.#nextId });
  }

  /** Frees the weights that the worker keeps of a run that has ended. */
  forget(runId: number): void {
    this.#worker?.postMessage({ type: 'forget', runId });
  }

  /** Ends the worker, and with it all memory that it has; a run that goes on is stopped. */
  end(): void {
    this.#endWorker();
    if (this.#run) this.#deliver({ type: 'stopped', runId: this.#run.id });
  }

  /** Frees the reader's own data that the worker has, where it is this. */
  releaseOwnData(id: number): void {
    if (this.#worker && this.#heldId === id) this.#sendOwnData(this.#worker, this.#nextId, null);
  }

  #sendOwnData(worker: WorkerLike, runId: number, data: HeldData | null): void {
    worker.postMessage({ type: 'own-data', runId, data });
    this.#heldId = data?.id ?? null;
  }

  #complete(request: RunRequest, runId: number): TrainingRequest {
    if (request.type !== 'python') return { ...request, runId };
    this.#interruptUrl = URL.createObjectURL(new Blob());
    return { ...request, runId, interruptUrl: this.#interruptUrl };
  }

  #connect(): WorkerLike {
    const worker = this.#createWorker();
    this.#workersStarted += 1;
    worker.addEventListener('message', ({ data }) => this.#receive(worker, data));
    for (const type of ['error', 'messageerror'] as const) {
      worker.addEventListener(type, ({ message }) => {
        if (worker === this.#worker) this.#fail(`The training worker stopped: ${message ?? type}.`);
      });
    }
    return worker;
  }

  #receive(worker: WorkerLike, message: unknown): void {
    if (worker !== this.#worker) return;
    this.#silentTicks = 0;
    if (!isTrainingReport(message)) {
      this.#fail('The training worker sent a message that is not part of the protocol.');
      return;
    }
    if (message.runId !== this.#run?.id || message.type === 'alive') return;
    this.#deliver(message);
  }

  #deliver(report: TrainingReport): void {
    const run = this.#run;
    if (report.type === 'finished' || report.type === 'stopped' || report.type === 'failed') {
      clearInterval(this.#watch);
      URL.revokeObjectURL(this.#interruptUrl);
      this.#run = null;
      // A lost device or a full memory can outlive the run; a new worker begins clean.
      if (report.type === 'failed' && report.error.kind !== 'settings') this.#endWorker();
    }
    run?.receive(report);
  }

  #control(run: Run, request: RunControl): void {
    if (run !== this.#run) return;
    this.#worker?.postMessage({ ...request, runId: run.id });
    if (request.type !== 'stop') return;
    URL.revokeObjectURL(this.#interruptUrl);
    setTimeout(() => {
      if (run !== this.#run) return;
      this.#endWorker();
      this.#deliver({ type: 'stopped', runId: run.id });
    }, STOP_PATIENCE_MILLISECONDS);
  }

  #tick(): void {
    this.#silentTicks += 1;
    if (this.#silentTicks < SILENT_TICKS_ALLOWED) return;
    const fix =
      'A step may be too long for this machine: use a smaller batch or fewer filters, or press Run to try again.';
    this.#fail('The training worker no longer answers.', fix);
  }

  #fail(message: string, fix = 'Press Run to start again with a new worker.'): void {
    this.#endWorker();
    const run = this.#run;
    if (!run) return;
    const error: TrainingFailure = { kind: 'worker', message, fix };
    this.#deliver({ type: 'failed', runId: run.id, error });
  }

  #endWorker(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#heldId = null;
  }
}

/** Address of what all workers of the page begin with: a blob is kept for as long as it has one. */
let beginning: string | undefined;

/**
 * A worker has the Content-Security-Policy that its own address is served with, which few hosts set; but one that begins in
 * a blob has the page's. So a reader's program reaches this site's files alone.
 */
function startTrainingWorker(): WorkerLike {
  beginning ??= URL.createObjectURL(beginningOfWorker());
  return new Worker(beginning, { type: 'module', name: 'duet-training' });
}

function beginningOfWorker(): Blob {
  const address = new URL(workerUrl, location.href).href;
  return new Blob([`import ${JSON.stringify(address)};`], { type: 'text/javascript' });
}

/** The client that all widgets of a page share. */
export const trainingClient = new TrainingClient();

// A browser may keep a page that the reader has left, worker and all. Coming back, the next run has a new one.
if ('window' in globalThis) addEventListener('pagehide', () => trainingClient.end());
