import type { AutogradFilm } from '../../src/training/protocol.ts';
import { dataTable, type TableData } from '../charts/data-table.ts';
import type { Chart } from '../charts/line-chart.ts';
import { part } from '../experiment/parts.ts';
import { eventText } from './event-text.ts';
import { frameAt } from './film-frame.ts';
import type { Reel } from './film-run.ts';
import { checkTable, edgeTable, eventTable, nodeTable } from './film-tables.ts';
import { GraphDrawing } from './graph-drawing.ts';
import { layoutGraph, type Direction } from './graph-layout.ts';

/** From this width of its place on a graph goes from left to right. */
const WIDE_PIXELS = 640;

type TableName = 'checks' | 'nodes' | 'edges' | 'events';

/** Who is told what the reader comes to. */
export interface FilmListeners {
  /** The line of each event; null before the first. */
  readonly line: (line: number | null) => void;
  /** What happens where a button has led. */
  readonly step: (headline: string) => void;
}

/** A film as the reader sees it: the graph, the event in words, the tables, and the way through time. */
export class FilmView implements Reel {
  readonly #root: HTMLElement;
  readonly #tell: FilmListeners;
  readonly #listeners = new AbortController();
  readonly #observer: ResizeObserver;
  readonly #tables = new Map<TableName, Chart<TableData>>();
  #film: AutogradFilm;
  #drawing: GraphDrawing | null = null;
  #direction: Direction | null = null;
  #position = 0;

  constructor(root: HTMLElement, film: AutogradFilm, tell: FilmListeners) {
    this.#root = root;
    this.#film = film;
    this.#tell = tell;
    const { signal } = this.#listeners;
    for (const [name, step] of [
      ['back', -1],
      ['forward', 1],
    ] as const) {
      const press = () => {
        this.goTo(this.#position + step);
        tell.step(this.headline);
      };
      part(root, name, HTMLButtonElement).addEventListener('click', press, { signal });
    }
    this.#slider.addEventListener('input', () => this.goTo(Number(this.#slider.value)), { signal });
    this.#observer = new ResizeObserver(() => this.#layOut());
    this.#observer.observe(this.#scroll);
    part(root, 'empty', HTMLElement).hidden = true;
    this.show(film, 0);
  }

  get position(): number {
    return this.#position;
  }

  get length(): number {
    return this.#film.events.length;
  }

  /** What happens now, in a few words. */
  get headline(): string {
    const { event } = frameAt(this.#film, this.#position);
    return event ? eventText(this.#film, event).headline : '';
  }

  advance(): boolean {
    if (this.#position >= this.length) return false;
    this.goTo(this.#position + 1);
    return true;
  }

  /** Shows a film at a part of its way, 0 to 1. */
  show(film: AutogradFilm, fraction: number): void {
    this.#film = film;
    this.#direction = null;
    this.#slider.disabled = false;
    this.#slider.max = String(this.length);
    this.#table('checks', checkTable(film));
    this.#table('events', eventTable(film));
    const checks = part(this.#root, 'checks-table', HTMLTableElement).closest('details');
    if (checks) checks.hidden = film.checks.length === 0;
    this.#position = Math.round(fraction * this.length);
    this.#layOut();
  }

  destroy(): void {
    this.#listeners.abort();
    this.#observer.disconnect();
    this.#drawing?.destroy();
    for (const table of this.#tables.values()) table.destroy();
    const svg = part(this.#root, 'graph', SVGSVGElement);
    svg.setAttribute('width', '0');
    svg.setAttribute('height', '0');
    part(this.#root, 'empty', HTMLElement).hidden = false;
    part(this.#root, 'event-lines', HTMLUListElement).replaceChildren();
    const headline = part(this.#root, 'headline', HTMLElement);
    headline.textContent = headline.dataset.idle ?? '';
    delete headline.dataset.event;
    part(this.#root, 'position-text', HTMLOutputElement).textContent = '–';
    this.#slider.value = '0';
    this.#slider.disabled = true;
    for (const name of ['back', 'forward']) {
      part(this.#root, name, HTMLButtonElement).setAttribute('aria-disabled', 'true');
    }
  }

  #layOut(): void {
    const direction = this.#scroll.clientWidth >= WIDE_PIXELS ? 'LR' : 'TB';
    if (direction !== this.#direction) {
      this.#direction = direction;
      const svg = part(this.#root, 'graph', SVGSVGElement);
      this.#drawing = new GraphDrawing(svg, this.#film, layoutGraph(this.#film, direction));
      const { nodes, edges } = this.#film;
      svg.setAttribute(
        'aria-label',
        `Graph of ${nodes.length} tensors and ${edges.length} edges; the tables below tell it`,
      );
    }
    this.#draw(false);
  }

  goTo(position: number): void {
    const next = Math.min(this.length, Math.max(0, position));
    if (next === this.#position) return;
    this.#position = next;
    this.#draw(true);
  }

  #draw(isMoving: boolean): void {
    const film = this.#film;
    const frame = frameAt(film, this.#position);
    this.#drawing?.show(frame);
    this.#follow(frame, isMoving);
    this.#table('nodes', nodeTable(film, frame));
    this.#table('edges', edgeTable(film, frame));
    const { headline, lines } = frame.event
      ? eventText(film, frame.event)
      : { headline: 'Nothing has been computed yet.', lines: [] };
    const headlineElement = part(this.#root, 'headline', HTMLElement);
    headlineElement.textContent = headline;
    headlineElement.dataset.event = frame.event?.type ?? '';
    const items = lines.map((line) => {
      const item = document.createElement('li');
      item.textContent = line;
      return item;
    });
    part(this.#root, 'event-lines', HTMLUListElement).replaceChildren(...items);
    this.#showPosition(headline);
    this.#tell.line(frame.event?.line ?? null);
  }

  #showPosition(headline: string): void {
    this.#slider.value = String(this.#position);
    this.#slider.setAttribute('aria-valuetext', `${this.#position} of ${this.length}: ${headline}`);
    part(this.#root, 'position-text', HTMLOutputElement).textContent = `${this.#position} / ${this.length}`;
    const disabled = { back: this.#position === 0, forward: this.#position === this.length };
    for (const [name, value] of Object.entries(disabled)) {
      part(this.#root, name, HTMLButtonElement).setAttribute('aria-disabled', String(value));
    }
  }

  /** Scrolls to what the event is about, where the graph is larger than its place. */
  #follow(frame: ReturnType<typeof frameAt>, isMoving: boolean): void {
    const centre = this.#drawing?.centreOf(frame);
    const place = this.#scroll;
    if (!centre) return;
    const isStill = !isMoving || matchMedia('(prefers-reduced-motion: reduce)').matches;
    place.scrollTo({
      left: centre.x - place.clientWidth / 2,
      top: centre.y - place.clientHeight / 2,
      behavior: isStill ? 'auto' : 'smooth',
    });
  }

  #table(name: TableName, data: TableData): void {
    const table = this.#tables.get(name);
    if (table) table.update(data);
    else this.#tables.set(name, dataTable(part(this.#root, `${name}-table`, HTMLTableElement), data));
  }

  get #slider(): HTMLInputElement {
    return part(this.#root, 'position', HTMLInputElement);
  }

  get #scroll(): HTMLElement {
    return part(this.#root, 'scroll', HTMLElement);
  }
}
