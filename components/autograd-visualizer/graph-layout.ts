import { Graph, layout, type EdgeLabel, type GraphLabel, type NodeLabel } from '@dagrejs/dagre';
import type { AutogradFilm, NodeIndex, TensorIndex } from '../../src/training/protocol.ts';
import { localText, nodeShape, nodeTitle, shortText, valueLines, gradientMark } from './graph-parts.ts';

/** Left to right, or top to bottom. */
export type Direction = 'LR' | 'TB';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface NodeBox extends Point {
  readonly width: number;
  readonly height: number;
  /** Rows of numbers that a value, and a gradient, may take. */
  readonly rows: number;
}

export interface EdgeLine {
  readonly points: readonly Point[];
  /** Middle of the room for its label. */
  readonly label: Point;
}

/** Where everything lies; x and y of a box are its middle. */
export interface GraphLayout {
  readonly direction: Direction;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly NodeBox[];
  readonly lines: readonly EdgeLine[];
}

/** Sizes in pixels, for texts of 12 pixels in the code font. */
const CHARACTER = 7.6;
const LABEL_CHARACTER = 6.7;
export const ROW = 16;
export const PADDING = 9;
const NARROWEST = 76;
/** Fewest characters that a value may take: gradients are often longer than what they belong to. */
const SHORTEST_VALUE = 8;

/** Lays the whole graph of a film out, so that nothing moves while it plays. */
export function layoutGraph(film: AutogradFilm, direction: Direction): GraphLayout {
  const graph = new Graph<GraphLabel, NodeLabel, EdgeLabel>({ multigraph: true });
  graph.setGraph({ rankdir: direction, nodesep: 22, ranksep: 26, edgesep: 14, marginx: 12, marginy: 12 });
  const labels = widestLabels(film);
  const sizes = film.nodes.map((_, index) => sizeOf(film, index));
  sizes.forEach(({ width, height }, index) => graph.setNode(String(index), { width, height }));
  // From left to right a label lies in its edge, from top to bottom at its right.
  const labelpos = direction === 'LR' ? 'c' : 'r';
  film.edges.forEach(({ from, to }, index) => {
    const width = (labels.get(index) ?? 0) * LABEL_CHARACTER;
    const label: EdgeLabel = width > 0 ? { width, height: 2 * ROW + 4, labelpos, labeloffset: 6 } : {};
    graph.setEdge(String(from), String(to), label, String(index));
  });
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    direction,
    width,
    height,
    boxes: sizes.map((size, index) => ({ ...size, ...pointOf(graph.node(String(index))) })),
    lines: film.edges.map(({ from, to }, index) => {
      const edge = graph.edge(String(from), String(to), String(index));
      const points = edge.points ?? [];
      return { points: points.map(pointOf), label: edge.x === undefined ? middleOf(points) : pointOf(edge) };
    }),
  };
}

function sizeOf(film: AutogradFilm, index: number): Omit<NodeBox, 'x' | 'y'> {
  const node = film.nodes[index];
  if (!node) return { width: NARROWEST, height: ROW, rows: 1 };
  const texts = [node.value, ...tensorsAt(film, index)].flatMap((tensor) => valueLines(film, tensor));
  const longest = Math.max(SHORTEST_VALUE, ...texts.map((text) => text.length));
  const title = nodeTitle(node).length + nodeShape(film, node).length + 2;
  const rows = valueLines(film, node.value).length;
  const mark = gradientMark(film, node);
  return {
    width: Math.max(NARROWEST, title * CHARACTER, (longest + (mark?.length ?? 0) + 2) * CHARACTER) + 2 * PADDING,
    height: ROW * (1 + rows + (mark === null ? 0 : rows)) + 2 * PADDING,
    rows,
  };
}

/** All values and gradients that a node's box ever shows after its first value. */
function tensorsAt({ events }: AutogradFilm, node: NodeIndex): readonly (TensorIndex | null)[] {
  return events.flatMap((event) => {
    if (event.type === 'answered') {
      return event.gradients.filter((each) => each.node === node).map(({ gradient }) => gradient);
    }
    if (!('node' in event) || event.node !== node) return [];
    if (event.type === 'changed') return [event.value];
    if (event.type === 'accumulated') return [event.after];
    return 'gradient' in event ? [event.gradient] : [];
  });
}

/** For each edge the number of characters of the longest text that ever stands beside it. */
function widestLabels(film: AutogradFilm): ReadonlyMap<number, number> {
  const widest = new Map<number, number>();
  for (const event of film.events) {
    if (event.type !== 'propagated') continue;
    for (const { edge, gradient, local } of event.flows) {
      const texts = [localText(film, local), `↤ ${shortText(film, gradient)}`];
      widest.set(edge, Math.max(widest.get(edge) ?? 0, ...texts.map(({ length }) => length)));
    }
  }
  return widest;
}

function pointOf({ x = 0, y = 0 }: Partial<Point>): Point {
  return { x, y };
}

function middleOf(points: readonly Partial<Point>[]): Point {
  return pointOf(points[Math.floor(points.length / 2)] ?? {});
}
