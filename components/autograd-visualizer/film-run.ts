import { Run } from '../../src/training/client.ts';
import type { TrainingReport } from '../../src/training/protocol.ts';

/** What a film run moves. */
export interface Reel {
  /** Goes on by one event; false when there is none left. */
  advance(): boolean;
  /** Goes to the frame after so many events. */
  goTo(position: number): void;
  readonly position: number;
  readonly length: number;
}

type Clock = (act: () => void, milliseconds: number) => () => void;

/**
 * A film as a run: it begins when the worker has computed it, its steps are the film's events, and it is finished with the
 * last one. So Run, Pause, Step and Reset mean for a film what they mean for training.
 */
export class FilmRun {
  readonly run: Run;
  readonly #milliseconds: number;
  readonly #firstPosition: number;
  readonly #later: Clock;
  #reel: Reel | null = null;
  #leakedTensors = 0;
  #isPaused = false;
  #isOver = false;
  #cancel: () => void = () => undefined;

  /**
   * @param milliseconds between two events; 0 shows the end at once.
   * @param firstPosition how many events have happened when the film opens. From 1 on it stands there until it is resumed; 0,
   * and more than the film has, plays from the beginning.
   * @param stopWorker ends the computation, if it still goes on.
   */
  constructor(
    milliseconds: number,
    firstPosition: number,
    onReport: (report: TrainingReport) => void,
    stopWorker: () => void,
    later: Clock = laterByTimer,
  ) {
    this.#milliseconds = milliseconds;
    this.#firstPosition = firstPosition;
    this.#later = later;
    this.run = new Run(0, onReport, ({ type }) => {
      // A film has no network to look into.
      if (this.#isOver || type === 'watch') return;
      if (type === 'stop') {
        stopWorker();
        this.#end({ type: 'stopped', runId: 0 });
      } else {
        this.#control(type);
      }
    });
  }

  /** Takes what the worker reports; its end is the beginning of the film. */
  receive(report: TrainingReport, makeReel: () => Reel): void {
    if (this.#isOver) return;
    if (report.type === 'finished') {
      this.#leakedTensors = report.leakedTensors;
      this.#begin(makeReel());
    } else if (report.type === 'failed' || report.type === 'stopped') {
      this.#end(report);
    } else {
      this.run.receive(report);
    }
  }

  #begin(reel: Reel): void {
    this.#reel = reel;
    this.run.receive({
      type: 'started',
      runId: 0,
      dialect: 'torch',
      epochs: 1,
      batchesPerEpoch: reel.length,
      parameterCount: 0,
    });
    if (this.#firstPosition > 0 && this.#firstPosition <= reel.length) {
      this.#isPaused = true;
      reel.goTo(this.#firstPosition);
      if (!this.#tell()) return;
    }
    if (this.#isPaused) this.run.receive({ type: 'paused', runId: 0 });
    else this.#play();
  }

  #control(type: 'pause' | 'resume' | 'step'): void {
    if (type === 'pause') {
      if (this.#isPaused) return;
      this.#isPaused = true;
      this.#cancel();
      if (this.#reel) this.run.receive({ type: 'paused', runId: 0 });
    } else if (type === 'resume') {
      this.#isPaused = false;
      this.run.receive({ type: 'resumed', runId: 0 });
      this.#play();
    } else {
      this.run.receive({ type: 'resumed', runId: 0 });
      if (this.#advance()) this.run.receive({ type: 'paused', runId: 0 });
    }
  }

  #play(): void {
    if (this.#milliseconds === 0 && this.#reel) this.#reel.goTo(this.#reel.length);
    if (this.#advance()) this.#cancel = this.#later(() => this.#play(), this.#milliseconds);
  }

  /** One event on. False when it was the last. */
  #advance(): boolean {
    const reel = this.#reel;
    if (!reel || this.#isOver) return false;
    reel.advance();
    return this.#tell();
  }

  /** Tells where the film stands. False at its end. */
  #tell(): boolean {
    if (!this.#reel) return false;
    const { position, length } = this.#reel;
    this.run.receive({
      type: 'batch',
      runId: 0,
      dialect: 'torch',
      epoch: 1,
      batch: position,
      batchesPerEpoch: length,
      loss: 0,
      accuracy: 0,
      imagesPerSecond: 0,
      secondsLeft: ((length - position) * this.#milliseconds) / 1_000,
    });
    if (position < length) return true;
    this.#end({ type: 'finished', runId: 0, leakedTensors: this.#leakedTensors });
    return false;
  }

  #end(report: TrainingReport): void {
    this.#isOver = true;
    this.#cancel();
    this.run.receive(report);
  }
}

function laterByTimer(act: () => void, milliseconds: number): () => void {
  const timer = setTimeout(act, milliseconds);
  return () => clearTimeout(timer);
}
