/** What a run draws; loaded with d3 when the reader first presses Run. */
import type { DialectName, ExecutionName, TimedStep, TrainingReport } from '../../src/training/protocol.ts';
import { barChart, type BarChartData } from '../charts/bar-chart.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import type { Chart } from '../charts/line-chart.ts';
import { dialectLabels } from '../experiment/dialect-labels.ts';
import { part } from '../experiment/parts.ts';
import { millisecondsText } from '../experiment/step-figures.ts';
import { batchSizesOf, findStep, type DialectStep } from './step-results.ts';
import { obstacleText, triedStepRows } from './tried-steps.ts';

const ways: readonly (readonly [DialectName, ExecutionName])[] = [
  ['torch', 'eager'],
  ['torch', 'graph'],
  ['keras', 'eager'],
  ['keras', 'graph'],
];
const colours: Readonly<Record<DialectName, string>> = { torch: 'var(--duet-torch)', keras: 'var(--duet-keras)' };
const columns = ['Batch', 'Framework', 'Run', 'ms a step', 'Launches', 'Submits', 'Buffers', 'Reads'];
const NOT_RECORDED =
  'This backend has no list of commands that could be recorded, so there is no graph to replay: its steps run eagerly, and launches are the kernels that a framework calls. Choose WebGPU to compare.';

/** The results of a run as they come: two charts, the figures, and what the engine says of the tried steps. */
export class Readout {
  readonly #root: HTMLElement;
  readonly #steps: DialectStep[] = [];
  readonly #times: Chart<BarChartData>;
  readonly #launches: Chart<BarChartData>;
  readonly #table: Chart<TableData>;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#times = barChart(part(root, 'times', SVGSVGElement), { groups: [] });
    this.#launches = barChart(part(root, 'launches', SVGSVGElement), { groups: [] });
    this.#table = dataTable(part(root, 'figures', HTMLTableElement), { columns, rows: [] });
  }

  get steps(): readonly DialectStep[] {
    return this.#steps;
  }

  show(report: TrainingReport): void {
    if (report.type === 'tried-steps') {
      this.#text('backend-note').textContent = report.canRecord ? '' : NOT_RECORDED;
      this.#text('graph-key').hidden = !report.canRecord;
      for (const { name } of triedStepRows) this.#tried(name).textContent = obstacleText(report.obstacles[name]);
    }
    if (report.type === 'timed-step') {
      this.#steps.push(report);
      this.#draw();
    }
  }

  destroy(): void {
    this.#times.destroy();
    this.#launches.destroy();
    this.#table.destroy();
    for (const { name } of triedStepRows) this.#tried(name).textContent = '–';
    this.#text('backend-note').textContent = '';
    this.#text('verdict').textContent = '';
    this.#text('charts').hidden = true;
    this.#text('empty').hidden = false;
  }

  #draw(): void {
    this.#text('charts').hidden = false;
    this.#text('empty').hidden = true;
    this.#times.update(this.#bars(({ milliseconds }) => [milliseconds, `${millisecondsText(milliseconds)} ms`]));
    this.#launches.update(this.#bars(({ launches }) => [launches, launches.toLocaleString('en')]));
    this.#table.update({ columns, rows: this.#steps.map(rowOf) });
    this.#text('verdict').textContent = (['torch', 'keras'] as const)
      .flatMap((dialect) => verdictOf(this.#steps, dialect) ?? [])
      .join(' ');
  }

  #bars(read: (step: TimedStep) => readonly [value: number, text: string]): BarChartData {
    const groups = batchSizesOf(this.#steps).map((batchSize) => ({
      label: batchSize === 1 ? 'One image' : `Batch of ${batchSize.toLocaleString('en')}`,
      bars: ways.flatMap(([dialect, execution]) => {
        const step = findStep(this.#steps, dialect, batchSize, execution);
        if (!step) return [];
        const [value, text] = read(step);
        const label = `${dialectLabels[dialect]}, ${execution}`;
        return [{ label, colour: colours[dialect], filled: execution === 'graph', value, text }];
      }),
    }));
    return { groups };
  }

  #tried(name: string): Element {
    const cell = this.#root.querySelector(`[data-tried="${name}"]`);
    if (!cell) throw new Error(`The widget has no cell for the step ${name}.`);
    return cell;
  }

  #text(name: string): HTMLElement {
    return part(this.#root, name, HTMLElement);
  }
}

function rowOf({ dialect, step }: DialectStep): readonly string[] {
  const { batchSize, execution, milliseconds, launches, counts } = step;
  const commands = counts ? [counts.submits, counts.buffersCreated, counts.reads].map(String) : ['–', '–', '–'];
  return [
    batchSize.toLocaleString('en'),
    dialectLabels[dialect],
    execution,
    millisecondsText(milliseconds),
    launches.toLocaleString('en'),
    ...commands,
  ];
}

/** A sentence on a framework at the first batch size, where both ways were measured. */
function verdictOf(steps: readonly DialectStep[], dialect: DialectName): string | null {
  const [first] = batchSizesOf(steps);
  if (first === undefined) return null;
  const eager = findStep(steps, dialect, first, 'eager');
  const graph = findStep(steps, dialect, first, 'graph');
  if (!eager || !graph) return null;
  const times = (eager.milliseconds / graph.milliseconds).toFixed(1);
  const batch = first === 1 ? 'one image' : `a batch of ${first.toLocaleString('en')}`;
  return `${dialectLabels[dialect]}: with ${batch} an eager step takes ${times} times as long as the graph’s, and ${eager.launches} launches become ${graph.launches}.`;
}
