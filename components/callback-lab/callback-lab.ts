import { datasetFileName } from '../../src/datasets/describe.ts';
import type { ExportedFile, ExportFormat } from '../../src/export/program-file.ts';
import { callbackEntries } from '../../src/schedules/callbacks.ts';
import { findSchedule } from '../../src/schedules/catalogue.ts';
import type { Run, TrainingClient } from '../../src/training/client.ts';
import type {
  DialectName,
  DialectResult,
  DrawnSchedule,
  LabReport,
  LabSettings,
  SchedulesReport,
  TrainingReport,
} from '../../src/training/protocol.ts';
import { flattenResults } from '../training-run/result.ts';
import { dialectLabels } from '../experiment/dialect-labels.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { ExperimentElement } from '../experiment/experiment.ts';
import type { MessageAction } from '../experiment/message.ts';
import { connectExportBar } from '../export/export-bar.ts';
import { WeightsBar, type KeptNetworks } from '../export/weights-bar.ts';
import { noWeightsYet, weightsTooLarge } from '../export/weights-texts.ts';
import { part } from '../experiment/parts.ts';
import type { PresetName } from '../experiment/presets.ts';
import { LabForm, type LabProblem } from './lab-form.ts';
import { batchesPerEpoch, schedulesOf, type LabPresets } from './lab-presets.ts';
import type { RangePanel } from './range-panel.ts';
import type { Readout } from './readout.ts';

/** So long after the last key the schedule is drawn anew. */
const PATIENCE_MILLISECONDS = 250;

/** The lab: its form, the schedules ahead, and a run drawn over them. */
class CallbackLabElement extends ExperimentElement {
  #form: LabForm | null = null;
  #readoutModule: typeof import('./readout.ts') | null = null;
  #readout: Readout | null = null;
  #range: RangePanel | null = null;
  #weights: WeightsBar | null = null;
  /** Whether the worker keeps a network of the run. */
  #isKept = false;
  /** The one that has run something. */
  #client: TrainingClient | null = null;
  /** The networks whose weights can be saved. */
  #kept: KeptNetworks | string = noWeightsYet;
  /** The settings of the run. */
  #lab: LabSettings | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Tells the latest drawing from those that the reader's next key has overtaken. */
  #drawing = 0;
  readonly #results = new Map<DialectName, DialectResult>();
  readonly #rates = new Map<DialectName, number[]>();
  #warnings = 0;
  /** Where the reader's own expression has ended the run by an exception. */
  #raised: LabProblem | null = null;

  protected override connected(signal: AbortSignal): void {
    this.#form = new LabForm(this);
    this.#showSummaries();
    const form = part(this, 'form', HTMLFieldSetElement);
    form.addEventListener('input', (event) => this.#changed(event.target), { signal });
    const find = part(this, 'find-range', HTMLButtonElement);
    find.addEventListener('click', () => void this.#findRange(), { signal });
    part(this, 'draw', HTMLButtonElement).addEventListener('click', () => void this.#follow(true), { signal });
    const file = (dialect: DialectName, format: ExportFormat) => this.#file(dialect, format);
    connectExportBar(this, { file, say: (text) => this.say(text) }, signal);
    const say = (text: string) => this.say(text);
    this.#weights = new WeightsBar(this, { kept: () => this.#kept, backend: () => this.backend, say }, signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#drawing += 1;
    this.#readout?.destroy();
    this.#readout = null;
    this.#range?.clear();
    this.#range = null;
  }

  protected override async loadForRun(): Promise<void> {
    await this.#loadReadout();
  }

  protected override async prepareRun(): Promise<boolean> {
    const { labProblems } = await loadCode();
    const lab = this.#settings();
    const [problem] = this.#showProblems(labProblems(lab));
    if (!problem) return true;
    const show = () => this.#fields.focus(problem);
    this.showProblem(problem.fact, problem.fix, [{ label: 'Show the setting', act: show }]);
    show();
    return false;
  }

  protected clearReadout(): void {
    this.#results.clear();
    this.#rates.clear();
    this.#warnings = 0;
    this.#isKept = false;
    this.#keep(null);
    this.#raised = null;
    this.#readout?.clearRun();
  }

  protected startRun(client: TrainingClient, onReport: (report: TrainingReport) => void): Run {
    const lab = this.#settings();
    this.#lab = lab;
    this.#openReadout(lab).begin(lab);
    this.#client = client;
    return client.start({ type: 'lab', backend: this.backend, settings: lab }, onReport);
  }

  protected showReport(report: TrainingReport): void {
    this.#readout?.show(report);
    switch (report.type) {
      case 'schedules':
        if (this.#lab) this.#showSchedules(this.#lab, report.schedules);
        break;
      case 'started':
        this.say(`${dialectLabels[report.dialect]} begins`);
        break;
      case 'batch': {
        const { dialect, epoch, batch, batchesPerEpoch: batches, loss } = report;
        const text = `${dialectLabels[dialect]} · epoch ${epoch}, batch ${batch} of ${batches} · loss ${loss.toFixed(3)}`;
        this.setProgress(this.#fraction(dialect, epoch - 1 + batch / batches), text);
        break;
      }
      case 'lab': {
        const rates = this.#rates.get(report.dialect) ?? [];
        rates.push(...report.rates);
        this.#rates.set(report.dialect, rates);
        this.#warnings += report.events.filter(({ action }) => action === 'warned').length;
        this.#raised = raisedProblem(report) ?? this.#raised;
        if (this.#raised) this.#showProblems([this.#raised]);
        break;
      }
      case 'dialect':
        this.#results.set(report.dialect, report.result);
        this.#isKept ||= report.isKept;
        break;
      case 'finished':
        this.setProgress(1, [...this.#results].map(accuracyText).join(' · '));
        this.#keep(report.runId);
        break;
    }
  }

  /** To the field whose expression has raised an exception. */
  protected override wayOn(): MessageAction | null {
    const raised = this.#raised;
    return raised && { label: 'Show the setting', act: () => this.#fields.focus(raised) };
  }

  protected metrics(): Metrics {
    const batches = this.#lab ? batchesPerEpoch(this.#lab.training) : 1;
    const isOnly = this.#rates.size < 2;
    const rates = [...this.#rates].flatMap(([dialect, all]) => {
      const first = all.filter((_, step) => step % batches === 0);
      const name = (index: number) => `${isOnly ? 'learningRate' : `${dialect}LearningRate`}[${index}]`;
      return [
        ...first.map((rate, index) => [name(index), rate] as const),
        [isOnly ? 'epochs' : `${dialect}Epochs`, first.length] as const,
      ];
    });
    return { ...flattenResults(this.#results), ...Object.fromEntries(rates), warnings: this.#warnings };
  }

  protected override applyPreset(preset: PresetName): void {
    this.#fields.write(this.#presets()[preset]);
    this.#refresh();
  }

  protected override applySeed(seed: number): void {
    const lab = this.#settings();
    this.#fields.write({ ...lab, training: { ...lab.training, seed } });
  }

  protected override setLocked(locked: boolean): void {
    part(this, 'form', HTMLFieldSetElement).disabled = locked;
    part(this, 'take-rate', HTMLButtonElement).disabled = locked;
  }

  /** Any seed may be drawn. */
  protected override expectationApplies(): boolean {
    const withoutSeed = ({ training, ...lab }: LabSettings) =>
      JSON.stringify({ ...lab, training: { ...training, seed: 0 } });
    return withoutSeed(this.#settings()) === withoutSeed(this.#presets()[this.preset]);
  }

  protected async sharedValues(): Promise<ReadonlyMap<string, string>> {
    const { writeSharedLab } = await import('./share-lab.ts');
    return writeSharedLab(this.#settings());
  }

  protected async applySharedValues(values: ReadonlyMap<string, string>): Promise<void> {
    const { readSharedLab } = await import('./share-lab.ts');
    this.#fields.write(readSharedLab(values, this.#presets()[this.preset]));
    this.#refresh();
  }

  /** Lets the weights of a run be saved; null of none. */
  #keep(runId: number | null): void {
    const name = datasetFileName(this.#settings().training.dataset);
    if (typeof this.#kept === 'object') this.#client?.forget(this.#kept.runId);
    if (runId === null) this.#kept = noWeightsYet;
    else this.#kept = this.#isKept ? { runId, name } : weightsTooLarge;
    this.#weights?.refresh();
  }

  #changed(target: EventTarget | null): void {
    const dialect = target instanceof HTMLElement ? target.dataset.schedule : undefined;
    if (dialect === 'torch' || dialect === 'keras') this.#fields.startSchedule(dialect, this.#settings().training);
    else this.#fields.showGroups();
    this.#refresh(true);
  }

  /** Brings everything that follows the settings up to date, code and drawing once the reader pauses. */
  #refresh(draws = this.#readout !== null): void {
    this.#showSummaries();
    this.showExpectation();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#follow(draws), PATIENCE_MILLISECONDS);
  }

  #showSummaries(): void {
    const { training, callbacks } = this.#settings();
    const used = callbackEntries.filter(({ name }) => callbacks[name]).map(({ name }) => name);
    part(this, 'callbacks-summary', HTMLElement).textContent = used.length > 0 ? used.join(', ') : 'none';
    const { trainImages, epochs, batchSize, optimizer, learningRate } = training;
    part(this, 'training-summary', HTMLElement).textContent = [
      `${trainImages.toLocaleString('en')} images`,
      `${epochs} epochs`,
      `batch ${batchSize}`,
      `${optimizer === 'adam' ? 'Adam' : 'SGD'} ${learningRate}`,
    ].join(' · ');
    this.dataset.dialects = training.dialects.join(' ');
  }

  /**
   * Shows code and curves of the settings as they are; while they cannot be, those of the last that could stay.
   *
   * @param draws whether there is a drawing, or the reader wants one: it needs the code that a run needs.
   */
  async #follow(draws: boolean): Promise<void> {
    const drawing = ++this.#drawing;
    const { labProblems, labCode, highlightPython } = await loadCode();
    const lab = this.#settings();
    if (drawing !== this.#drawing || this.#showProblems(labProblems(lab)).length > 0) return;
    for (const dialect of ['torch', 'keras'] as const) {
      // Our own generator's code, escaped by the highlighter.
      part(this, `${dialect}-code`, HTMLElement).innerHTML = highlightPython(labCode[dialect](lab)).join('\n');
    }
    if (draws) await this.#draw(lab, drawing);
  }

  async #draw(lab: LabSettings, drawing: number): Promise<void> {
    const [{ trainingClient }] = await Promise.all([import('../../src/training/client.ts'), this.#loadReadout()]);
    // One worker serves the page: it draws when it has nothing else to do, and what else waits for it goes first.
    while (trainingClient.activeRun) {
      await trainingClient.activeRun.ended;
      await new Promise<void>((resolve) => setTimeout(resolve));
    }
    if (drawing !== this.#drawing) return;
    trainingClient.start({ type: 'draw-schedules', settings: lab }, (report) => {
      if (report.type === 'schedules' && drawing === this.#drawing) this.#showSchedules(lab, report.schedules);
    });
  }

  #showSchedules(lab: LabSettings, schedules: SchedulesReport['schedules']): void {
    this.#openReadout(lab).draw(lab, schedules);
    for (const dialect of ['torch', 'keras'] as const) this.#showRemark(dialect, schedules[dialect], lab);
  }

  #openReadout(lab: LabSettings): Readout {
    if (!this.#readoutModule) throw new Error('The readout has not been loaded.');
    part(this, 'rates-empty', HTMLElement).hidden = true;
    this.#readout ??= new this.#readoutModule.Readout(this, lab);
    return this.#readout;
  }

  #showRemark(dialect: DialectName, drawn: DrawnSchedule, lab: LabSettings): void {
    const remark = part(this, `${dialect}-remark`, HTMLElement);
    const counts = dialect === 'torch' && findSchedule(schedulesOf.torch, lab.torchSchedule?.name ?? '')?.counts;
    const texts = [
      ...(drawn.error === null ? [] : [`${raisedWhen(drawn.rates.length)} ${drawn.error}`]),
      ...drawn.warnings.map((warning) => `UserWarning: ${warning}`),
      ...(drawn.intended && counts === 'epochs' && lab.stepAfter === 'batch'
        ? ['It counts epochs, and is stepped at each batch.']
        : []),
      ...(drawn.intended && counts === 'batches' && lab.stepAfter === 'epoch'
        ? ['It counts batches, and is stepped once an epoch.']
        : []),
      ...(drawn.rates.some((rate) => rate < 0) ? ['It goes below 0, where an optimizer climbs.'] : []),
      ...(drawn.awaitsRun ? ['It depends on what the run measures: ahead there is only its first rate.'] : []),
    ];
    remark.textContent = texts.join('\n');
    remark.dataset.tone = drawn.error === null && drawn.warnings.length === 0 && !drawn.intended ? 'note' : 'warning';
  }

  #showProblems(problems: readonly LabProblem[]): readonly LabProblem[] {
    this.#fields.showProblems(problems);
    return problems;
  }

  async #findRange(): Promise<void> {
    const [{ RangePanel }, { labProblems }] = await Promise.all([import('./range-panel.ts'), loadCode()]);
    const lab = this.#settings();
    const [problem] = this.#showProblems(labProblems(lab).filter(({ group }) => group === 'training'));
    if (problem) {
      this.#fields.focus(problem);
      return;
    }
    this.#range ??= new RangePanel(this, (rate) => this.#takeRate(rate));
    await this.#range.find(lab.training, this.backend);
  }

  #takeRate(learningRate: number): void {
    const lab = this.#settings();
    this.#fields.write({ ...lab, training: { ...lab.training, learningRate } });
    this.#refresh();
    this.say(`The learning rate is ${learningRate}. Press Run.`);
  }

  /** The program of the settings as they are, or null where they cannot be. */
  async #file(dialect: DialectName, format: ExportFormat): Promise<ExportedFile | null> {
    const { labProblems } = await loadCode();
    const lab = this.#settings();
    if (this.#showProblems(labProblems(lab)).length > 0) return null;
    const { labFile } = await import('../../src/export/lab-file.ts');
    return labFile(dialect, format, lab);
  }

  async #loadReadout(): Promise<void> {
    this.#readoutModule ??= await import('./readout.ts');
  }

  #fraction(dialect: DialectName, epochs: number): number {
    const { dialects, epochs: all } = this.#settings().training;
    return (Math.max(0, dialects.indexOf(dialect)) + epochs / all) / dialects.length;
  }

  #settings(): LabSettings {
    return this.#fields.read(this.#presets()[this.preset]);
  }

  /** What the server has written, from checked properties. */
  #presets(): LabPresets {
    return JSON.parse(this.dataset.presets ?? '{}') as LabPresets;
  }

  get #fields(): LabForm {
    if (!this.#form) throw new Error('The lab is not on a page.');
    return this.#form;
  }
}

/** What checks settings and writes their code; a page that is only read does without. */
async function loadCode() {
  const [{ labProblems }, { labCode }, { highlightPython }] = await Promise.all([
    import('./lab-problems.ts'),
    import('./lab-code.ts'),
    import('../cnn-trainer/code/highlight.ts'),
  ]);
  return { labProblems, labCode, highlightPython };
}

function raisedWhen(steps: number): string {
  if (steps === 0) return 'Before the first step it raises';
  return `After ${steps.toLocaleString('en')} ${steps === 1 ? 'step' : 'steps'} it raises`;
}

/** The field whose expression has raised an exception, where one of these events tells of it. */
function raisedProblem({ dialect, events }: LabReport): LabProblem | null {
  const event = events.find(({ action }) => action === 'raised');
  if (!event) return null;
  const { source, mark, text } = event;
  const group = source === 'OwnCallback' ? `callback:${source}` : `${dialect}:${source}`;
  return { group, field: mark, fact: text, fix: '' };
}

function accuracyText([dialect, { testAccuracy }]: readonly [DialectName, DialectResult]): string {
  return `${dialectLabels[dialect]}: test accuracy ${testAccuracy.toFixed(3)}`;
}

customElements.define('duet-callback-lab', CallbackLabElement);
