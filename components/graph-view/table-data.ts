import type { GraphNode, ModelGraphs } from '../../src/network/model-graph.ts';
import type { TableData } from '../charts/data-table.ts';
import { countOf, grouped, shapeText } from './layer-text.ts';

const columns = [
  'PyTorch',
  'Module',
  'Output in PyTorch',
  'Parameters in PyTorch',
  'Keras',
  'Layer',
  'Output in Keras',
  'Parameters in Keras',
];

/** Every layer of both models, partners in one row, in PyTorch's order; what Keras alone has comes last. */
export function tableData({ torch, keras }: ModelGraphs): TableData {
  const kerasById = new Map(keras.nodes.map((node) => [node.id, node]));
  const told = new Set<string>();
  const rows = torch.nodes.map((node) => {
    const [first = ''] = node.partners;
    if (told.has(first)) return [...torchCells(node), `part of ${first}`, '', '', ''];
    told.add(first);
    const partner = kerasById.get(first);
    return [...torchCells(node), ...(partner ? kerasCells(partner) : ['–', '', '', ''])];
  });
  const left = keras.nodes.filter(({ id }) => !told.has(id));
  return { columns, rows: [...rows, ...left.map((node) => ['–', '', '', '', ...kerasCells(node)])] };
}

function torchCells(node: GraphNode): string[] {
  return [node.id, node.className, shapeText(node.outputShape, 'torch'), grouped(countOf(node, true))];
}

/** Keras counts what is not trained among the parameters of a layer. */
function kerasCells(node: GraphNode): string[] {
  const parameters = countOf(node, true) + countOf(node, false);
  return [node.id, node.className, shapeText(node.outputShape, 'keras'), grouped(parameters)];
}
