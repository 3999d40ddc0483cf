import { select } from 'd3-selection';
import { curveBasis, line } from 'd3-shape';
import type { ModelGraph } from '../../src/network/model-graph.ts';
import type { DialectName } from '../../src/training/protocol.ts';
import { layerLabel } from './layer-text.ts';
import type { PlacedEdge } from './layout.ts';
import { modelDrawing, type DrawnLayer } from './model-drawing.ts';

const ARROW = 'M-4,-6L4,-6L0,0Z';

/** What the reader does with a layer of the diagram. */
export interface DiagramHandlers {
  /** The pointer is over a layer, or over none. */
  readonly hover: (id: string | null) => void;
  readonly choose: (id: string) => void;
  /** A key asks for the same layer of the other diagram. */
  readonly cross: (id: string) => void;
}

/** A model drawn in layers: a listbox of one Tab stop, through which the arrow keys lead. */
export class Diagram {
  readonly #svg: SVGSVGElement;
  readonly #ids: readonly string[];
  readonly #handlers: DiagramHandlers;

  constructor(svg: SVGSVGElement, graph: ModelGraph, dialect: DialectName, handlers: DiagramHandlers) {
    this.#svg = svg;
    this.#ids = graph.nodes.map(({ id }) => id);
    this.#handlers = handlers;
    this.#draw(graph, dialect);
  }

  /** Marks a layer as chosen and others as partners of the one that is looked at. */
  mark(chosen: string | null, partners: readonly string[]): void {
    const stop = chosen ?? this.#ids[0];
    select(this.#svg)
      .selectAll<SVGGElement, DrawnLayer>('.graph-layer')
      .attr('aria-selected', ({ id }) => String(id === chosen))
      .attr('tabindex', ({ id }) => (id === stop ? 0 : -1))
      .classed('is-partner', ({ id }) => partners.includes(id));
  }

  /** Focuses a layer in the middle of the screen, where nothing that is sticky lies over it. */
  focus(id: string): void {
    this.#focusInPlace(id);
    this.#layer(id)?.scrollIntoView({ block: 'center' });
  }

  destroy(): void {
    select(this.#svg).selectAll('*').remove();
    for (const name of ['viewBox', 'width', 'height']) this.#svg.removeAttribute(name);
  }

  #focusInPlace(id: string): void {
    this.#layer(id)?.focus({ preventScroll: true });
  }

  #layer(id: string): SVGGElement | undefined {
    return this.#svg.querySelectorAll<SVGGElement>('.graph-layer')[this.#ids.indexOf(id)];
  }

  #draw(graph: ModelGraph, dialect: DialectName): void {
    const { width, height, layers, edges } = modelDrawing(graph, dialect);
    const root = select(this.#svg)
      .attr('viewBox', `0 0 ${width} ${height}`)
      .attr('width', width)
      .attr('height', height);
    root.selectAll('*').remove();
    this.#drawEdges(edges);
    this.#drawLayers(layers, dialect);
  }

  #drawEdges(edges: readonly PlacedEdge[]): void {
    const path = line<readonly [number, number]>(
      ([x]) => x,
      ([, y]) => y,
    ).curve(curveBasis);
    const group = select(this.#svg).append('g').attr('class', 'graph-edges').attr('aria-hidden', 'true');
    const edge = group.selectAll('g').data(edges).join('g');
    edge.append('path').attr('d', ({ points }) => path(points) ?? '');
    edge
      .append('path')
      .attr('class', 'graph-arrow')
      .attr('d', ARROW)
      .attr('transform', ({ points }) => arrowPlace(points));
  }

  #drawLayers(layers: readonly DrawnLayer[], dialect: DialectName): void {
    const group = select(this.#svg)
      .append('g')
      .attr('role', 'none')
      .selectAll('g')
      .data(layers)
      .join('g')
      .attr('class', ({ node }) => `graph-layer is-${node.kind}`)
      .attr('role', 'option')
      .attr('aria-label', ({ node }) => layerLabel(node, dialect))
      .attr('transform', ({ x, y, width, height }) => `translate(${x - width / 2},${y - height / 2})`)
      .on('pointerenter', (_, { id }) => this.#handlers.hover(id))
      .on('pointerleave', () => this.#handlers.hover(null))
      .on('focus', (_, { id }) => this.#handlers.choose(id))
      .on('click', (_, { id }) => this.#focusInPlace(id))
      .on('keydown', (event: KeyboardEvent, { id }) => this.#press(event, id));
    group
      .append('rect')
      .attr('width', ({ width }) => width)
      .attr('height', ({ height }) => height)
      .attr('rx', 5);
    group
      .selectAll('text')
      .data(({ lines, width }) => lines.map((each) => ({ ...each, width })))
      .join('text')
      .attr('class', ({ role }) => `graph-line-${role}`)
      .attr('x', ({ width }) => width / 2)
      .attr('y', ({ y }) => y)
      // The space is not drawn: it keeps the lines apart in the text of the whole.
      .text(({ text }) => `${text} `);
  }

  #press(event: KeyboardEvent, id: string): void {
    const place = this.#ids.indexOf(id);
    const places: Readonly<Record<string, number>> = {
      ArrowDown: Math.min(place + 1, this.#ids.length - 1),
      ArrowUp: Math.max(place - 1, 0),
      Home: 0,
      End: this.#ids.length - 1,
    };
    const next = this.#ids[places[event.key] ?? -1];
    if (next !== undefined) this.focus(next);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') this.#handlers.cross(id);
    else return;
    event.preventDefault();
  }
}

/** At the end of an edge, turned as its last part runs. */
function arrowPlace(points: PlacedEdge['points']): string {
  const [x, y] = points.at(-1) ?? [0, 0];
  const [beforeX, beforeY] = points.at(-2) ?? [x, y - 1];
  const degrees = (Math.atan2(y - beforeY, x - beforeX) * 180) / Math.PI - 90;
  return `translate(${x},${y}) rotate(${degrees})`;
}
