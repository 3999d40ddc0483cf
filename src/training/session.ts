import { loadDataset } from '../datasets/load.ts';
import { answerRequest, type WorkRequest } from './answer-request.ts';
import { toFailure } from './failure.ts';
import { Gate } from './gate.ts';
import type { ChosenImage, HeldData, TrainingReport, TrainingRequest } from './protocol.ts';
import type { RunContext } from './run-context.ts';
import { StopSignal } from './stop-signal.ts';
import { TrainedNetworks } from './trained-networks.ts';

/** What a session does to the world; a test gives others. */
export interface SessionEffects extends Pick<RunContext, 'report' | 'loadRuntime'> {
  readonly load?: RunContext['load'];
  readonly now?: RunContext['now'];
}

/** The worker's side of the protocol: one run at a time, from its request to its one last report. */
export class Session {
  readonly #effects: Required<SessionEffects>;
  readonly #trained = new TrainedNetworks();
  #run: { readonly id: number; readonly gate: Gate } | null = null;
  /** A run that is to begin paused. */
  #pausedFirst: number | null = null;
  /** The image in which somebody looks while a run trains. */
  #watched: ChosenImage | null = null;
  #ownData: HeldData | null = null;

  constructor(effects: SessionEffects) {
    this.#effects = { load: loadDataset, now: () => performance.now(), ...effects };
  }

  /** The run that goes on now, or null. */
  get activeRunId(): number | null {
    return this.#run?.id ?? null;
  }

  /** Takes a request. A run's own request settles when the run is over; it never rejects. */
  async handle(request: TrainingRequest): Promise<void> {
    switch (request.type) {
      case 'watch':
        if (this.#run?.id !== request.runId) return;
        this.#watched = request.image;
        this.#run.gate.wake();
        return;
      case 'forget':
        this.#trained.forget(request.runId);
        return;
      case 'own-data':
        this.#ownData = request.data;
        return;
      case 'pause':
        if (this.#run?.id === request.runId) this.#run.gate.pause();
        else this.#pausedFirst = request.runId;
        return;
      case 'resume':
      case 'step':
      case 'stop':
        if (this.#run?.id === request.runId) this.#run.gate[request.type]();
        return;
      default:
        await this.#start(request);
    }
  }

  async #start(request: WorkRequest): Promise<void> {
    const { runId } = request;
    const { report } = this.#effects;
    if (this.#run) {
      const message = 'Another run is active in this worker.';
      report({ type: 'failed', runId, error: { kind: 'internal', message, fix: 'Stop it first.' } });
      return;
    }
    const gate = new Gate((type) => report({ type, runId }));
    if (runId === this.#pausedFirst) gate.pause();
    this.#run = { id: runId, gate };
    this.#watched = null;
    const [trained, ownData] = [this.#trained, this.#ownData];
    const context = { ...this.#effects, runId, gate, trained, ownData, watched: () => this.#watched };
    let ending: TrainingReport;
    try {
      ending = await answerRequest(request, context);
    } catch (error) {
      // The device can fail while training goes on: then that ends after its step.
      gate.stop();
      ending =
        error instanceof StopSignal ? { type: 'stopped', runId } : { type: 'failed', runId, error: toFailure(error) };
    }
    this.#run = null;
    report(ending);
  }
}
