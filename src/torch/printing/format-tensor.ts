import type { DType } from '../dtype.ts';
import { numberFormat, type NumberFormat } from './number-format.ts';
import { getPrintoptions, type PrintOptions } from './print-options.ts';

/** What of a tensor is printed. */
export interface PrintedTensor {
  /** All elements, row by row; booleans as 0 and 1. */
  readonly values: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly dtype: DType;
  /** A type that the dialect holds as `dtype`, and that is printed. */
  readonly typeName?: string;
  readonly requiresGrad?: boolean;
  /** Name of the node that made the tensor, such as `MeanBackward0`. */
  readonly gradFnName?: string | undefined;
  readonly isParameter?: boolean;
}

/** A part of the tensor: the elements from `offset` on, in `shape`. */
interface View {
  readonly shape: readonly number[];
  readonly offset: number;
}

interface Layout {
  readonly values: ArrayLike<number>;
  readonly numbers: NumberFormat;
  readonly options: PrintOptions;
  readonly summarize: boolean;
}

const PREFIX = 'tensor(';

/**
 * `repr(tensor)` of PyTorch, character by character.
 *
 * @source https://docs.pytorch.org/docs/stable/tensors.html
 */
export function formatTensor(tensor: PrintedTensor): string {
  const options = getPrintoptions();
  const body = PREFIX + formatElements(tensor, options);
  const text = `${withSuffixes(body, suffixes(tensor, options), options)})`;
  return tensor.isParameter ? `Parameter containing:\n${text}` : text;
}

function formatElements({ values, shape, dtype }: PrintedTensor, options: PrintOptions): string {
  if (values.length === 0) return '[]';
  const summarize = values.length > options.threshold;
  const whole = { shape, offset: 0 };
  const shown = shownElements(whole, values, summarize ? options.edgeitems : Infinity);
  return formatView(whole, PREFIX.length, {
    values,
    numbers: numberFormat(shown, dtype, options),
    options,
    summarize,
  });
}

/** The elements that are printed when each dimension shows `edgeitems` at its start and end. */
function shownElements(view: View, values: ArrayLike<number>, edgeitems: number): number[] {
  const [size, ...inner] = view.shape;
  if (size === undefined) return [element(values, view.offset)];
  return shownIndices(size, edgeitems).flatMap((index) => shownElements(at(view, index, inner), values, edgeitems));
}

/** Indices of the first and last `edgeitems`, or of all where that leaves none out. */
function shownIndices(size: number, edgeitems: number): number[] {
  const indices = Array.from({ length: size }, (_, index) => index);
  return indices.filter((index) => size <= 2 * edgeitems || index < edgeitems || index >= size - edgeitems);
}

function at(view: View, index: number, inner: readonly number[]): View {
  return { shape: inner, offset: view.offset + index * inner.reduce((product, size) => product * size, 1) };
}

function element(values: ArrayLike<number>, index: number): number {
  const value = values[index];
  if (value === undefined) throw new RangeError(`the shape asks for element ${index}, the values end before it.`);
  return value;
}

function formatView(view: View, indent: number, layout: Layout): string {
  const [size, ...inner] = view.shape;
  if (size === undefined) return layout.numbers.format(element(layout.values, view.offset));
  if (inner.length === 0) return formatVector(view, indent, layout);
  const parts = withDots(size, layout, '...', (index) => formatView(at(view, index, inner), indent + 1, layout));
  return `[${parts.join(`,${'\n'.repeat(inner.length)}${' '.repeat(indent + 1)}`)}]`;
}

function formatVector(view: View, indent: number, layout: Layout): string {
  const { numbers, values, options } = layout;
  const dots = options.edgeitems === 0 ? '...' : ' ...';
  const [size = 0] = view.shape;
  const parts = withDots(size, layout, dots, (index) => numbers.format(element(values, view.offset + index)));
  // Each element is followed by a comma and a space.
  const perLine = Math.max(1, Math.floor((options.linewidth - indent) / (numbers.width + 2)));
  const lines = Array.from({ length: Math.ceil(parts.length / perLine) }, (_, line) =>
    parts.slice(line * perLine, (line + 1) * perLine).join(', '),
  );
  return `[${lines.join(`,\n${' '.repeat(indent + 1)}`)}]`;
}

/** The parts that are shown of a dimension, with dots where some are left out. */
function withDots(
  size: number,
  { options, summarize }: Layout,
  dots: string,
  format: (index: number) => string,
): string[] {
  const edgeitems = summarize ? options.edgeitems : Infinity;
  const parts = shownIndices(size, edgeitems).map(format);
  return parts.length === size ? parts : parts.toSpliced(edgeitems, 0, dots);
}

/** What follows the elements: the size and dtype where the elements do not tell them, and the place in the graph. */
function suffixes(
  { values, shape, dtype, typeName, gradFnName, requiresGrad }: PrintedTensor,
  options: PrintOptions,
): string[] {
  const isEmpty = values.length === 0;
  const parts: string[] = [];
  if (isEmpty ? shape.length !== 1 : options.edgeitems === 0) parts.push(`size=${formatSize(shape)}`);
  if (typeName) parts.push(`dtype=torch.${typeName}`);
  else if (isEmpty && dtype !== 'float32') parts.push(`dtype=torch.${dtype}`);
  if (gradFnName !== undefined) parts.push(`grad_fn=<${gradFnName}>`);
  else if (requiresGrad) parts.push('requires_grad=True');
  return parts;
}

/** A Python tuple, which has a comma after its only element. */
function formatSize(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape.join('')},)` : `(${shape.join(', ')})`;
}

/** Puts each suffix on the last line where it fits, and else on a new one. */
function withSuffixes(body: string, parts: readonly string[], { linewidth }: PrintOptions): string {
  let text = body;
  // PyTorch counts two characters more than the last line of the elements has, and breaks lines by that count.
  let lastLineLength = body.length - body.lastIndexOf('\n') + 1;
  for (const part of parts) {
    const fits = lastLineLength + part.length + 2 <= linewidth;
    text += fits ? `, ${part}` : `,\n${' '.repeat(PREFIX.length)}${part}`;
    lastLineLength = fits ? lastLineLength + part.length + 2 : PREFIX.length + part.length;
  }
  return text;
}
