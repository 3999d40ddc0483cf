import { select, type Selection } from 'd3-selection';
import { curveBasis, line } from 'd3-shape';
import type { AutogradFilm } from '../../src/training/protocol.ts';
import type { FilmFrame } from './film-frame.ts';
import { PADDING, ROW, type EdgeLine, type GraphLayout, type NodeBox, type Point } from './graph-layout.ts';
import { localText, nodeShape, nodeTitle, shortText, valueLines, gradientMark } from './graph-parts.ts';

interface DrawnNode {
  readonly index: number;
  readonly box: NodeBox;
}

interface DrawnEdge {
  readonly index: number;
  readonly line: EdgeLine;
  readonly isDifferentiable: boolean;
}

type Groups<Datum> = Selection<SVGGElement, Datum, SVGGElement, undefined>;

const path = line<Point>(
  ({ x }) => x,
  ({ y }) => y,
).curve(curveBasis);

/** The graph of a film in an `svg`: laid out once, and shown as it stands in each frame. */
export class GraphDrawing {
  readonly #svg: SVGSVGElement;
  readonly #film: AutogradFilm;
  readonly #nodes: Groups<DrawnNode>;
  readonly #edges: Groups<DrawnEdge>;
  /** Whether labels stand above and below their edges, and not beside them. */
  readonly #isWide: boolean;

  constructor(svg: SVGSVGElement, film: AutogradFilm, layout: GraphLayout) {
    this.#svg = svg;
    this.#film = film;
    const { width, height, direction } = layout;
    this.#isWide = direction === 'LR';
    const root = select(svg).attr('viewBox', `0 0 ${width} ${height}`).attr('width', width).attr('height', height);
    root.selectAll('*').remove();
    const layer = (name: string) => root.append('g').datum(undefined).attr('class', `autograd-${name}`);
    this.#edges = drawEdges(layer('edges'), film, layout);
    this.#nodes = drawNodes(layer('nodes'), film, layout);
  }

  show(frame: FilmFrame): void {
    const film = this.#film;
    const isAcross = !this.#isWide;
    this.#nodes
      .classed('is-there', ({ index }) => frame.values.has(index))
      .classed('is-active', ({ index }) => frame.activeNodes.has(index))
      .classed('is-released', ({ index }) => frame.released.has(index))
      .each(function ({ index, box }) {
        const node = film.nodes[index];
        if (!node) return;
        const group = select(this);
        const value = frame.values.get(index) ?? null;
        showLines(group.select('.autograd-value'), valueLines(film, value), box);
        const gradient = node.kind === 'leaf' ? frame.grads.get(index) : frame.gradients.get(index);
        showLines(
          group.select('.autograd-gradient'),
          gradient === undefined || gradient === null ? [] : valueLines(film, gradient),
          box,
        );
      });
    this.#edges
      .classed('is-there', ({ index }) => frame.values.has(film.edges[index]?.to ?? -1))
      .classed('is-active', ({ index }) => frame.activeEdges.has(index))
      .classed('is-passed', ({ index }) => frame.flows.has(index))
      .each(function ({ index, line: { label } }) {
        const flow = frame.flows.get(index);
        const lines = flow ? [localText(film, flow.local), `↤ ${shortText(film, flow.gradient)}`] : [];
        select(this)
          .select('text')
          .selectAll('tspan')
          .data(lines)
          .join('tspan')
          .attr('x', label.x)
          .attr('y', (_, row) => label.y + row * ROW + (isAcross ? -2 : -5 + row * 2))
          .text(String);
      });
  }

  /** Middle of what the frame is about, in pixels of the drawing; null where it is about nothing. */
  centreOf(frame: FilmFrame): Point | null {
    const boxes = this.#nodes.data().filter(({ index }) => frame.activeNodes.has(index));
    const [first] = boxes;
    return first ? { x: first.box.x, y: first.box.y } : null;
  }

  destroy(): void {
    select(this.#svg).selectAll('*').remove();
  }
}

type Layer = Selection<SVGGElement, undefined, null, undefined>;

function drawNodes(layer: Layer, film: AutogradFilm, { boxes }: GraphLayout): Groups<DrawnNode> {
  const data = boxes.map((box, index): DrawnNode => ({ index, box }));
  const groups: Groups<DrawnNode> = layer
    .selectAll<SVGGElement, DrawnNode>('g')
    .data(data)
    .join('g')
    .attr('class', ({ index }) => `autograd-node is-${film.nodes[index]?.kind ?? 'constant'}`)
    .attr('transform', ({ box }) => `translate(${box.x - box.width / 2},${box.y - box.height / 2})`);
  groups
    .append('rect')
    .attr('width', ({ box }) => box.width)
    .attr('height', ({ box }) => box.height)
    .attr('rx', ({ index }) => (film.nodes[index]?.kind === 'operation' ? 14 : 3));
  groups.each(function ({ index, box }) {
    const node = film.nodes[index];
    if (!node) return;
    const group = select(this);
    const text = (name: string) => group.append('text').attr('class', `autograd-${name}`);
    text('title')
      .attr('x', PADDING)
      .attr('y', PADDING + 11)
      .text(nodeTitle(node));
    text('shape')
      .attr('x', box.width - PADDING)
      .attr('y', PADDING + 11)
      .attr('text-anchor', 'end')
      .text(nodeShape(film, node));
    text('value').attr('data-row', 1);
    const mark = gradientMark(film, node);
    if (mark !== null) {
      text('gradient').attr('data-row', 1 + box.rows);
      text('mark')
        .attr('x', PADDING)
        .attr('y', PADDING + 11 + ROW * (1 + box.rows))
        .text(mark);
    }
  });
  return groups;
}

function drawEdges(layer: Layer, film: AutogradFilm, { lines }: GraphLayout): Groups<DrawnEdge> {
  const data = lines.map((each, index): DrawnEdge => ({
    index,
    line: each,
    isDifferentiable: film.edges[index]?.isDifferentiable ?? false,
  }));
  const groups: Groups<DrawnEdge> = layer
    .selectAll<SVGGElement, DrawnEdge>('g')
    .data(data)
    .join('g')
    .attr('class', ({ isDifferentiable }) => `autograd-edge ${isDifferentiable ? 'is-recorded' : 'is-unrecorded'}`);
  groups.append('path').attr('d', ({ line: { points } }) => path(points) ?? '');
  groups
    .append('path')
    .attr('class', 'autograd-arrow')
    .attr('d', ({ line: { points } }) => arrowHead(points.at(-2), points.at(-1)));
  groups.append('text').attr('text-anchor', 'middle');
  return groups;
}

/** A triangle at the end of an edge. */
function arrowHead(before: Point | undefined, end: Point | undefined): string {
  if (!before || !end) return '';
  const length = Math.hypot(end.x - before.x, end.y - before.y) || 1;
  const [x, y] = [(end.x - before.x) / length, (end.y - before.y) / length];
  const corner = (side: number) => `${end.x - 7 * x - side * 3.5 * y},${end.y - 7 * y + side * 3.5 * x}`;
  return `M${end.x},${end.y}L${corner(1)}L${corner(-1)}Z`;
}

/** Right-aligned rows of numbers in a box. */
function showLines(
  text: Selection<Element, unknown, null, undefined>,
  lines: readonly string[],
  { width }: NodeBox,
): void {
  if (text.empty()) return;
  const firstRow = Number(text.attr('data-row'));
  text
    .attr('text-anchor', 'end')
    .selectAll('tspan')
    .data(lines)
    .join('tspan')
    .attr('x', width - PADDING)
    .attr('y', (_, row) => PADDING + 11 + ROW * (firstRow + row))
    .text(String);
}
