import type { Run, TrainingClient } from '../../src/training/client.ts';
import type { AutogradFilm, DialectName, TrainingFailure, TrainingReport } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import type { MessageAction } from '../experiment/message.ts';
import { part } from '../experiment/parts.ts';
import { ShareLinkError } from '../experiment/share-link.ts';
import type { DescentPanel } from './descent-panel.ts';
import type { FilmView } from './film-view.ts';
import { eventMilliseconds } from './pace.ts';
import { ProgramForm } from './program-form.ts';
import { beginning, readSharedPlace, sharedPlaceValues, type SharedPlace } from './shared-place.ts';
import { isStepExponent, stepSizeText } from './step-size.ts';

interface Films {
  readonly torch: AutogradFilm;
  readonly keras: AutogradFilm;
}

/** The visualizer: a program, its two films, and gradient descent on it. */
class AutogradVisualizerElement extends ExperimentElement {
  #form: ProgramForm | null = null;
  #modules: Modules | null = null;
  #films: Films | null = null;
  #view: FilmView | null = null;
  /** The program that the film shows; the reader may have changed it since. */
  #filmed = '';
  #descent: DescentPanel | null = null;
  /** Where a link asks the next run to lead. */
  #linked = beginning;

  protected override connected(signal: AbortSignal): void {
    this.#form = new ProgramForm(this, () => this.#programChanged(), signal);
    const views = part(this, 'views', HTMLFieldSetElement);
    const chooseView = () => {
      this.#linked = { ...this.#linked, event: 0 };
      this.#showView();
    };
    views.addEventListener('change', chooseView, { signal });
    const onClick = (name: string, act: (panel: DescentPanel) => unknown) => {
      const button = part(this, name, HTMLButtonElement);
      button.addEventListener('click', () => void this.#descend(act), { signal });
    };
    onClick('descend', (panel) => panel.goOn(1));
    onClick('descend-ten', (panel) => panel.goOn(10));
    onClick('descent-reset', (panel) => panel.reset());
    const slider = part(this, 'step-size', HTMLInputElement);
    slider.addEventListener('input', () => this.#showStepSize(), { signal });
    slider.addEventListener('change', () => void this.#descent?.again(), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#descent?.reset();
    this.#descent = null;
  }

  protected override async loadForRun(): Promise<void> {
    this.#modules ??= await loadModules();
  }

  /** Step goes on from where a finished film stands. */
  protected override prepareRun(byStep: boolean): Promise<boolean> {
    const isFilmOfNow = this.state === 'done' && this.#filmed === this.#program.source;
    return Promise.resolve(!(byStep && isFilmOfNow && this.#view?.advance()));
  }

  protected clearReadout(): void {
    this.#films = null;
    this.#view?.destroy();
    this.#view = null;
    this.#form?.showLine(null);
    this.#form?.showKerasCode(null);
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    if (!this.#modules) throw new Error('The film has not been loaded.');
    let films: Films | null = null;
    const pace = eventMilliseconds[this.preset];
    const film = new this.#modules.FilmRun(pace, this.#linked.event, onReport, () => void work.stop());
    this.#filmed = this.#program.source;
    const { backend } = this;
    const work = client.start({ type: 'differentiate', backend, program: this.#filmed }, (report) => {
      if (report.type === 'differentiated') films = report;
      film.receive(report, () => this.#open(films));
      if (report.type === 'finished') this.#goToLinkedStep();
    });
    return film.run;
  }

  protected showReport(report: TrainingReport): void {
    if (report.type === 'started') this.say('The film begins.');
    if (report.type === 'batch') {
      const { batch, batchesPerEpoch } = report;
      this.setProgress(batch / batchesPerEpoch, `Event ${batch} of ${batchesPerEpoch}`);
      if (this.state === 'paused') this.say(this.#view?.headline ?? '');
    }
  }

  protected metrics(): Metrics {
    return this.#films && this.#modules ? this.#modules.filmMetrics(this.#films) : {};
  }

  protected override setLocked(locked: boolean): void {
    this.#form?.setLocked(locked);
  }

  protected sharedValues(): Promise<ReadonlyMap<string, string>> {
    const { value } = part(this, 'step-size', HTMLInputElement);
    const chosen = new Map([...this.#program.sharedValues(), ['view', this.#dialect], ['step', value]]);
    return Promise.resolve(new Map([...chosen, ...sharedPlaceValues(this.#place)]));
  }

  protected applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    const view = values.get('view');
    const step = values.get('step') ?? '';
    if (view !== 'torch' && view !== 'keras')
      throw new ShareLinkError('The link to this program names no tape that exists.');
    if (!isStepExponent(step)) {
      throw new ShareLinkError('The link to this program names no step size that the slider has.');
    }
    const place = readSharedPlace(values);
    this.#program.applyShared(values);
    this.#dialect = view;
    part(this, 'step-size', HTMLInputElement).value = step;
    this.#showStepSize();
    this.#showView();
    this.#linked = place;
    if (place.descentSteps > 0) part(this, 'descent', HTMLDetailsElement).open = true;
    return Promise.resolve();
  }

  protected override expectationApplies(): boolean {
    return this.#program.isFirstExample;
  }

  protected override wayOn({ message }: TrainingFailure): MessageAction | null {
    const line = /^Line (\d+)/.exec(message)?.[1];
    return line === undefined ? null : { label: 'Show the line', act: () => this.#program.select(Number(line)) };
  }

  /** Both films are there: the reader's own is shown from its beginning, or from where a link asks. */
  #open(films: Films | null): FilmView {
    if (!films || !this.#modules) throw new Error('The worker has sent no film.');
    this.#films = films;
    this.#form?.showKerasCode(films.keras.code);
    this.#view = new this.#modules.FilmView(this, films[this.#dialect], {
      line: (line) => this.#showLine(line),
      step: (headline) => this.say(headline),
    });
    const { event } = this.#linked;
    const { length } = this.#view;
    this.#linked = { ...this.#linked, event: 0 };
    if (event > length) this.notice(`The link asks for event ${event} of ${length}.`, 'The film begins at the first.');
    return this.#view;
  }

  #goToLinkedStep(): void {
    const { descentSteps } = this.#linked;
    if (descentSteps > 0) void this.#descend((panel) => panel.goOn(descentSteps));
  }

  /** Where the reader stands, or will stand after Run. */
  get #place(): SharedPlace {
    const view = this.#filmed === this.#program.source ? this.#view : null;
    const descentSteps = this.#descent?.steps ?? 0;
    return {
      event: view ? view.position : this.#linked.event,
      descentSteps: descentSteps > 0 ? descentSteps : this.#linked.descentSteps,
    };
  }

  #showView(): void {
    part(this, 'film', HTMLElement).dataset.dialect = this.#dialect;
    const { state } = this;
    if (!this.#films || !this.#modules || !this.#view) return;
    // A film that plays goes on in the other dialect at the same part of its way.
    const done = this.#view.position / Math.max(1, this.#view.length);
    this.#view.show(this.#films[this.#dialect], state === 'done' ? 1 : done);
  }

  #showLine(line: number | null): void {
    if (this.#filmed === this.#program.source) this.#form?.showLine(line, this.#dialect);
  }

  #programChanged(): void {
    this.#linked = beginning;
    this.#descent?.reset();
    this.showExpectation();
  }

  async #descend(act: (panel: DescentPanel) => unknown): Promise<void> {
    this.#linked = { ...this.#linked, descentSteps: 0 };
    const { DescentPanel } = await import('./descent-panel.ts');
    this.#descent ??= new DescentPanel(this, { program: () => this.#program.source, backend: () => this.backend });
    await act(this.#descent);
  }

  #showStepSize(): void {
    const slider = part(this, 'step-size', HTMLInputElement);
    const text = stepSizeText(Number(slider.value));
    slider.setAttribute('aria-valuetext', text);
    part(this, 'step-size-text', HTMLOutputElement).textContent = text;
  }

  get #program(): ProgramForm {
    if (!this.#form) throw new Error('The visualizer is not on a page.');
    return this.#form;
  }

  get #dialect(): DialectName {
    return this.querySelector<HTMLInputElement>('[data-part="views"] input:checked')?.value === 'keras'
      ? 'keras'
      : 'torch';
  }

  set #dialect(dialect: DialectName) {
    for (const input of part(this, 'views', HTMLFieldSetElement).querySelectorAll('input')) {
      input.checked = input.value === dialect;
    }
  }
}

type Modules = Awaited<ReturnType<typeof loadModules>>;

/** What only a run needs. */
async function loadModules() {
  const [{ FilmView }, { FilmRun }, { filmMetrics }] = await Promise.all([
    import('./film-view.ts'),
    import('./film-run.ts'),
    import('./film-metrics.ts'),
  ]);
  return { FilmView, FilmRun, filmMetrics };
}

customElements.define('duet-autograd-visualizer', AutogradVisualizerElement);
