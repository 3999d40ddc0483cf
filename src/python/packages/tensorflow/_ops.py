"""What makes, shapes, joins and takes apart tensors, by TensorFlow's names."""

import builtins
import math

from _duet.bridge import call, to_js
from _duet.host import host as _duet_host

from tensorflow import errors
from tensorflow._arithmetic import cast, is_tensor, listed, ones_like_of, pair, zeros_like_of
from tensorflow._dtypes import as_dtype, bool_, float32, int32, int64
from tensorflow._reductions import axes_of
from tensorflow._tensor import Tensor, as_tensor, compute, constant, operations
from tensorflow._trace import recorded


# Shapes.


def lengths_of(shape):
    """A shape, given in any way, as a list of numbers."""
    if isinstance(shape, Tensor):
        shape = [int(each) for each in shape] if shape.ndim else [int(shape)]
    if isinstance(shape, int):
        shape = [shape]
    return [int(each) for each in shape]


@recorded("Reshape")
def reshape(tensor, shape, name=None):
    x = as_tensor(tensor)
    lengths = lengths_of(shape)
    known = math.prod(length for length in lengths if length != -1)
    count = x.shape.num_elements()
    if -1 in lengths and known and count % known == 0:
        lengths[lengths.index(-1)] = count // known
    if math.prod(lengths) != count:
        raise errors.InvalidArgumentError(
            "{{function_node __wrapped__Reshape_device_/job:localhost/replica:0/task:0/device:CPU:0}} "
            f"Input to reshape is a tensor with {count} values, but the requested shape "
            + (f"requires a multiple of {known}" if -1 in lengths else f"has {math.prod(lengths)}")
            + " [Op:Reshape]"
        )
    return compute(operations.reshape, x, lengths)


@recorded("Transpose")
def transpose(a, perm=None, conjugate=False, name="transpose"):
    return compute(operations.transpose, as_tensor(a), None if perm is None else list(perm))


@recorded("ExpandDims")
def expand_dims(input, axis, name=None):
    return compute(operations.expandDims, as_tensor(input), axis)


@recorded("Squeeze")
def squeeze(input, axis=None, name=None):
    axes = [axis] if isinstance(axis, int) else axis
    x = as_tensor(input)
    return compute(operations.squeeze, x, axes) if axes is not None else compute(operations.squeeze, x)


@recorded("ConcatV2", "concat")
def concat(values, axis, name="concat"):
    tensors = [as_tensor(each) for each in values]
    _require_concat(tensors, axis)
    return _of_list(operations.concat, values, axis)


def _require_concat(tensors, axis):
    first = tensors[0].shape
    place = f"{{{{function_node __wrapped__ConcatV2_N_{len(tensors)}_device_/job:localhost/replica:0/task:0/device:CPU:0}}}}"
    for number, tensor in enumerate(tensors):
        if len(tensor.shape) != len(first):
            raise errors.InvalidArgumentError(
                f"{place} ConcatOp : Ranks of all input tensors should match: shape[0] = {listed(first)} vs. "
                f"shape[{number}] = {listed(tensor.shape)} [Op:ConcatV2] name: concat"
            )
        for along, (one, other) in enumerate(zip(first, tensor.shape)):
            if one != other and along != axis % len(first):
                raise errors.InvalidArgumentError(
                    f"{place} ConcatOp : Dimension {along} in both shapes must be equal: shape[0] = {listed(first)} vs. "
                    f"shape[{number}] = {listed(tensor.shape)} [Op:ConcatV2] name: concat"
                )


@recorded("Pack", "stack")
def stack(values, axis=0, name="stack"):
    return _of_list(operations.stack, values, axis)


def _of_list(function, values, axis):
    tensors = [as_tensor(each) for each in values]
    result = call(function, (tensors, axis))
    result._dtype = tensors[0].dtype
    return result


@recorded("Unpack", "unstack")
def unstack(value, num=None, axis=0, name="unstack"):
    return list(call(operations.unstack, (as_tensor(value), axis)))


@recorded("Split", "split")
def split(value, num_or_size_splits, axis=0, num=None, name="split"):
    sizes = num_or_size_splits if isinstance(num_or_size_splits, int) else lengths_of(num_or_size_splits)
    return list(call(operations.split, (as_tensor(value), sizes, axis)))


@recorded("Tile")
def tile(input, multiples, name=None):
    return compute(operations.tile, as_tensor(input), lengths_of(multiples))


@recorded("BroadcastTo")
def broadcast_to(input, shape, name=None):
    return compute(operations.broadcastTo, as_tensor(input), lengths_of(shape))


@recorded("PadV2", "Pad")
def pad(tensor, paddings, mode="CONSTANT", constant_values=0, name=None):
    return compute(operations.pad, as_tensor(tensor), [list(each) for each in paddings], constant_values)


@recorded("ReverseV2", "Reverse")
def reverse(tensor, axis, name=None):
    return compute(operations.reverse, as_tensor(tensor), axes_of(axis))


@recorded("GatherV2")
def gather(params, indices, axis=0, name=None):
    places = constant(indices, int32)
    return compute(operations.gather, as_tensor(params), places, axis)


@recorded("GatherNd")
def gather_nd(params, indices, name=None):
    return compute(operations.gatherND, as_tensor(params), constant(indices, int32))


@recorded("SelectV2")
def where(condition, x=None, y=None, name=None):
    if x is None:
        return cast(call(operations.whereAsync, (as_tensor(condition),)), int64)
    if is_tensor(x) or is_tensor(y):
        x, y = pair("SelectV2", x, y)
    else:
        x, y = as_tensor(x), as_tensor(y)
    result = call(operations.where, (as_tensor(condition), x, y))
    result._dtype = x.dtype
    return result


@recorded("BooleanMask")
def boolean_mask(tensor, mask, axis=0, name="boolean_mask"):
    return call(operations.booleanMaskAsync, (as_tensor(tensor), as_tensor(mask), axis))


@recorded("TensorScatterUpdate")
def tensor_scatter_nd_update(tensor, indices, updates, name=None):
    x = as_tensor(tensor)
    return compute(operations.scatterUpdate, x, constant(indices, int32), constant(updates, x.dtype))


@recorded("ScatterNd")
def scatter_nd(indices, updates, shape, name=None):
    return compute(operations.scatterND, constant(indices, int32), as_tensor(updates), lengths_of(shape))


@recorded("Shape")
def shape(input, out_type=int32, name=None):
    return constant(list(as_tensor(input).shape), out_type)


def size(input, out_type=int32, name=None):
    return constant(as_tensor(input).shape.num_elements(), out_type)


def rank(input, name=None):
    return constant(as_tensor(input).ndim, int32)


# What makes tensors.


def zeros(shape, dtype=float32, name=None):
    return fill(shape, constant(0, dtype))


def ones(shape, dtype=float32, name=None):
    return fill(shape, constant(1, dtype))


def fill(dims, value, name=None):
    number = as_tensor(value)
    js = operations.fill(to_js(lengths_of(dims)), _duet_host.first(number._values()), number.dtype.storage)
    from tensorflow._tensor import _made

    return _made(js, number.dtype)


def zeros_like(input, dtype=None, name=None):
    result = zeros_like_of(input)
    return result if dtype is None else cast(result, dtype)


def ones_like(input, dtype=None, name=None):
    result = ones_like_of(input)
    return result if dtype is None else cast(result, dtype)


def eye(num_rows, num_columns=None, dtype=float32, name=None):
    made = call(operations.eye, (num_rows, num_columns or num_rows))
    return cast(made, dtype)


def range(start, limit=None, delta=1, dtype=None, name="range"):
    if limit is None:
        start, limit = 0, start
    bounds = [as_tensor(each)._number() if is_tensor(each) else each for each in (start, limit, delta)]
    real = any(isinstance(each, builtins.float) for each in bounds)
    kind = as_dtype(dtype) if dtype is not None else float32 if real else int32
    made = call(operations.range, (*bounds, kind))
    made._dtype = kind
    return made


def linspace(start, stop, num, name=None, axis=0):
    kind = constant(start).dtype
    made = call(operations.linspace, (builtins.float(start), builtins.float(stop), int(num)))
    return cast(made, kind if kind.is_floating else as_dtype("float64"))


@recorded("OneHot", "one_hot")
def one_hot(indices, depth, on_value=1, off_value=0, axis=None, dtype=float32, name=None):
    places = cast(constant(indices), int32)
    rows = call(operations.oneHot, (places, int(depth)))
    if (on_value, off_value) != (1, 0):
        rows = rows * (on_value - off_value) + off_value
    return cast(rows, dtype)


# Parts.


@recorded("StridedSlice", "strided_slice")
def get_item(tensor, key):
    x = as_tensor(tensor)
    keys = list(key) if isinstance(key, tuple) else [key]
    if len(keys) == 1 and isinstance(keys[0], Tensor) and keys[0].dtype is bool_:
        return boolean_mask(x, keys[0])
    return compute(operations.slice, x, index_of(x, keys))


def index_of(x, keys):
    """The indices of x[...] as TypeScript takes them."""
    if Ellipsis in [each for each in keys if each is Ellipsis]:
        place = next(index for index, each in enumerate(keys) if each is Ellipsis)
        missing = x.ndim - sum(each is not None and each is not Ellipsis for each in keys)
        keys = [*keys[:place], *[slice(None)] * missing, *keys[place + 1 :]]
    if sum(each is not None for each in keys) > x.ndim:
        raise errors.InvalidArgumentError(
            f"Index out of range using input dim {x.ndim}; input has only {x.ndim} dims [Op:StridedSlice] "
            "name: strided_slice/"
        )
    axis = 0
    found = []
    for each in keys:
        found.append(_index(x, each, axis))
        axis += each is not None
    return found


def _index(x, key, axis):
    if key is None:
        return None
    if isinstance(key, slice):
        return [None if each is None else int(each) for each in (key.start, key.stop, key.step)]
    index = int(key)
    length = x.shape[axis]
    if not -length <= index < length:
        raise errors.InvalidArgumentError(
            f"{{{{function_node __wrapped__StridedSlice_device_/job:localhost/replica:0/task:0/device:CPU:0}}}} "
            f"slice index {index} of dimension {axis} out of bounds. [Op:StridedSlice] name: strided_slice/"
        )
    return index
