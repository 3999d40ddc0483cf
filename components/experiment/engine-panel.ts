/** What the engine does for a training step, as the reader sees it; loaded with a run. */
import type { DialectName, EngineReport, ExecutionName } from '../../src/training/protocol.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import type { Chart } from '../charts/line-chart.ts';
import { dialectLabels } from './dialect-labels.ts';
import { engineNotes, engineSummary, executionReason, isRecording, noKernelsText } from './engine-text.ts';
import { executionLabels, executionNames, type AskedSteps } from './execution.ts';
import { part } from './parts.ts';
import { millisecondsText, stepFigureText, stepRows, type StepFigures } from './step-figures.ts';

type FiguresOfExecutions = Partial<Record<ExecutionName, StepFigures>>;

const unmeasured: StepFigures = { milliseconds: null, counts: null };

/** The panel of one experiment. It keeps the figures of the run before, so that eager and graph can be compared. */
export class EnginePanel {
  readonly #root: HTMLDetailsElement;
  readonly #idleSummary: string;
  readonly #idleReason: string;
  readonly #figures = new Map<DialectName, FiguresOfExecutions>();
  #asked: AskedSteps | null = null;
  #report: EngineReport | null = null;
  #kernels: Chart<TableData> | null = null;

  /** @param root the HTML of EnginePanel.astro. */
  constructor(root: HTMLDetailsElement) {
    this.#root = root;
    this.#idleSummary = this.#text('engine-summary').textContent.trim();
    this.#idleReason = this.#text('engine-reason').textContent.trim();
    // Nobody sees what is drawn in a closed panel.
    root.addEventListener('toggle', () => this.#draw());
  }

  /** A run begins. Figures stay as long as its steps do the same work as those of the run before. */
  begin(asked: AskedSteps): void {
    if (asked.workload !== this.#asked?.workload) this.#figures.clear();
    this.#asked = asked;
    this.#report = null;
    this.#text('engine-summary').textContent = 'Waiting for the first step';
    this.#draw();
  }

  show(report: EngineReport): void {
    this.#report = report;
    this.#keep(report);
    this.#text('engine-summary').textContent = engineSummary(report);
    this.#draw();
  }

  /** Empties the panel, at its full size. */
  clear(): void {
    this.#asked = null;
    this.#report = null;
    this.#figures.clear();
    this.#text('engine-summary').textContent = this.#idleSummary;
    this.#draw();
  }

  #keep(report: EngineReport): void {
    const { dialect, execution, stepMilliseconds, step } = report;
    const known = this.#figures.get(dialect) ?? {};
    if (this.#asked && isRecording(report, this.#asked.execution)) {
      // Shaders are compiled in such a step: its commands are those of any eager step, its time is not.
      this.#figures.set(dialect, { eager: { milliseconds: null, counts: step }, ...known });
    } else {
      this.#figures.set(dialect, { ...known, [execution]: { milliseconds: stepMilliseconds, counts: step } });
    }
  }

  #draw(): void {
    if (!this.#root.open) return;
    this.#drawExecution();
    this.#drawStep();
    this.#drawKernels();
    const notes = this.#report ? engineNotes(this.#report) : [];
    part(this.#root, 'engine-notes', HTMLUListElement).replaceChildren(...notes.map((note) => listItem(note)));
  }

  #drawExecution(): void {
    const label = this.#text('engine-execution');
    const reason = this.#text('engine-reason');
    if (this.#report && this.#asked) {
      label.textContent = `${executionLabels[this.#report.execution]}.`;
      reason.textContent = executionReason(this.#report, this.#asked.execution);
    } else {
      label.textContent = '';
      reason.textContent = this.#asked ? 'Waiting for the first step.' : this.#idleReason;
    }
  }

  #drawStep(): void {
    const table = part(this.#root, 'engine-step', HTMLTableElement);
    const dialect = this.#report?.dialect;
    this.#text('engine-dialect').textContent = dialect ? `, ${dialectLabels[dialect]}` : '';
    table.dataset.execution = this.#report?.execution ?? '';
    const figures = (dialect && this.#figures.get(dialect)) ?? {};
    for (const execution of executionNames) {
      for (const { name } of stepRows) {
        const cell = table.querySelector(`[data-step-figure="${execution}-${name}"]`);
        if (cell) cell.textContent = stepFigureText(name, figures[execution] ?? unmeasured);
      }
    }
  }

  #drawKernels(): void {
    const kernels = this.#report?.kernels ?? [];
    const empty = this.#text('engine-no-kernels');
    empty.hidden = kernels.length > 0;
    if (kernels.length === 0) {
      empty.textContent = noKernelsText(this.#report);
      this.#kernels?.destroy();
      this.#kernels = null;
      return;
    }
    const rows = kernels.map(({ name, count, milliseconds }) => [
      name,
      count.toLocaleString('en'),
      milliseconds === null ? '–' : millisecondsText(milliseconds),
    ]);
    const data: TableData = { columns: ['Kernel', 'Calls', 'ms'], rows };
    if (this.#kernels) this.#kernels.update(data);
    else this.#kernels = dataTable(part(this.#root, 'engine-kernels', HTMLTableElement), data);
  }

  #text(name: string): HTMLElement {
    return part(this.#root, name, HTMLElement);
  }
}

function listItem(text: string): HTMLLIElement {
  const item = document.createElement('li');
  item.textContent = text;
  return item;
}
