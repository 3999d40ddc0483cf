/**
 * What every runnable widget shares: one run from press to result, its state, its messages, its place in the URL.
 * Longer than other files, because the order of these steps is one thought.
 */
import type { Run, TrainingClient } from '../../src/training/client.ts';
import type { TrainingFailure, TrainingReport } from '../../src/training/protocol.ts';
import type { BackendChoice } from './backends.ts';
import { Controls } from './controls.ts';
import { copyLink } from './copy-link.ts';
import type { EnginePanel } from './engine-panel.ts';
import type { AskedSteps } from './execution.ts';
import { showExpectationLine } from './expectation-line.ts';
import type { Metrics } from './expectation.ts';
import { clearMessage, showMessage, type MessageAction } from './message.ts';
import { part } from './parts.ts';
import { endsStep } from './ends-step.ts';
import { defaultPreset, type PresetName } from './presets.ts';
import { backendSentence, loadingText } from './report-text.ts';
import { readExpectations, readPresetHint } from './server-data.ts';
import { readSharedChoices, readShareLink, shareAddress, sharedExperimentId, ShareLinkError } from './share-link.ts';
import { isActive, nextState, type ExperimentEvent, type ExperimentState } from './state-machine.ts';
import { readUrlChoices } from './url-choices.ts';
import { usualWayOn } from './usual-way-on.ts';

/** The experiment that started the page's last run. */
const page: { lastStarted: ExperimentElement | null } = { lastStarted: null };

/** A custom element in light DOM around the HTML of Experiment.astro. */
export abstract class ExperimentElement extends HTMLElement {
  #state: ExperimentState = 'idle';
  #run: Run | null = null;
  /** Tells reports of the present run from late ones of a run before. */
  #attempt = 0;
  /** A run begun by Step pauses after its first batch. */
  #pausesAfterBatch = false;
  /** A step of a paused run is told as a resume and a pause; the reader sees it stay paused. */
  #isStepping = false;
  #runPreset: PresetName | null = null;
  /** Whether the last run had the settings that the preset's expectation is for. */
  #runIsExpected = true;
  #controls: Controls | null = null;
  #enginePanel: EnginePanel | null = null;
  #listeners = new AbortController();

  /** Empties the readout of the run before. */
  protected abstract clearReadout(): void;
  protected abstract startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run;
  protected abstract showReport(report: TrainingReport): void;
  /** Figures of the finished run, for `data-result`. */
  protected abstract metrics(): Metrics;
  /** What the share link carries besides preset and backend. */
  protected abstract sharedValues(): Promise<ReadonlyMap<string, string>>;
  /** @throws {ShareLinkError} when the values of a link mean nothing. */
  protected abstract applySharedValues(values: ReadonlyMap<string, string>): Promise<void>;

  /** For the widget's own listeners, which end with `signal`. */
  protected connected?(signal: AbortSignal): void;
  /** Loads the code that only a run needs. */
  protected loadForRun?(): Promise<void>;
  /** Last check before a run; false when the widget has refused and said why. `byStep`: Step was pressed, not Run. */
  protected prepareRun?(byStep: boolean): Promise<boolean>;
  protected applyPreset?(preset: PresetName): void;
  protected applySeed?(seed: number): void;
  /** While a run is active its settings cannot change. */
  protected setLocked?(locked: boolean): void;
  /** What a run that begins now asks of the engine; for widgets with an engine panel. */
  protected askedSteps?(): AskedSteps;
  /** A button that helps this widget after a failure, or null for the usual one. */
  protected wayOn?(failure: TrainingFailure): MessageAction | null;
  /** Whether the preset's expectation holds for the settings as they are; without this it always does. */
  protected expectationApplies?(): boolean;
  /** Whether Step has ended a part of a run, of which no figure is judged yet; without this it ends whole ones. */
  protected isPartOfRun?(): boolean;

  get state(): ExperimentState {
    return this.#state;
  }

  protected get preset(): PresetName {
    return this.#control.preset;
  }

  protected get backend(): BackendChoice {
    return this.#control.backend;
  }

  connectedCallback(): void {
    this.#listeners = new AbortController();
    const { signal } = this.#listeners;
    const handlers = {
      run: () => void this.#begin(false),
      pause: () => this.#pauseOrResume(),
      step: () => (this.#state === 'paused' ? this.#step() : void this.#begin(true)),
      reset: () => this.#reset('Reset. Press Run to start again.'),
      share: () => void this.#share(),
      choosePreset: (preset: PresetName) => this.#choosePreset(preset),
    };
    this.#controls = new Controls(this, handlers, signal);
    window.addEventListener('pagehide', () => this.#leave(), { signal });
    window.addEventListener('hashchange', () => void this.#readFragment(), { signal });
    this.connected?.(signal);
    this.#readUrl();
    void this.#readFragment();
    this.#control.show(this.#state);
    this.showExpectation();
  }

  disconnectedCallback(): void {
    this.#attempt += 1; // What is being prepared must not begin any more.
    if (isActive(this.#state)) this.#reset('');
    this.#listeners.abort();
    if (page.lastStarted === this) page.lastStarted = null;
  }

  protected setProgress(fraction: number | null, text: string): void {
    const progress = part(this, 'progress', HTMLProgressElement);
    if (fraction === null) progress.removeAttribute('value');
    else progress.value = fraction;
    part(this, 'readout', HTMLElement).textContent = text;
  }

  /** Says something politely: milestones only, a screen reader reads each of them. */
  protected say(text: string): void {
    part(this, 'status', HTMLElement).textContent = text;
  }

  protected showProblem(fact: string, fix: string, actions: readonly MessageAction[]): void {
    showMessage(this.#messageBox, { tone: 'error', fact, fix, actions });
  }

  /** Tells what is not as the address asks; the reader goes on all the same. */
  protected notice(fact: string, fix: string): void {
    showMessage(this.#messageBox, { tone: 'notice', fact, fix, actions: [{ label: 'Go on', act: this.#dismiss }] });
  }

  protected clearProblem(): void {
    clearMessage(this.#messageBox);
  }

  protected runAgain(backend: BackendChoice = this.backend): void {
    this.#control.backend = backend;
    this.#control.focusRun();
    void this.#begin(false);
  }

  /** Tells what is expected, and what was reached once a run is done; before a run also what the preset is. */
  protected showExpectation(): void {
    const { preset } = this;
    const isFinished = this.#state === 'done' && this.#runPreset === preset && this.isPartOfRun?.() !== true;
    const isOfPreset = this.expectationApplies?.() !== false;
    // What the preset is says nothing of other settings.
    if (this.#state === 'idle') this.setProgress(0, isOfPreset ? readPresetHint(this, preset) : '');
    showExpectationLine(part(this, 'expectation', HTMLElement), {
      preset,
      expected: readExpectations(this)[preset],
      applies: isFinished ? this.#runIsExpected : isOfPreset,
      result: isFinished ? this.metrics() : null,
    });
  }

  async #begin(byStep: boolean): Promise<void> {
    const attempt = ++this.#attempt;
    try {
      if (isActive(this.#state) || this.#mustAsk(byStep)) return;
      this.clearProblem();
      if ((await this.prepareRun?.(byStep)) === false || attempt !== this.#attempt || this.#mustAsk(byStep)) return;
      this.#enterRun(byStep);
      const [{ trainingClient }] = await Promise.all([
        import('../../src/training/client.ts'),
        this.#loadEnginePanel(),
        this.loadForRun?.(),
      ]);
      // A run that was reset a moment ago may still hold the worker.
      await trainingClient.activeRun?.stop();
      if (attempt !== this.#attempt) return;
      const asked = this.askedSteps?.();
      if (asked) this.#enginePanel?.begin(asked);
      if (byStep) trainingClient.pauseNext();
      this.#run = this.startRun(trainingClient, (report) => this.#receive(attempt, report));
      // A film is no run of the worker's, and is paused here.
      if (byStep) this.#run.pause();
    } catch (error) {
      const message = `The experiment could not start: ${error instanceof Error ? error.message : String(error)}.`;
      const fix = 'Check the connection and reload the page.';
      if (attempt === this.#attempt) this.#fail({ kind: 'worker', message, fix });
    }
  }

  async #loadEnginePanel(): Promise<void> {
    const root = this.querySelector<HTMLDetailsElement>('details[data-part="engine"]');
    if (root) this.#enginePanel ??= new (await import('./engine-panel.ts')).EnginePanel(root);
  }

  #enterRun(byStep: boolean): void {
    page.lastStarted = this;
    this.#pausesAfterBatch = byStep;
    this.#isStepping = false;
    this.#runPreset = this.preset;
    this.#runIsExpected = this.expectationApplies?.() ?? true;
    this.removeAttribute('data-result');
    this.removeAttribute('data-backend');
    this.clearReadout();
    this.#to('run');
    this.say('Loading');
    this.setProgress(null, 'Loading the training code');
    this.showExpectation();
  }

  #receive(attempt: number, report: TrainingReport): void {
    if (attempt !== this.#attempt) return;
    this.showReport(report);
    if (endsStep(report)) this.#pausesAfterBatch = false;
    switch (report.type) {
      case 'loading': {
        const { loadedBytes, totalBytes } = report;
        this.setProgress(totalBytes > 0 ? loadedBytes / totalBytes : null, loadingText(report));
        break;
      }
      case 'backend':
        this.dataset.backend = report.backend;
        part(this, 'backend-reason', HTMLElement).textContent = backendSentence(report);
        break;
      case 'started':
      case 'browser':
        this.#to('start');
        break;
      case 'engine':
        this.#enginePanel?.show(report);
        break;
      case 'paused':
        this.#isStepping = false;
        this.#to('pause');
        this.say('Paused. Step goes one step further, Resume goes on.');
        if (this.#pausesAfterBatch) this.#step();
        break;
      case 'resumed':
        if (!this.#isStepping) this.#showResumed();
        break;
      case 'finished':
        this.dataset.leakedTensors = String(report.leakedTensors);
        this.#finish();
        break;
      case 'stopped':
        this.#reset('Stopped. Press Run to start again.');
        break;
      case 'failed':
        this.#fail(report.error);
        break;
    }
  }

  #pauseOrResume(): void {
    if (this.#state !== 'paused') {
      this.#run?.pause();
      return;
    }
    this.#run?.resume();
    if (!this.#isStepping) return;
    // The step has already told its `resumed`: no second one comes.
    this.#isStepping = false;
    this.#showResumed();
  }

  #showResumed(): void {
    this.#to('resume');
    this.say('Running');
  }

  #step(): void {
    this.#isStepping = true;
    this.#run?.step();
  }

  #finish(): void {
    this.#run = null;
    this.dataset.result = JSON.stringify(this.metrics());
    this.#to('finish');
    this.showExpectation();
    this.say('Done');
  }

  #fail(failure: TrainingFailure): void {
    this.#run = null;
    this.#to('fail');
    this.say('Failed');
    this.setProgress(0, 'Stopped by an error');
    const action = this.wayOn?.(failure) ?? usualWayOn(failure, (backend) => this.runAgain(backend));
    this.showProblem(failure.message, failure.fix, [action]);
  }

  #reset(status: string): void {
    const run = this.#run;
    this.#run = null;
    this.#attempt += 1;
    void run?.stop();
    this.clearProblem();
    this.clearReadout();
    this.#enginePanel?.clear();
    this.removeAttribute('data-result');
    this.#to('reset');
    this.showExpectation();
    this.say(status);
  }

  /** One run at a time on a page: asks, and says true, while another experiment runs. */
  #mustAsk(byStep: boolean): boolean {
    const other = page.lastStarted;
    if (!other || other === this || !isActive(other.state)) return false;
    const title = part(other, 'title', HTMLElement).textContent;
    const stop = () => {
      if (isActive(other.state)) other.#reset('Stopped, because another experiment was run.');
      this.#control.focusRun();
      void this.#begin(byStep);
    };
    showMessage(this.#messageBox, {
      tone: 'question',
      fact: `“${title}” is running.`,
      fix: 'Stop it and run this one?',
      actions: [
        { label: 'Stop it and run this', act: stop },
        { label: 'Keep it running', act: this.#dismiss },
      ],
    });
    this.#messageBox.querySelector('button')?.focus();
    return true;
  }

  readonly #dismiss = (): void => {
    this.clearProblem();
    this.#control.focusRun();
  };

  /** The reader goes to another page; when the browser brings this one back, it is ready for a new run. */
  #leave(): void {
    if (isActive(this.#state)) this.#reset('Stopped, because you left the page. Press Run to start again.');
  }

  #choosePreset(preset: PresetName): void {
    this.#control.preset = preset;
    this.applyPreset?.(preset);
    this.setProgress(0, readPresetHint(this, this.preset));
    this.showExpectation();
  }

  #readUrl(): void {
    const { backend, preset: asked, seed, problems } = readUrlChoices(location.search);
    // What was chosen before this code was there is newer than the address.
    const preset = this.preset === defaultPreset ? asked : this.preset;
    if (backend && this.backend === 'auto') this.#control.backend = backend;
    if (preset) this.#choosePreset(preset);
    if (seed !== null) this.applySeed?.(seed);
    if (problems.length > 0) this.notice(problems.join(' '), 'The default of this page is used instead.');
  }

  async #readFragment(): Promise<void> {
    if (sharedExperimentId(location.hash) !== this.id || isActive(this.#state)) return;
    this.scrollIntoView();
    try {
      const shared = readShareLink(location.hash);
      const { preset, backend } = readSharedChoices(shared);
      this.#choosePreset(preset);
      await this.applySharedValues(shared.values);
      this.#control.backend = backend;
      this.showExpectation();
      this.say('Set as in the link. Press Run.');
    } catch (error) {
      if (!(error instanceof ShareLinkError)) throw error;
      this.notice(error.message, error.fix);
    }
  }

  async #share(): Promise<void> {
    const values = new Map([['preset', this.preset], ['backend', this.backend], ...(await this.sharedValues())]);
    const url = shareAddress(location.href, { id: this.id, values });
    this.say((await copyLink(url)) ? 'Link copied.' : 'The link is now in the address bar: copy it from there.');
  }

  #to(event: ExperimentEvent): void {
    const state = nextState(this.#state, event);
    if (state === null) return;
    this.#state = state;
    this.dataset.state = state;
    this.#control.show(state);
    this.setLocked?.(isActive(state));
  }

  get #control(): Controls {
    if (!this.#controls) throw new Error('The experiment is not on a page.');
    return this.#controls;
  }

  get #messageBox(): HTMLElement {
    return part(this, 'message', HTMLElement);
  }
}
