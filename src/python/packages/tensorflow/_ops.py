"""Operations on tensors, by TensorFlow's names."""

import builtins
from collections import namedtuple

from _duet.host import host as _duet_host
from _duet.bridge import call, from_host, to_js

from tensorflow import errors
from tensorflow._dtypes import as_dtype, bool_, float32, int32, int64
from tensorflow._tensor import Tensor, as_tensor, compute, constant, host, operations
from tensorflow._trace import recorded


def is_operand(value):
    """Whether a value can stand beside a tensor in arithmetic."""
    plain = isinstance(value, (Tensor, bool, int, float, list, tuple))
    return plain or hasattr(value, "_as_tensor") or hasattr(value, "__array__")


# Arithmetic.


def _pair(type, x, y):
    """Both sides as tensors of one type: a number takes the type of the tensor beside it."""
    if is_tensor(x):
        x = as_tensor(x)
        y = as_tensor(y) if is_tensor(y) else _beside(y, x)
    else:
        y = as_tensor(y)
        x = _beside(x, y)
    _require_type(type, x, y)
    if x.shape != y.shape:
        _require_broadcast(type, x, y)
    return x, y


def _require_type(type, x, y):
    if x.dtype is not y.dtype:
        raise errors.InvalidArgumentError(
            f"cannot compute {type} as input #1(zero-based) was expected to be a {_type_name(x.dtype)} tensor "
            f"but is a {_type_name(y.dtype)} tensor [Op:{type}] name: "
        )


def _beside(value, tensor):
    """A value as a tensor of the type of the one beside it; a real number beside whole ones keeps its own."""
    keeps_type = builtins.isinstance(value, builtins.float) and tensor.dtype.is_integer
    return constant(value, None if keeps_type else tensor.dtype)


def _type_name(dtype):
    return {"float32": "float", "float64": "double"}.get(dtype.name, dtype.name)


def _require_broadcast(type, x, y):
    for one, other in zip(reversed(x.shape), reversed(y.shape)):
        if one != other and 1 not in (one, other):
            shapes = f"{_listed(x.shape)} vs. {_listed(y.shape)}"
            raise errors.InvalidArgumentError(
                f"{{{{function_node __wrapped__{type}_device_/job:localhost/replica:0/task:0/device:CPU:0}}}} "
                f"Incompatible shapes: {shapes} [Op:{type}] name: "
            )


def _listed(shape):
    return "[" + ",".join(str(length) for length in shape) + "]"


def broadcast_lengths(one, other):
    """The shape that two shapes have together."""
    longest = max(len(one), len(other))
    one, other = ([1] * (longest - len(each)) + list(each) for each in (one, other))
    return [b if a == 1 else a for a, b in zip(one, other)]


def is_tensor(x):
    return isinstance(x, Tensor) or hasattr(x, "_as_tensor")


def _binary(type, function, name=None):
    """An operation on two tensors. @param name: of the node of its operator, where it is not its type's"""
    js = getattr(operations, function)

    def operation(x, y, name=None):
        return compute(js, *_pair(type, x, y))

    operation.__name__ = function
    return recorded(type, name or type, constants=(0, 1))(operation)


def _comparison(type, function):
    js = getattr(operations, function)

    def operation(x, y, name=None):
        return compute(js, *_pair(type, x, y))

    operation.__name__ = function
    return recorded(type, constants=(0, 1))(operation)


add = _binary("AddV2", "add", "Add")
subtract = _binary("Sub", "sub")
multiply = _binary("Mul", "mul")
plus = _binary("AddV2", "add", "add")
minus = _binary("Sub", "sub", "sub")
times = _binary("Mul", "mul", "mul")
divide_real = _binary("RealDiv", "div", "truediv")
floordiv = _binary("FloorDiv", "floorDivide", "floordiv")
mod = _binary("FloorMod", "mod", "mod")
maximum = _binary("Maximum", "maximum")
minimum = _binary("Minimum", "minimum")
squared_difference = _binary("SquaredDifference", "squaredDifference")
atan2 = _binary("Atan2", "atan2")
_power = _binary("Pow", "pow", "pow")
equal = _comparison("Equal", "equal")
not_equal = _comparison("NotEqual", "notEqual")
less = _comparison("Less", "less")
less_equal = _comparison("LessEqual", "lessEqual")
greater = _comparison("Greater", "greater")
greater_equal = _comparison("GreaterEqual", "greaterEqual")
floormod = mod


def truediv(x, y, name=None):
    if not is_tensor(x):
        x = constant(x, as_tensor(y).dtype)
    x = as_tensor(x)
    if x.dtype.is_integer:
        from tensorflow._dtypes import float64

        x, y = cast(x, float64), cast(y, float64)
    return divide_real(x, y)


divide = truediv


def power(x, y, name=None):
    return _power(x, y)


pow = power


def equals(x, y):
    if _cannot_compare(x, y):
        return False
    return equal(x, y)


def differs(x, y):
    if _cannot_compare(x, y):
        return True
    return not_equal(x, y)


def _cannot_compare(x, y):
    return x is None or y is None


def _unary(type, function, name=None):
    js = getattr(operations, function)

    def operation(x, name=None):
        return compute(js, _real(x) if function in _REAL else as_tensor(x))

    operation.__name__ = name or function
    return recorded(type)(operation)


_REAL = frozenset(("exp", "log", "sqrt", "sin", "cos", "tanh", "sigmoid", "mean"))


def _real(x):
    if isinstance(x, (int, builtins.float)):
        return constant(x, float32)
    return as_tensor(x)


negative = _unary("Neg", "neg")
abs = _unary("Abs", "abs")
exp = _unary("Exp", "exp")
expm1 = _unary("Expm1", "expm1")
log = _unary("Log", "log")
log1p = _unary("Log1p", "log1p")
sqrt = _unary("Sqrt", "sqrt")
rsqrt = _unary("Rsqrt", "rsqrt")
square = _unary("Square", "square")
sign = _unary("Sign", "sign")
sin = _unary("Sin", "sin")
cos = _unary("Cos", "cos")
tan = _unary("Tan", "tan")
asin = _unary("Asin", "asin")
acos = _unary("Acos", "acos")
atan = _unary("Atan", "atan")
sinh = _unary("Sinh", "sinh")
cosh = _unary("Cosh", "cosh")
tanh = _unary("Tanh", "tanh")
sigmoid = _unary("Sigmoid", "sigmoid")
softplus = _unary("Softplus", "softplus")
relu = _unary("Relu", "relu")
relu6 = _unary("Relu6", "relu6")
elu = _unary("Elu", "elu")
selu = _unary("Selu", "selu")
erf = _unary("Erf", "erf")
floor = _unary("Floor", "floor")
ceil = _unary("Ceil", "ceil")
round = _unary("Round", "round")
reciprocal = _unary("Reciprocal", "reciprocal")
is_nan = _unary("IsNan", "isNaN")
is_inf = _unary("IsInf", "isInf")
is_finite = _unary("IsFinite", "isFinite")
identity = _unary("Identity", "clone")
zeros_like_of = _unary("ZerosLike", "zerosLike")
ones_like_of = _unary("OnesLike", "onesLike")
logical_not = _unary("LogicalNot", "logicalNot")


@recorded("StopGradient")
def stop_gradient(input, name=None):
    values = as_tensor(input)
    from tensorflow._tape import not_recording

    with not_recording():
        return compute(operations.clone, values)


@recorded("LogicalAnd")
def logical_and(x, y, name=None):
    return compute(operations.logicalAnd, *_pair("LogicalAnd", x, y))


@recorded("LogicalOr")
def logical_or(x, y, name=None):
    return compute(operations.logicalOr, *_pair("LogicalOr", x, y))


@recorded("LogicalXor")
def logical_xor(x, y, name=None):
    return compute(operations.logicalXor, *_pair("LogicalXor", x, y))


@recorded("AddN")
def add_n(inputs, name=None):
    return call(operations.addN, ([as_tensor(each) for each in inputs],))


@recorded("MatMul", "MatMul")
def matmul(a, b, transpose_a=False, transpose_b=False, name=None):
    if not is_tensor(a):
        a = constant(a, as_tensor(b).dtype)
    a = as_tensor(a)
    b = as_tensor(b) if is_tensor(b) else constant(b, a.dtype)
    _require_type("MatMul", a, b)
    kind = "MatMul" if a.ndim == b.ndim == 2 else "BatchMatMulV2"
    if min(a.ndim, b.ndim) < 2:
        place = f"{{{{function_node __wrapped__{kind}_device_/job:localhost/replica:0/task:0/device:CPU:0}}}}"
        raise errors.InvalidArgumentError(f"{place} In[0] and In[1] has different ndims: {_listed(a.shape)} vs. "
                                          f"{_listed(b.shape)} [Op:{kind}] name: ")
    if a.shape[-2 if transpose_a else -1] != b.shape[-1 if transpose_b else -2]:
        place = f"{{{{function_node __wrapped__{kind}_device_/job:localhost/replica:0/task:0/device:CPU:0}}}}"
        raise errors.InvalidArgumentError(
            f"{place} Matrix size-incompatible: In[0]: {_listed(a.shape)}, In[1]: {_listed(b.shape)} "
            f"[Op:{kind}] name: "
        )
    if a.dtype.is_integer:
        # TensorFlow.js multiplies matrices of real numbers only.
        return cast(compute(operations.matMul, cast(a, float32), cast(b, float32), transpose_a, transpose_b), a.dtype)
    return compute(operations.matMul, a, b, transpose_a, transpose_b)


# Reductions.


def _axes(axis):
    if axis is None or isinstance(axis, int):
        return axis
    if isinstance(axis, Tensor):
        return int(axis) if axis.ndim == 0 else [int(each) for each in axis]
    return [int(each) for each in axis]


def _reduction(type, function):
    js = getattr(operations, function)

    def operation(input_tensor, axis=None, keepdims=False, name=None):
        x = as_tensor(input_tensor)
        result = compute(js, x, _axes(axis), keepdims)
        return cast(result, x.dtype) if type == "Mean" and not x.dtype.is_floating else result

    operation.__name__ = function
    return recorded(type, has_constant=True)(operation)


reduce_sum = _reduction("Sum", "sum")
reduce_mean = _reduction("Mean", "mean")
reduce_max = _reduction("Max", "max")
reduce_min = _reduction("Min", "min")
reduce_prod = _reduction("Prod", "prod")
reduce_any = _reduction("Any", "any")
reduce_all = _reduction("All", "all")
reduce_logsumexp = _reduction("ReduceLogSumExp", "logSumExp")
reduce_variance = _reduction("Variance", "variance")
reduce_std = _reduction("Std", "deviation")


@recorded("ArgMax")
def argmax(input, axis=None, output_type=int64, name=None):
    return cast(compute(operations.argMax, as_tensor(input), axis or 0), output_type)


@recorded("ArgMin")
def argmin(input, axis=None, output_type=int64, name=None):
    return cast(compute(operations.argMin, as_tensor(input), axis or 0), output_type)


@recorded("Cumsum")
def cumsum(x, axis=0, exclusive=False, reverse=False, name=None):
    return compute(operations.cumsum, as_tensor(x), axis, exclusive, reverse)


@recorded("Norm")
def norm(tensor, ord="euclidean", axis=None, keepdims=False, name=None):
    return compute(operations.norm, _real(tensor), ord, _axes(axis), keepdims)


TopKV2 = namedtuple("TopKV2", ["values", "indices"])


@recorded("TopKV2")
def top_k(input, k=1, sorted=True, name=None):
    x = as_tensor(input)
    found = operations.topk(x._js, k, sorted)
    values = from_host(found.values)
    values._dtype = x.dtype
    return TopKV2(values, from_host(found.indices))


@recorded("ArgSort")
def argsort(values, axis=-1, direction="ASCENDING", stable=False, name=None):
    x = as_tensor(values)
    ordered = negative(x) if direction == "ASCENDING" else x
    return top_k(ordered, x.shape[-1])[1]


@recorded("Sort")
def sort(values, axis=-1, direction="ASCENDING", name=None):
    x = as_tensor(values)
    if direction == "ASCENDING":
        return negative(top_k(negative(x), x.shape[-1])[0])
    return top_k(x, x.shape[-1])[0]


# Shapes.


def _lengths(shape):
    if isinstance(shape, Tensor):
        shape = [int(each) for each in shape] if shape.ndim else [int(shape)]
    if isinstance(shape, int):
        shape = [shape]
    return [int(each) for each in shape]


@recorded("Reshape")
def reshape(tensor, shape, name=None):
    x = as_tensor(tensor)
    lengths = _lengths(shape)
    known = 1
    for length in lengths:
        known *= length if length != -1 else 1
    count = x.shape.num_elements()
    if -1 in lengths and known and count % known == 0:
        lengths[lengths.index(-1)] = count // known
    if _product(lengths) != count:
        raise errors.InvalidArgumentError(
            "{{function_node __wrapped__Reshape_device_/job:localhost/replica:0/task:0/device:CPU:0}} "
            f"Input to reshape is a tensor with {count} values, but the requested shape "
            + (f"requires a multiple of {known}" if -1 in lengths else f"has {_product(lengths)}")
            + " [Op:Reshape]"
        )
    return compute(operations.reshape, x, lengths)


def _product(lengths):
    count = 1
    for length in lengths:
        count *= length
    return count


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
                f"{place} ConcatOp : Ranks of all input tensors should match: shape[0] = {_listed(first)} vs. "
                f"shape[{number}] = {_listed(tensor.shape)} [Op:ConcatV2] name: concat"
            )
        for along, (one, other) in enumerate(zip(first, tensor.shape)):
            if one != other and along != axis % len(first):
                raise errors.InvalidArgumentError(
                    f"{place} ConcatOp : Dimension {along} in both shapes must be equal: shape[0] = {_listed(first)} vs. "
                    f"shape[{number}] = {_listed(tensor.shape)} [Op:ConcatV2] name: concat"
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
    sizes = num_or_size_splits if isinstance(num_or_size_splits, int) else _lengths(num_or_size_splits)
    return list(call(operations.split, (as_tensor(value), sizes, axis)))


@recorded("Tile")
def tile(input, multiples, name=None):
    return compute(operations.tile, as_tensor(input), _lengths(multiples))


@recorded("BroadcastTo")
def broadcast_to(input, shape, name=None):
    return compute(operations.broadcastTo, as_tensor(input), _lengths(shape))


@recorded("PadV2", "Pad")
def pad(tensor, paddings, mode="CONSTANT", constant_values=0, name=None):
    return compute(operations.pad, as_tensor(tensor), [list(each) for each in paddings], constant_values)


@recorded("ReverseV2", "Reverse")
def reverse(tensor, axis, name=None):
    return compute(operations.reverse, as_tensor(tensor), _axes(axis))


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
        x, y = _pair("SelectV2", x, y)
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
    return compute(operations.scatterND, constant(indices, int32), as_tensor(updates), _lengths(shape))


@recorded("Cast")
def cast(x, dtype, name=None):
    kind = as_dtype(dtype)
    tensor = as_tensor(x)
    if tensor.dtype is kind:
        return tensor
    result = call(operations.cast, (tensor, kind))
    result._dtype = kind
    return result


@recorded("ClipByValue", "clip_by_value")
def clip_by_value(t, clip_value_min, clip_value_max, name=None):
    return minimum(maximum(t, clip_value_min), clip_value_max)


@recorded("ClipByNorm", "clip_by_norm")
def clip_by_norm(t, clip_norm, axes=None, name=None):
    x = as_tensor(t)
    return x * clip_norm / maximum(norm(x, axis=axes, keepdims=axes is not None), clip_norm)


@recorded("ClipByGlobalNorm", "clip_by_global_norm")
def clip_by_global_norm(t_list, clip_norm, use_norm=None, name=None):
    tensors = [None if each is None else as_tensor(each) for each in t_list]
    *clipped, length = call(operations.clipByGlobalNorm, (tensors, constant(clip_norm, float32)))
    return clipped, length


@recorded("GlobalNorm", "global_norm")
def global_norm(t_list, name=None):
    return call(operations.globalNorm, ([None if each is None else as_tensor(each) for each in t_list],))


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
    js = operations.fill(to_js(_lengths(dims)), _duet_host.first(number._values()), number.dtype.storage)
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


# Networks.


@recorded("Softmax")
def softmax(logits, axis=-1, name=None):
    return compute(operations.softmax, _real(logits), axis)


@recorded("LogSoftmax")
def log_softmax(logits, axis=-1, name=None):
    return compute(operations.logSoftmax, _real(logits), axis)


@recorded("Gelu", "Gelu")
def gelu(features, approximate=False, name=None):
    x = _real(features)
    if approximate:
        return x * 0.5 * (1.0 + tanh(0.7978845608028654 * (x + 0.044715 * x**3)))
    return x * 0.5 * (1.0 + erf(x / 1.4142135623730951))


@recorded("Silu", "Silu")
def silu(features, beta=1.0, name=None):
    x = _real(features)
    return x * sigmoid(x * beta)


@recorded("LeakyRelu")
def leaky_relu(features, alpha=0.2, name=None):
    return compute(operations.leakyRelu, _real(features), alpha)


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
