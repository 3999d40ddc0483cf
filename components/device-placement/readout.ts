/** What a run draws; loaded with d3 when the reader first presses Run. */
import type { DialectName, PlacementResult, PlacementSettings } from '../../src/training/protocol.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import type { Chart } from '../charts/line-chart.ts';
import { part } from '../experiment/parts.ts';
import { deviceNames } from './device-names.ts';
import { PlacementDiagram } from './diagram.ts';
import { resultRows } from './result-rows.ts';
import { stepParts } from './step-parts.ts';

const frameworks: Readonly<Record<DialectName, string>> = { torch: 'PyTorch', keras: 'TensorFlow' };
const columns = ['Framework', 'Direction', 'From', 'To', 'Shape', 'Bytes'];

/** The results of a run as they come: a diagram for each framework, the figures, the copies. */
export class Readout {
  readonly #root: HTMLElement;
  readonly #settings: PlacementSettings;
  readonly #results = new Map<DialectName, PlacementResult>();
  readonly #diagrams = new Map<DialectName, PlacementDiagram>();
  readonly #table: Chart<TableData>;
  #nextPart = 0;

  constructor(root: HTMLElement, settings: PlacementSettings) {
    this.#root = root;
    this.#settings = settings;
    this.#table = dataTable(part(root, 'transfers', HTMLTableElement), { columns, rows: [] });
  }

  show(dialect: DialectName, result: PlacementResult): void {
    this.#results.set(dialect, result);
    part(this.#root, `${dialect}-empty`, HTMLElement).hidden = true;
    const svg = part(this.#root, `${dialect}-diagram`, SVGSVGElement);
    this.#diagrams.set(dialect, new PlacementDiagram(svg, frameworks[dialect], this.#settings, result));
    const devices = namesOf(result);
    for (const { name, label, text } of resultRows) {
      this.#cell(`[data-label="${name}"]`).textContent = label(devices);
      this.#cell(`[data-figure="${dialect}-${name}"]`).textContent = text(result);
    }
    this.#table.update({ columns, rows: [...this.#results].flatMap(([each, of]) => transferRows(each, of)) });
    part(this.#root, 'verdict', HTMLElement).textContent = [...this.#results].map(verdictOf).join(' ');
  }

  /** Marks the next part of a step in both diagrams. @returns what happens in it. */
  nextPart(): string {
    const place = this.#nextPart % stepParts.length;
    const step = stepParts[place] ?? null;
    this.#nextPart += 1;
    for (const diagram of this.#diagrams.values()) diagram.mark(step);
    const [result] = this.#results.values();
    return step && result ? `${place + 1} of ${stepParts.length}: ${step.text(namesOf(result))}` : '';
  }

  destroy(): void {
    for (const [dialect, diagram] of this.#diagrams) {
      diagram.destroy();
      part(this.#root, `${dialect}-empty`, HTMLElement).hidden = false;
    }
    for (const cell of this.#root.querySelectorAll('[data-figure]')) cell.textContent = '–';
    part(this.#root, 'verdict', HTMLElement).textContent = '';
    this.#table.destroy();
  }

  #cell(selector: string): Element {
    const cell = this.#root.querySelector(selector);
    if (!cell) throw new Error(`The widget has no cell ${selector}.`);
    return cell;
  }
}

function namesOf({ devices: [first, second] }: PlacementResult): readonly [string, string] {
  return [deviceNames[first], deviceNames[second]];
}

function transferRows(dialect: DialectName, result: PlacementResult): readonly (readonly string[])[] {
  const [first, second] = namesOf(result);
  return result.transfers.map(({ direction, shape, bytes }) => {
    const ends = direction === 'forward' ? [first, second] : [second, first];
    return [frameworks[dialect], direction, ...ends, `[${shape.join(', ')}]`, bytes.toLocaleString('en')];
  });
}

function verdictOf([dialect, result]: readonly [DialectName, PlacementResult]): string {
  const { split, together, devices } = result;
  const [first, second] = together;
  const fastest = first.stepMilliseconds <= second.stepMilliseconds ? 0 : 1;
  const ratio = split.stepMilliseconds / together[fastest].stepMilliseconds;
  return `${frameworks[dialect]}’s step took ${ratio.toFixed(1)} times as long split as with both layers on ${deviceNames[devices[fastest]]}.`;
}
