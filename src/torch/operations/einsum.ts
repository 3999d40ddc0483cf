import { RuntimeError } from '../errors.ts';
import { elementCount } from '../shape.ts';
import type { Tensor } from '../tensor.ts';
import { recordView } from '../autograd/record.ts';
import { stridedGradient } from './strided-part.ts';
import { permute } from './axes.ts';
import { contiguous } from './memory-layout.ts';
import { bmm } from './matmul.ts';
import { reshape } from './reshaping.ts';
import { sum } from './sums.ts';

/** A tensor whose axes have names, each once. */
interface Labelled {
  readonly tensor: Tensor;
  readonly labels: readonly string[];
}

const ELLIPSIS = '...';
const ELLIPSIS_AXES = '9876543210';

/**
 * Sums of products, written by naming the axes: `einsum('ij,jk->ik', a, b)` is the product of two matrices. Axes whose name
 * the result does not have are summed over; a name that occurs twice in an operand takes its diagonal. Without an arrow the
 * result has the names that occur once, in alphabetical order. `...` stands for the axes without a name, which the operands
 * share.
 *
 * @throws {RuntimeError} for an equation that does not fit the operands.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.einsum.html
 */
export function einsum(equation: string, ...operands: readonly Tensor[] | readonly [readonly Tensor[]]): Tensor {
  const tensors = operands.flat();
  const [left = '', right] = withoutEllipsis(equation.replaceAll(' ', ''), tensors).split('->');
  const terms = left.split(',').map((term) => Array.from(term));
  if (terms.length !== tensors.length) {
    throw new RuntimeError(
      `einsum(): ${tensors.length > terms.length ? 'more' : 'fewer'} operands were provided than specified in the equation: ` +
        `${tensors.length} for ${terms.length} terms.`,
    );
  }
  const output = right === undefined ? implicitOutput(terms.flat()) : Array.from(right);
  const named = tensors.map((tensor, index) => label(tensor, terms[index] ?? []));
  const [first, ...rest] = named;
  if (!first) throw new RuntimeError('einsum(): must provide at least one operand.');
  const result = rest.reduce((product, next, index) => {
    const later = rest.slice(index + 1).flatMap(({ labels }) => labels);
    return multiply(product, next, new Set([...output, ...later]));
  }, first);
  return arrange(sumOthers(result, new Set(output)), output);
}

/** Gives the axes of `...` names of their own: digits, the last axis 0. */
function withoutEllipsis(equation: string, tensors: readonly Tensor[]): string {
  if (!equation.includes(ELLIPSIS)) return equation;
  const [left = '', right] = equation.split('->');
  const axes = (count: number) => ELLIPSIS_AXES.slice(ELLIPSIS_AXES.length - Math.max(0, count));
  const terms = left.split(',').map((term, index) => {
    const others = term.length - ELLIPSIS.length;
    return term.replace(ELLIPSIS, axes((tensors[index]?.ndim ?? 0) - others));
  });
  const shared = Array.from(ELLIPSIS_AXES)
    .filter((axis) => terms.some((term) => term.includes(axis)))
    .join('');
  const output =
    right?.replace(ELLIPSIS, shared) ?? shared + implicitOutput(Array.from(left.replaceAll(/\W/g, ''))).join('');
  return `${terms.join(',')}->${output}`;
}

function implicitOutput(labels: readonly string[]): string[] {
  return [...new Set(labels)].filter((name) => labels.indexOf(name) === labels.lastIndexOf(name)).sort();
}

/** Takes the diagonal of axes with the same name. */
function label(tensor: Tensor, labels: readonly string[]): Labelled {
  if (labels.length !== tensor.ndim) {
    throw new RuntimeError(
      `einsum(): the number of subscripts in the equation (${labels.length}) does not match the number of dimensions ` +
        `(${tensor.ndim}) for an operand`,
    );
  }
  const names = [...new Set(labels)];
  if (names.length === labels.length) return { tensor, labels };
  const source = contiguous(tensor);
  const layout = {
    shape: names.map((name) => source.shape[labels.indexOf(name)] ?? 1),
    strides: names.map((name) =>
      labels.reduce((step, other, axis) => step + (other === name ? source.stride(axis) : 0), 0),
    ),
    offset: source.storageOffset(),
  };
  const inSource = { ...layout, offset: 0 };
  const diagonal = recordView(source, layout, 'DiagonalBackward0', (gradient) =>
    stridedGradient(gradient, source.shape, inSource),
  );
  return { tensor: diagonal, labels: names };
}

/** The product of two operands as one of batches of matrices; only axes in `needed` remain. */
function multiply(a: Labelled, b: Labelled, needed: ReadonlySet<string>): Labelled {
  const left = sumOthers(a, new Set([...needed, ...b.labels]));
  const right = sumOthers(b, new Set([...needed, ...a.labels]));
  const shared = left.labels.filter((name) => right.labels.includes(name));
  const batch = shared.filter((name) => needed.has(name));
  const contracted = shared.filter((name) => !needed.has(name));
  const rows = left.labels.filter((name) => !shared.includes(name));
  const columns = right.labels.filter((name) => !shared.includes(name));
  const sizes = sizesOf(left, right);
  const count = (names: readonly string[]) => elementCount(names.map((name) => sizes.get(name) ?? 1));
  const matrices = bmm(
    reshape(arrange(left, [...batch, ...rows, ...contracted]), [count(batch), count(rows), count(contracted)]),
    reshape(arrange(right, [...batch, ...contracted, ...columns]), [count(batch), count(contracted), count(columns)]),
  );
  const labels = [...batch, ...rows, ...columns];
  const shape = labels.map((name) => sizes.get(name) ?? 1);
  return { tensor: reshape(matrices, shape), labels };
}

function sizesOf(...operands: readonly Labelled[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { tensor, labels } of operands) {
    for (const [axis, name] of labels.entries()) {
      const size = tensor.shape[axis] ?? 1;
      const known = sizes.get(name) ?? size;
      if (known !== size) {
        throw new RuntimeError(`einsum(): subscript ${name} has size ${size} for an operand, and ${known} before.`);
      }
      sizes.set(name, size);
    }
  }
  return sizes;
}

function sumOthers({ tensor, labels }: Labelled, needed: ReadonlySet<string>): Labelled {
  const axes = labels.flatMap((name, axis) => (needed.has(name) ? [] : axis));
  if (axes.length === 0) return { tensor, labels };
  return { tensor: sum(tensor, axes), labels: labels.filter((name) => needed.has(name)) };
}

function arrange({ tensor, labels }: Labelled, output: readonly string[]): Tensor {
  const missing = output.find((name) => !labels.includes(name));
  if (missing !== undefined) {
    throw new RuntimeError(
      `einsum(): output subscript ${missing} does not appear in the equation for any input operand`,
    );
  }
  const dims = output.map((name) => labels.indexOf(name));
  return dims.every((dim, axis) => dim === axis) ? tensor : permute(tensor, dims);
}
