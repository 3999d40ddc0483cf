import { bindArguments, type Arguments } from '../calling-convention/bind-arguments.ts';
import { ValueError } from './errors.ts';
import { formatFixed, withCommas } from './python-format.ts';
import { textTable, type TableColumn } from './utils/text-table.ts';

type DescribedShape = readonly (number | null)[];

/** One of the tensors that a layer gets in a model. */
export interface Connection {
  /** Of the layer that the tensor comes from. */
  readonly name: string;
  readonly nodeIndex: number;
  readonly tensorIndex: number;
}

/** What a summary says of a layer. */
export interface LayerDescription {
  readonly name: string;
  readonly className: string;
  /** One shape for each output, null for the batch; null in place of the list before they are known. */
  readonly outputShapes: readonly DescribedShape[] | null;
  /** Count of weights' numbers; null before the layer is built. */
  readonly params: number | null;
  readonly hasWeights: boolean;
  readonly trainable: boolean;
  readonly connectedTo: readonly Connection[];
  /** Of a model inside the model. */
  readonly layers?: readonly LayerDescription[];
}

/** Numbers in weights, and the bytes that they take. */
export interface WeightTotal {
  readonly count: number;
  readonly bytes: number;
}

/** What a summary says of a model. */
export interface ModelDescription {
  readonly name: string;
  readonly layers: readonly LayerDescription[];
  /** Whether the layers are no plain chain, so that their inputs are worth a column. */
  readonly hasBranches: boolean;
  readonly trainable: WeightTotal;
  readonly nonTrainable: WeightTotal;
  /** Null before the optimizer has its variables. */
  readonly optimizer: WeightTotal | null;
}

export interface SummaryParameters {
  /** Characters a line; 88, 108 with branches and 12 more with `showTrainable`, as far as the terminal has them. */
  readonly lineLength?: number;
  /** Where the columns end, as parts of the line. */
  readonly positions?: readonly number[];
  /** Gets the whole text. */
  readonly printFn?: (text: string) => void;
  /** Whether the layers of models inside the model are listed too. */
  readonly expandNested?: boolean;
  readonly showTrainable?: boolean;
  /** Names, or beginnings of names as regular expressions, of the first and the last layer to list. */
  readonly layerRange?: readonly [first: string, last: string];
  /** Characters of the terminal: longer lines are cut. */
  readonly terminalColumns?: number;
}

const summaryNames = ['lineLength', 'positions', 'printFn', 'expandNested', 'showTrainable', 'layerRange'] as const;

export type SummaryArguments = Arguments<SummaryParameters, typeof summaryNames>;

export function bindSummaryArguments(values: SummaryArguments): SummaryParameters {
  return bindArguments<SummaryParameters>(summaryNames, values);
}

/** What Keras takes where there is no terminal. */
const TERMINAL_COLUMNS = 80;
const LEAST_COLUMN = 4;

/**
 * The summary of a model as Keras prints it without colours.
 *
 * @throws {ValueError} when a column would be narrower than 4, or no layer is in the range.
 * @source https://keras.io/api/models/model/#summary-method
 */
export function summaryText(model: ModelDescription, options: SummaryParameters = {}): string {
  const terminalColumns = options.terminalColumns ?? TERMINAL_COLUMNS;
  const showTrainable = options.showTrainable ?? false;
  const { lineLength, columns } = layOut(model.hasBranches, showTrainable, terminalColumns, options);
  const rows = layersInRange(model.layers, options.layerRange)
    .flatMap((layer) => listLayer(layer, options.expandNested ?? false))
    .map(([layer, prefix]) => fields(layer, prefix, model.hasBranches, showTrainable));
  const lines = [`Model: "${model.name}"`, ...textTable(columns, rows, lineLength), ...totals(model)];
  return lines.map((line) => `${line.slice(0, terminalColumns)}\n`).join('');
}

function layOut(
  hasBranches: boolean,
  showTrainable: boolean,
  terminalColumns: number,
  options: SummaryParameters,
): { lineLength: number; columns: readonly TableColumn[] } {
  const wanted = (hasBranches ? 108 : 88) + (showTrainable ? 12 : 0);
  const lineLength = options.lineLength ?? Math.min(wanted, terminalColumns - 4);
  const ends = options.positions ?? (hasBranches ? [0.3, 0.56, 0.74, 1] : [0.45, 0.8, 1]);
  const positions = showTrainable ? [...ends.map((end) => end * 0.9), 1] : ends;
  const headers = [
    ['Layer (type)', 'left'],
    ['Output Shape', 'left'],
    ['Param #', 'right'],
    ...(hasBranches ? [['Connected to', 'left'] as const] : []),
    ...(showTrainable ? [['Trainable', 'center'] as const] : []),
  ] as const;
  const limits = positions.map((position) => Math.trunc(position * lineLength));
  const columns = headers.map(([header, justify], index) => {
    const width = (limits[index] ?? 0) - (limits[index - 1] ?? 0);
    if (width < LEAST_COLUMN) throw new ValueError('Insufficient console width to print summary.');
    return { header, justify, width };
  });
  return { lineLength, columns };
}

type ListedLayer = readonly [layer: LayerDescription, prefix: string];

function listLayer(layer: LayerDescription, expandNested: boolean, level = 0): readonly ListedLayer[] {
  const prefix = level > 0 ? `${'   '.repeat(level)}└ ` : '';
  const inner = expandNested ? (layer.layers ?? []) : [];
  return [[layer, prefix], ...inner.flatMap((each) => listLayer(each, expandNested, level + 1))];
}

function fields(
  layer: LayerDescription,
  prefix: string,
  hasBranches: boolean,
  showTrainable: boolean,
): readonly string[] {
  return [
    `${prefix}${layer.name} (${layer.className})`,
    formatShapes(layer.outputShapes),
    layer.params === null ? '0 (unbuilt)' : withCommas(String(layer.params)),
    ...(hasBranches ? [formatConnections(layer.connectedTo)] : []),
    ...(showTrainable ? [layer.hasWeights ? (layer.trainable ? 'Y' : 'N') : '-'] : []),
  ];
}

function formatShapes(shapes: readonly DescribedShape[] | null): string {
  if (!shapes) return '?';
  const formatted = shapes.map((shape) => `(${shape.map((size) => size ?? 'None').join(', ')})`);
  return formatted.length === 1 ? formatted.join('') : `[${formatted.join(', ')}]`;
}

function formatConnections(connections: readonly Connection[]): string {
  const formatted = connections.map(({ name, nodeIndex, tensorIndex }) => `${name}[${nodeIndex}][${tensorIndex}]`);
  return formatted.length === 0 ? '-' : formatted.join(', ');
}

function totals({ trainable, nonTrainable, optimizer }: ModelDescription): readonly string[] {
  const parts = [trainable, nonTrainable, ...(optimizer ? [optimizer] : [])];
  const total = {
    count: parts.reduce((sum, { count }) => sum + count, 0),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
  };
  const line = (name: string, { count, bytes }: WeightTotal) =>
    ` ${name} params: ${withCommas(String(count))} (${readableSize(bytes)})`;
  return [
    line('Total', total),
    line('Trainable', trainable),
    line('Non-trainable', nonTrainable),
    ...(optimizer ? [line('Optimizer', optimizer)] : []),
  ];
}

function readableSize(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let size = bytes;
  for (const unit of units) {
    if (size < 1024) return `${formatFixed(size, 2)} ${unit}`;
    size /= 1024;
  }
  return `${formatFixed(size, 2)} PB`;
}

function layersInRange(
  layers: readonly LayerDescription[],
  range: readonly [string, string] | undefined,
): readonly LayerDescription[] {
  if (!range) return layers;
  const [first, last] = range.map((pattern) => {
    const expression = new RegExp(`^(?:${pattern})`);
    return layers.flatMap(({ name }, index) => (expression.test(name) ? [index] : []));
  });
  if (!first?.length || !last?.length) {
    throw new ValueError(
      `Passed layer_names do not match the layer names in the model. Received: ['${range.join("', '")}']`,
    );
  }
  const isReversed = Math.min(...first) > Math.max(...last);
  const [lower, upper] = isReversed ? [last, first] : [first, last];
  return layers.slice(Math.min(...lower), Math.max(...upper) + 1);
}
