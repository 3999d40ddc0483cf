import type { DialectName, DialectResult } from '../../../src/training/protocol.ts';
import { dialectTitles } from '../../training-run/dialect-titles.ts';
import { part } from '../../experiment/parts.ts';
import { settingsSummary } from '../settings-text.ts';
import type { PastRun } from '../../training-run/past-run.ts';
import { settingsDifferences } from './settings-differences.ts';

/** More runs than can be told apart in a chart; the oldest goes. */
const MOST_RUNS = 8;

/** What a run leaves. */
type EndedRun = Pick<PastRun, 'settings' | 'startedFrom' | 'results' | 'history'>;

interface PastRunsOptions {
  /** The runs, or which of them are shown, have changed. */
  readonly onChange: (runs: readonly PastRun[]) => void;
  /** Says politely what became of the list. */
  readonly announce: (text: string) => void;
  readonly signal: AbortSignal;
}

/** The list of the runs before, each with what sets it apart, and buttons to hide its curves and to remove it. */
export class PastRuns {
  readonly #root: HTMLElement;
  readonly #body: HTMLTableSectionElement;
  readonly #options: PastRunsOptions;
  #runs: readonly PastRun[] = [];
  #count = 0;

  constructor(root: HTMLElement, options: PastRunsOptions) {
    this.#root = root;
    this.#options = options;
    const table = part(root, 'runs-table', HTMLTableElement);
    this.#body = table.tBodies[0] ?? table.createTBody();
    table.addEventListener('change', ({ target }) => this.#change(target), { signal: options.signal });
    table.addEventListener('click', ({ target }) => this.#click(target), { signal: options.signal });
  }

  /** Keeps a run that has ended. */
  add(run: EndedRun): void {
    this.#count += 1;
    const number = this.#count;
    const added: PastRun = { ...run, number, title: `Run ${number}`, colour: colourOf(number), isShown: true };
    this.#set([...this.#runs, added].slice(-MOST_RUNS));
  }

  #set(runs: readonly PastRun[]): void {
    this.#runs = runs;
    part(this.#root, 'runs', HTMLElement).hidden = runs.length === 0;
    const [first] = runs;
    this.#body.replaceChildren(...runs.map((run) => rowOf(run, first ?? run)));
    this.#options.onChange(runs);
  }

  #change(target: EventTarget | null): void {
    if (!(target instanceof HTMLInputElement)) return;
    const number = Number(target.dataset.shown);
    this.#runs = this.#runs.map((run) => (run.number === number ? { ...run, isShown: target.checked } : run));
    this.#options.onChange(this.#runs);
  }

  #click(target: EventTarget | null): void {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-remove]') : null;
    if (!button) return;
    const index = this.#runs.findIndex(({ number }) => number === Number(button.dataset.remove));
    this.#options.announce(`${this.#runs[index]?.title ?? 'The run'} removed.`);
    this.#set(this.#runs.filter((_, other) => other !== index));
    // The pressed button is gone: the keyboard goes on at its neighbour.
    const rows = [...this.#body.rows];
    rows[Math.min(index, rows.length - 1)]?.querySelector<HTMLElement>('[data-remove]')?.focus();
  }
}

/** Hues around the circle, far from each other for neighbours, and legible on both papers. */
function colourOf(number: number): string {
  return `oklch(62% 0.15 ${(140 + (number - 1) * 137.5) % 360})`;
}

function rowOf(run: PastRun, first: PastRun): HTMLTableRowElement {
  const { number, title, colour, results, isShown } = run;
  const row = document.createElement('tr');
  const header = document.createElement('th');
  header.scope = 'row';
  const label = document.createElement('label');
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.checked = isShown;
  box.dataset.shown = String(number);
  box.setAttribute('aria-label', `Show the curves of ${title}`);
  const swatch = document.createElement('span');
  swatch.className = 'runs-swatch';
  swatch.style.setProperty('--run', colour);
  label.append(box, swatch, title);
  header.append(label);
  const remove = document.createElement('button');
  remove.type = 'button';
  remove.className = 'experiment-button';
  remove.dataset.remove = String(number);
  remove.textContent = 'Remove';
  remove.setAttribute('aria-label', `Remove ${title}`);
  row.append(
    header,
    cellOf(differenceText(run, run === first ? null : first)),
    ...dialectTitles.map(({ dialect }) => cellOf(accuracyText(results, dialect))),
    cellOf(remove),
  );
  return row;
}

function differenceText({ settings, startedFrom }: PastRun, first: PastRun | null): string {
  const start = startedFrom === null ? [] : [`from ${startedFrom}`];
  if (!first) return [settingsSummary(settings), ...start].join(' · ');
  const random = startedFrom === null && first.startedFrom !== null ? ['from random weights'] : [];
  const differences = [...settingsDifferences(settings, first.settings), ...start, ...random];
  return differences.length > 0 ? differences.join(' · ') : `as ${first.title}`;
}

function accuracyText(results: ReadonlyMap<DialectName, DialectResult>, dialect: DialectName): string {
  const result = results.get(dialect);
  return result ? `${(100 * result.testAccuracy).toFixed(1)} %` : '–';
}

function cellOf(content: string | Node): HTMLTableCellElement {
  const cell = document.createElement('td');
  cell.append(content);
  return cell;
}
