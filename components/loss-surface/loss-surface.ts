import type { ExportFormat } from '../../src/export/program-file.ts';
import type { Run, TrainingClient } from '../../src/training/client.ts';
import type { DialectName, LossSurfaceSettings, SurfacePosition, TrainingReport } from '../../src/training/protocol.ts';
import { dialectLabels } from '../experiment/dialect-labels.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import { connectExportBar } from '../export/export-bar.ts';
import { part } from '../experiment/parts.ts';
import type { PresetName } from '../experiment/presets.ts';
import { FormFields } from './form-fields.ts';
import { middleOf, movedByKey } from './move-start.ts';
import { readSharedSurface, writeSharedSurface } from './share-surface.ts';
import { parseSurfaceForm, type SurfaceFieldProblem } from './surface-form.ts';
import { surfacePreset } from './surface-presets.ts';
import { surfaceProblems } from './surface-problems.ts';
import type { SurfaceView } from './surface-view.ts';

/** The loss surface: its form, its map, and one race at a time. */
class LossSurfaceElement extends ExperimentElement {
  readonly #form = new FormFields(this);
  #viewModule: typeof import('./surface-view.ts') | null = null;
  #view: SurfaceView | null = null;
  #settings: LossSurfaceSettings | null = null;
  #metrics: Metrics = {};
  #isLocked = false;
  /** Run or a file has been refused, and the message says so until the settings are mended. */
  #isRefused = false;

  protected override connected(signal: AbortSignal): void {
    const form = part(this, 'form', HTMLElement);
    form.addEventListener('change', (event) => void this.#follow(event.target), { signal });
    const asDrawn = () => void this.#startAt(null);
    part(this, 'drawn-start', HTMLButtonElement).addEventListener('click', asDrawn, { signal });
    const pick = part(this, 'pick', HTMLElement);
    pick.addEventListener('keydown', (event) => this.#moveByKey(event), { signal });
    pick.addEventListener('click', (event) => void this.#moveByPointer(event), { signal });
    const file = async (dialect: DialectName, format: ExportFormat) => {
      const parsed = parseSurfaceForm(this.#form.read());
      if ('field' in parsed) {
        this.#refuse(parsed);
        return null;
      }
      const { surfaceFile } = await import('./code-view.ts');
      return surfaceFile(parsed, dialect, format);
    };
    connectExportBar(this, { file, say: (text) => this.say(text) }, signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.clearReadout();
  }

  protected override async loadForRun(): Promise<void> {
    await this.#openView();
  }

  protected override prepareRun(): Promise<boolean> {
    const parsed = parseSurfaceForm(this.#form.read());
    if (!('field' in parsed)) {
      this.#settings = parsed;
      this.#isRefused = false;
      return Promise.resolve(true);
    }
    this.#refuse(parsed);
    return Promise.resolve(false);
  }

  protected clearReadout(): void {
    this.#closeView();
    this.#metrics = {};
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    if (!this.#settings) throw new Error('A race begins with settings.');
    return client.start({ type: 'surface', backend: this.backend, settings: this.#settings }, onReport);
  }

  protected showReport(report: TrainingReport): void {
    const settings = this.#settings;
    if (!settings) return;
    this.#view?.show(report, settings);
    switch (report.type) {
      case 'surface': {
        const { losses, evaluations } = report;
        const times = evaluations === 1 ? '1 evaluation' : `${evaluations} evaluations`;
        this.setProgress(0, `${losses.length.toLocaleString('en')} losses in ${times}`);
        break;
      }
      case 'started':
        this.say(`${settings.racers.length} optimizers of ${dialectLabels[report.dialect]} set out`);
        break;
      case 'raced': {
        const text = `Epoch ${report.epoch.toLocaleString('en')} of ${settings.epochs.toLocaleString('en')}`;
        this.setProgress(report.epoch / settings.epochs, text);
        break;
      }
      case 'finished':
        this.#metrics = this.#view?.metrics ?? {};
    }
  }

  protected metrics(): Metrics {
    return this.#metrics;
  }

  protected override applyPreset(preset: PresetName): void {
    const { problem, dialect } = this.#form.read();
    this.#form.write(surfacePreset(preset, problem, dialect));
    void this.#follow(null);
  }

  protected override applySeed(seed: number): void {
    this.#form.field('seed').value = String(seed);
    void this.#follow(null);
  }

  protected override setLocked(locked: boolean): void {
    this.#isLocked = locked;
    this.#form.locked = locked;
    for (const name of ['pick', 'drawn-start']) {
      part(this, name, HTMLElement).setAttribute('aria-disabled', String(locked));
    }
  }

  /** For the problem of this page; both frameworks must reach it. */
  protected override expectationApplies(): boolean {
    const form = this.#form.read();
    const preset = surfacePreset(this.preset, form.problem, form.dialect);
    return form.problem === this.dataset.problem && JSON.stringify(form) === JSON.stringify(preset);
  }

  protected sharedValues(): Promise<ReadonlyMap<string, string>> {
    return Promise.resolve(writeSharedSurface(this.#form.read()));
  }

  protected async applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    this.#form.write(readSharedSurface(values));
    await this.#follow(null);
  }

  /** Lets everything else follow a change of the form. */
  async #follow(changed: EventTarget | null): Promise<void> {
    const isProblem = changed instanceof HTMLInputElement && changed.dataset.choice === 'problem';
    if (isProblem) this.#takeDefaultsOf(changed);
    this.#nameAxes();
    this.showExpectation();
    if (this.#view && this.#view.problem !== this.#problem) {
      this.#closeView();
      await this.#openView();
    } else {
      this.#view?.moveStart(this.#chosenStart());
    }
    const parsed = parseSurfaceForm(this.#form.read());
    const problem = 'field' in parsed ? parsed : null;
    this.#form.showProblem(problem);
    part(this, 'behind', HTMLElement).hidden = problem === null;
    if ('field' in parsed) return;
    if (this.#isRefused) this.clearProblem();
    this.#isRefused = false;
    const { showSurfaceCode } = await import('./code-view.ts');
    showSurfaceCode(this, parsed);
  }

  #refuse(problem: SurfaceFieldProblem): void {
    const show = () => this.#form.fieldAtFault(problem).focus();
    this.#isRefused = true;
    this.#form.showProblem(problem);
    this.showProblem(problem.fact, problem.fix, [{ label: 'Show the setting', act: show }]);
    show();
  }

  /** Another problem wants other learning rates, and its surface is elsewhere; who takes part stays. */
  #takeDefaultsOf(changed: HTMLInputElement): void {
    const form = this.#form.read();
    const preset = surfacePreset(this.preset, form.problem, form.dialect);
    const rates = new Map(preset.racers.map(({ optimizer, learningRate }) => [optimizer, learningRate]));
    const racers = form.racers.map((racer) => ({ ...racer, learningRate: rates.get(racer.optimizer) ?? '' }));
    this.#form.write({ ...form, racers, startX: '', startY: '' });
    changed.focus();
  }

  #nameAxes(): void {
    const { axes, text } = this.#problem;
    part(this, 'problem-text', HTMLElement).textContent = text;
    part(this, 'map-title', HTMLElement).textContent = `Loss by ${axes.join(' and ')}`;
    this.querySelectorAll('[data-start-label]').forEach((label, index) => {
      label.textContent = `Start: ${axes[index] ?? ''}`;
    });
  }

  get #problem() {
    return surfaceProblems[this.#form.problem];
  }

  #chosenStart(): SurfacePosition | null {
    const parsed = parseSurfaceForm(this.#form.read());
    return 'field' in parsed ? null : parsed.start;
  }

  async #openView(): Promise<void> {
    this.#viewModule ??= await import('./surface-view.ts');
    this.#view ??= new this.#viewModule.SurfaceView(this, this.#problem, this.#chosenStart());
  }

  #closeView(): void {
    this.#view?.destroy();
    this.#view = null;
  }

  #moveByKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const from = this.#chosenStart() ?? this.#view?.racedFrom ?? middleOf(this.#problem);
    const start = movedByKey(from, event.key, event.shiftKey, this.#problem);
    if (!start) return;
    event.preventDefault();
    void this.#startAt(start);
  }

  async #moveByPointer({ clientX, clientY }: MouseEvent): Promise<void> {
    await this.#openView();
    const position = this.#view?.positionAt(clientX, clientY);
    if (position) await this.#startAt([hundredths(position[0]), hundredths(position[1])]);
  }

  /** Chooses where the next race starts; null: where the layer does. */
  async #startAt(start: SurfacePosition | null): Promise<void> {
    if (this.#isLocked) return;
    const [x, y] = start?.map(String) ?? ['', ''];
    this.#form.field('startX').value = x ?? '';
    this.#form.field('startY').value = y ?? '';
    const [nameOfX, nameOfY] = this.#problem.axes;
    this.say(start ? `Start: ${nameOfX} ${x ?? ''}, ${nameOfY} ${y ?? ''}` : 'The layer draws a random start');
    await this.#openView();
    await this.#follow(null);
  }
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}

customElements.define('duet-loss-surface', LossSurfaceElement);
