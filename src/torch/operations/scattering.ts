/** Copies with the elements that an index names replaced, or added to. The forms in place are in-place-scattering.ts. */
import { named } from '../../calling-convention/named.ts';
import { noGrad } from '../autograd/grad-mode.ts';
import { record } from '../autograd/record.ts';
import type { DType } from '../dtype.ts';
import { IndexError, RuntimeError } from '../errors.ts';
import { formatShape, normalizeDim, type Shape } from '../shape.ts';
import { Tensor } from '../tensor.ts';
import { add } from './arithmetic.ts';
import { castTo } from './cast.ts';
import { full } from './creation.ts';
import { elementPositions, fitsInto, requireIndexFor } from './element-positions.ts';
import type { Operand } from './elementwise.ts';
import { expand, sumToShape } from './expand.ts';
import { gather, indexSelect } from './gathering.ts';
import { boundsMessage, checkIndex, wrapIndex } from './index-values.ts';
import { reshape } from './reshaping.ts';
import { addRows, putRows } from './row-moves.ts';
import { slice, sliceGradient } from './slice.ts';
import { typeName } from './type-names.ts';
import { where } from './where.ts';

/**
 * A copy with `src`, a tensor or number, written to the elements that `index` names as for `gather`. Call:
 * `scatter(input, dim, index, src, { reduce })`. A number may also be given as `value`. Where an index is there twice the
 * last one counts (on a GPU: any of them, unless the host knows the index); `{ reduce: 'add' }` adds them all to what is
 * there.
 *
 * @throws {RuntimeError} when the shapes do not fit, an index is out of bounds or the types differ.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.scatter_.html
 */
export const scatter = named(
  'scatter',
  ['dim', 'index', 'src', 'reduce', 'value'],
  (
    input: Tensor,
    dim: number,
    index: Tensor,
    given: Operand | null = null,
    reduce: 'add' | 'multiply' | null = null,
    value: number | boolean | null = null,
  ): Tensor => {
    const src = given ?? value;
    if (src === null) throw new TypeError('scatter() missing 1 required positional arguments: "src"');
    const axis = normalizeDim(dim, input.ndim);
    const isTensor = src instanceof Tensor;
    requireScatter('scatter', input, axis, index, isTensor ? src : null);
    if (reduce === 'add') return scatterAdd(input, axis, index, isTensor ? src : spread(src, input.dtype, index.shape));
    if (reduce) throw new RuntimeError("reduce argument must be 'add': the other reductions are not supported.");
    const found = elementPositions(index, axis, input.shape);
    const result = noGrad(() => {
      const values = isTensor ? firstPart(src, index.shape) : spread(src, input.dtype, index.shape);
      const rows = reshape(values, [-1]);
      return reshape(putRows(reshape(input, [-1]), 0, reshape(found, [-1]), rows), input.shape).detach();
    });
    return record(result, {
      name: isTensor ? 'ScatterBackward0' : 'ScatterBackward1',
      inputs: isTensor ? [input, src] : [input],
      saved: { index },
      backward: (gradient, saved, needed) => [
        needed[0] ? scatter(gradient, axis, saved.index, 0) : null,
        isTensor && needed[1] ? withZerosAfter(gather(gradient, axis, saved.index), src.shape) : null,
      ],
    });
  },
);

/**
 * A copy with `src` added to the elements that `index` names as for `gather`. Call: `scatterAdd(input, dim, index, src)`.
 *
 * @source https://docs.pytorch.org/docs/stable/generated/torch.scatter_add.html
 */
export const scatterAdd = named(
  'scatter_add',
  ['dim', 'index', 'src'],
  (input: Tensor, dim: number, index: Tensor, src: Tensor): Tensor => {
    const axis = normalizeDim(dim, input.ndim);
    requireScatter('scatter', input, axis, index, src);
    const found = elementPositions(index, axis, input.shape);
    const result = noGrad(() => {
      const rows = reshape(firstPart(src, index.shape), [-1]);
      return add(input, reshape(addRows(rows, 0, reshape(found, [-1]), [input.numel()]), input.shape));
    });
    return record(result, {
      name: 'ScatterAddBackward0',
      inputs: [input, src],
      saved: { index },
      backward: (gradient, saved, needed) => [
        gradient,
        needed[1] ? withZerosAfter(gather(gradient, axis, saved.index), src.shape) : null,
      ],
    });
  },
);

/**
 * A copy with alpha · source added to the rows at `index` of axis `dim`. Call: `indexAdd(input, dim, index, source,
 * { alpha })`.
 *
 * @throws {RuntimeError} when `source` does not have one row of the same shape and type for each index.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.index_add.html
 */
export const indexAdd = named(
  'index_add',
  ['dim', 'index', 'source', 'alpha'],
  (input: Tensor, dim: number, index: Tensor, source: Tensor, alpha: number = 1): Tensor => {
    const axis = normalizeDim(dim, input.ndim);
    if (source.shape[axis] !== index.numel()) {
      throw new RuntimeError(
        `index_add_(): Number of indices (${index.numel()}) should be equal to source.size(dim): (${source.shape[axis]}), ` +
          `for dim: ${axis}`,
      );
    }
    requireSameType('index_add_(): self', input, source);
    const isOther = (size: number, place: number) => place !== axis && size !== source.shape[place];
    if (input.ndim !== source.ndim || input.shape.some(isOther)) {
      throw new RuntimeError(
        'source tensor shape must match self tensor shape, excluding the specified dimension. Got self.shape = ' +
          `${formatShape(input.shape)} source.shape = ${formatShape(source.shape)}`,
      );
    }
    const size = input.shape[axis] ?? 1;
    const rows = checkIndex(
      reshape(index, [-1]),
      size,
      (value) => new RuntimeError(...boundsMessage(value, axis, size)),
    );
    const result = noGrad(() => add(input, addRows(source, axis, rows, input.shape), { alpha }));
    return record(result, {
      name: 'IndexAddBackward0',
      inputs: [input, source],
      saved: { index: rows },
      backward: (gradient, saved, needed) => [
        gradient,
        needed[1] ? indexSelect(gradient, axis, saved.index).mul(alpha) : null,
      ],
    });
  },
);

/**
 * A copy with the rows at `index` of axis `dim` replaced by those of `source`. Call: `indexCopy(input, dim, index, source)`.
 *
 * @throws {IndexError} when there is not one row for each index, or one is out of bounds.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.index_copy.html
 */
export const indexCopy = named(
  'index_copy',
  ['dim', 'index', 'source'],
  (input: Tensor, dim: number, index: Tensor, source: Tensor): Tensor => {
    const axis = normalizeDim(dim, input.ndim);
    if (source.shape[axis] !== index.numel()) {
      throw new IndexError(
        `index_copy_(): Number of indices (${index.numel()}) should be equal to source.size(dim) (${source.shape[axis]})`,
      );
    }
    requireSameType('index_copy_(): self', input, source);
    const size = input.shape[axis] ?? 1;
    const fail = (value: number) => {
      const [fact, fix] = boundsMessage(value, axis, size);
      return new IndexError(`index_copy_(): ${fact}`, fix);
    };
    const rows = checkIndex(reshape(index, [-1]), size, fail);
    return record(
      noGrad(() => putRows(input, axis, rows, source)),
      {
        name: 'IndexCopyBackward0',
        inputs: [input, source],
        saved: { index: rows },
        backward: (gradient, saved, needed) => [
          needed[0] ? indexFill(gradient, axis, saved.index, 0) : null,
          needed[1] ? indexSelect(gradient, axis, saved.index) : null,
        ],
      },
    );
  },
);

/**
 * A copy with the rows at `index` of axis `dim` filled with `value`, a number or a tensor without axes. Call:
 * `indexFill(input, dim, index, value)`.
 *
 * @throws {IndexError} when an index is out of bounds.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.index_fill.html
 */
export const indexFill = named(
  'index_fill',
  ['dim', 'index', 'value'],
  (input: Tensor, dim: number, index: Tensor, value: Operand): Tensor => {
    const axis = normalizeDim(dim, input.ndim);
    const isTensor = value instanceof Tensor;
    if (isTensor && value.ndim > 0) {
      throw new RuntimeError(
        `index_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.ndim} dimension(s).`,
      );
    }
    const size = input.shape[axis] ?? 1;
    const fail = (wrong: number) => new IndexError(...boundsMessage(wrong, axis, size));
    const rows = wrapIndex(reshape(index, [-1]), size, fail);
    const result = noGrad(() => {
      const scalar = castTo(isTensor ? value : full([], value), input.dtype);
      return putRows(input, axis, rows, expand(scalar, input.shape.with(axis, rows.numel())));
    });
    return record(result, {
      name: isTensor ? 'IndexFillBackward1' : 'IndexFillBackward0',
      inputs: isTensor ? [input, value] : [input],
      saved: { index: rows },
      backward: (gradient, saved, needed) => [
        needed[0] ? indexFill(gradient, axis, saved.index, 0) : null,
        needed[1] ? sumToShape(indexSelect(gradient, axis, saved.index), []) : null,
      ],
    });
  },
);

/**
 * A copy with the elements where `mask` is true filled with `value`, a number or a tensor without axes. Call:
 * `maskedFill(input, mask, value)`. The mask is not read.
 *
 * @throws {RuntimeError} when the mask is no boolean tensor.
 * @source https://docs.pytorch.org/docs/stable/generated/torch.Tensor.masked_fill_.html
 */
export const maskedFill = named(
  'masked_fill',
  ['mask', 'value'],
  (input: Tensor, mask: Tensor, value: Operand): Tensor => {
    const isTensor = value instanceof Tensor;
    if (mask.dtype !== 'bool') {
      const name = typeName(mask.dtype).toLowerCase();
      throw new RuntimeError(
        `masked_fill_ only supports boolean masks, but got mask with dtype ${name}`,
        'Use mask.bool().',
      );
    }
    if (isTensor && value.ndim > 0) {
      throw new RuntimeError(
        `masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.ndim} dimension(s).`,
      );
    }
    const result = noGrad(() => where(mask, castTo(isTensor ? value : full([], value), input.dtype), input));
    return record(result, {
      name: isTensor ? 'MaskedFillBackward1' : 'MaskedFillBackward0',
      inputs: isTensor ? [input, value] : [input],
      saved: { mask },
      backward: (gradient, saved, needed) => [
        needed[0] ? sumToShape(maskedFill(gradient, saved.mask, 0), input.shape) : null,
        needed[1] ? sumToShape(where(saved.mask, gradient, 0), []) : null,
      ],
    });
  },
);

function requireScatter(name: string, input: Tensor, axis: number, index: Tensor, src: Tensor | null): void {
  requireIndexFor(name, input, index);
  if (src && src.dtype !== input.dtype) {
    throw new RuntimeError(
      `${name}(): Expected self.dtype to be equal to src.dtype`,
      'Convert it: src.to(input.dtype).',
    );
  }
  const fitsInput = fitsInto(index.shape, input.shape, axis);
  if (fitsInput && (!src || fitsInto(index.shape, src.shape, null))) return;
  const ofSource = src ? ` and to be no larger size than src ${formatShape(src.shape)}` : '';
  throw new RuntimeError(
    `Expected index ${formatShape(index.shape)} to be no larger than self ${formatShape(input.shape)} apart from ` +
      `dimension ${axis}${ofSource}`,
  );
}

function requireSameType(subject: string, input: Tensor, source: Tensor): void {
  if (input.dtype === source.dtype) return;
  throw new RuntimeError(
    `${subject} (${typeName(input.dtype)}) and source (${typeName(source.dtype)}) must have the same scalar type`,
  );
}

/** A number as often as `shape` has elements. */
function spread(value: number | boolean, dtype: DType, shape: Shape): Tensor {
  return expand(castTo(full([], value), dtype), shape);
}

/** The part of `input` from the start of each axis that has `shape`. */
function firstPart(input: Tensor, shape: Shape): Tensor {
  return shape.reduce(
    (part, length, axis) => (part.shape[axis] === length ? part : slice(part, { axis, start: 0, length, step: 1 })),
    input,
  );
}

/** `input` at the start of zeros of `shape`. */
function withZerosAfter(input: Tensor, shape: Shape): Tensor {
  return shape.reduce(
    (part, size, axis) =>
      part.shape[axis] === size
        ? part
        : sliceGradient(part, { axis, start: 0, length: part.shape[axis] ?? 0, step: 1 }, part.shape.with(axis, size)),
    input,
  );
}
