"""Operations that arrange, count and combine values."""

import math

from collections import namedtuple

from tensorflow import _arithmetic, _ops, _reductions, errors
from tensorflow._dtypes import as_dtype, float32, int32
from tensorflow._tensor import as_tensor, compute, constant, operations
from tensorflow._trace import recorded

Unique = namedtuple("Unique", ["y", "idx"])
UniqueWithCounts = namedtuple("UniqueWithCounts", ["y", "idx", "count"])


def meshgrid(*args, indexing="xy", name=None):
    vectors = [as_tensor(each) for each in args]
    lengths = [each.shape[0] for each in vectors]
    grids = []
    for axis, vector in enumerate(vectors):
        shape = [-1 if each == axis else 1 for each in range(len(vectors))]
        grid = _ops.broadcast_to(_ops.reshape(vector, shape), lengths)
        if indexing == "xy" and len(vectors) > 1:
            grid = _ops.transpose(grid, [1, 0, *range(2, len(vectors))])
        grids.append(grid)
    return grids


def roll(input, shift, axis, name=None):
    x = as_tensor(input)
    pairs = zip(shift, axis) if isinstance(axis, (list, tuple)) else [(shift, axis)]
    for by, along in pairs:
        length = x.shape[along]
        places = [(each - int(by)) % length for each in range(length)]
        x = _ops.gather(x, places, axis=along)
    return x


def repeat(input, repeats, axis=None, name=None):
    x = as_tensor(input)
    if axis is None:
        x, axis = _ops.reshape(x, [-1]), 0
    counts = constant(repeats).numpy()
    length = x.shape[axis]
    each = [int(counts)] * length if counts.ndim == 0 else [int(count) for count in counts]
    return _ops.gather(x, [place for place in range(length) for _ in range(each[place])], axis=axis)


def _first_places(values):
    """The distinct values in the order in which they come, and which of them each value is."""
    places = {}
    return places, [places.setdefault(value, len(places)) for value in values]


def unique(x, out_idx=int32, name=None):
    values = as_tensor(x)
    places, indices = _first_places(values.numpy().tolist())
    return Unique(constant(list(places), values.dtype), constant(indices, out_idx))


def unique_with_counts(x, out_idx=int32, name=None):
    found = unique(x, out_idx)
    counts = bincount(found.idx)
    return UniqueWithCounts(found.y, found.idx, _arithmetic.cast(counts, out_idx))


def bincount(arr, weights=None, minlength=None, maxlength=None, dtype=int32, name=None, **_):
    values = as_tensor(arr).numpy().ravel().tolist()
    length = max([each + 1 for each in values] + [minlength or 0])
    counts = [0] * length
    added = as_tensor(weights).numpy().ravel().tolist() if weights is not None else [1] * len(values)
    for value, each in zip(values, added):
        counts[value] += each
    return constant(counts[:maxlength], float32 if weights is not None else dtype)


def einsum(equation, *inputs, **_):
    terms, _, output = equation.replace(" ", "").partition("->")
    terms = terms.split(",")
    labels = "".join(terms)
    if "->" not in equation:
        output = "".join(sorted(each for each in set(labels) if labels.count(each) == 1))
    summed = [each for each in dict.fromkeys(labels) if each not in output]
    axes = [*output, *summed]
    product = None
    for term, value in zip(terms, inputs):
        x = as_tensor(value)
        order = sorted(range(len(term)), key=lambda place: axes.index(term[place]))
        lengths = {term[place]: x.shape[place] for place in order}
        aligned = _ops.reshape(_ops.transpose(x, order), [lengths.get(each, 1) for each in axes])
        product = aligned if product is None else product * aligned
    return _reductions.reduce_sum(product, list(range(len(output), len(axes)))) if summed else product


def tensordot(a, b, axes, name=None):
    a, b = as_tensor(a), as_tensor(b)
    if isinstance(axes, int):
        of_a, of_b = list(range(a.ndim - axes, a.ndim)), list(range(axes))
    else:
        of_a, of_b = ([each] if isinstance(each, int) else list(each) for each in axes)
    of_a, of_b = [each % a.ndim for each in of_a], [each % b.ndim for each in of_b]
    kept_a = [each for each in range(a.ndim) if each not in of_a]
    kept_b = [each for each in range(b.ndim) if each not in of_b]
    rows = _ops.reshape(_ops.transpose(a, kept_a + of_a), [_size(a, kept_a), _size(a, of_a)])
    columns = _ops.reshape(_ops.transpose(b, of_b + kept_b), [_size(b, of_b), _size(b, kept_b)])
    shape = [a.shape[each] for each in kept_a] + [b.shape[each] for each in kept_b]
    return _ops.reshape(_arithmetic.matmul(rows, columns), shape)


def _size(x, axes):
    return math.prod(x.shape[axis] for axis in axes)


@recorded("Cumprod")
def cumprod(x, axis=0, exclusive=False, reverse=False, name=None):
    return compute(operations.cumprod, as_tensor(x), axis, exclusive, reverse)


def ensure_shape(x, shape, name=None):
    tensor = as_tensor(x)
    if len(shape) != tensor.ndim or any(want not in (None, have) for want, have in zip(shape, tensor.shape)):
        raise errors.InvalidArgumentError(
            f"Shape of tensor is not compatible with expected shape. Got {list(tensor.shape)} and expected {list(shape)}."
        )
    return tensor


def broadcast_static_shape(shape_x, shape_y):
    from tensorflow._shape import TensorShape

    return TensorShape(_arithmetic.broadcast_lengths(list(shape_x), list(shape_y)))


def sequence_mask(lengths, maxlen=None, dtype=None, name=None):
    counts = as_tensor(lengths)
    longest = maxlen or int(_reductions.reduce_max(counts))
    mask = _arithmetic.less(_ops.range(longest), _ops.expand_dims(counts, -1))
    return mask if dtype is None else _arithmetic.cast(mask, as_dtype(dtype))


def segment_sum(data, segment_ids, name=None):
    values, ids = as_tensor(data), as_tensor(segment_ids)
    count = int(_reductions.reduce_max(ids)) + 1
    return _arithmetic.matmul(_ops.one_hot(ids, count, dtype=values.dtype), values, transpose_a=True)
