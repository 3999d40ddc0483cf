import type { GraphNode, ModelGraph } from '../../src/network/model-graph.ts';
import type { DialectName } from '../../src/training/protocol.ts';
import { layerLines, type LayerLine } from './layer-text.ts';
import { layeredLayout, type PlacedBox, type PlacedEdge } from './layout.ts';

const BOX_WIDTH = 178;
const LINE_HEIGHT = 18;
const PADDING = 8;

export interface DrawnLayer extends PlacedBox {
  readonly node: GraphNode;
  readonly lines: readonly DrawnLine[];
}

/** A line of a layer's box, `y` from the top of the box. */
export interface DrawnLine extends LayerLine {
  readonly y: number;
}

/** A model in layers from top to bottom, as sizes and places in pixels. */
export interface ModelDrawing {
  readonly width: number;
  readonly height: number;
  readonly layers: readonly DrawnLayer[];
  readonly edges: readonly PlacedEdge[];
}

/** Where everything of a model's diagram lies: for the page, which draws it, and for the build's still. */
export function modelDrawing(graph: ModelGraph, dialect: DialectName): ModelDrawing {
  const contents = graph.nodes.map((node) => ({ node, lines: layerLines(node, dialect).map(placeLine) }));
  const boxes = contents.map(({ node, lines }) => ({
    id: node.id,
    width: BOX_WIDTH,
    height: lines.length * LINE_HEIGHT + 2 * PADDING,
  }));
  const placed = layeredLayout(boxes, graph.edges);
  return {
    width: placed.width,
    height: placed.height,
    layers: placed.boxes.flatMap((box, index) => {
      const content = contents[index];
      return content ? [{ ...box, ...content }] : [];
    }),
    edges: placed.edges,
  };
}

function placeLine(each: LayerLine, index: number): DrawnLine {
  return { ...each, y: Number((PADDING + (index + 0.72) * LINE_HEIGHT).toFixed(2)) };
}
