"""Arithmetic, comparisons and functions of each element, and products of matrices, by TensorFlow's names."""

import builtins

from _duet.bridge import call

from tensorflow import errors
from tensorflow._dtypes import as_dtype, float32, float64
from tensorflow._tensor import Tensor, as_tensor, compute, constant, operations
from tensorflow._trace import recorded


def is_operand(value):
    """Whether a value can stand beside a tensor in arithmetic."""
    plain = isinstance(value, (Tensor, bool, int, float, list, tuple))
    return plain or hasattr(value, "_as_tensor") or hasattr(value, "__array__")


def pair(type, x, y):
    """Both sides as tensors of one type: a number takes the type of the tensor beside it."""
    if is_tensor(x):
        x = as_tensor(x)
        y = as_tensor(y) if is_tensor(y) else _beside(y, x)
    elif is_tensor(y):
        y = as_tensor(y)
        x = _beside(x, y)
    else:
        x = as_tensor(x)
        y = _beside(y, x)
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
            shapes = f"{listed(x.shape)} vs. {listed(y.shape)}"
            raise errors.InvalidArgumentError(
                f"{{{{function_node __wrapped__{type}_device_/job:localhost/replica:0/task:0/device:CPU:0}}}} "
                f"Incompatible shapes: {shapes} [Op:{type}] name: "
            )


def listed(shape):
    """A shape as TensorFlow's errors have it."""
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
        return compute(js, *pair(type, x, y))

    operation.__name__ = function
    return recorded(type, name or type, constants=(0, 1))(operation)


def _comparison(type, function):
    js = getattr(operations, function)

    def operation(x, y, name=None):
        return compute(js, *pair(type, x, y))

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
        return compute(js, real(x) if function in _REAL else as_tensor(x))

    operation.__name__ = name or function
    return recorded(type)(operation)


_REAL = frozenset(("exp", "log", "sqrt", "sin", "cos", "tanh", "sigmoid", "mean"))


def real(x):
    """A value as a tensor; a whole number as a real one."""
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
    return compute(operations.logicalAnd, *pair("LogicalAnd", x, y))


@recorded("LogicalOr")
def logical_or(x, y, name=None):
    return compute(operations.logicalOr, *pair("LogicalOr", x, y))


@recorded("LogicalXor")
def logical_xor(x, y, name=None):
    return compute(operations.logicalXor, *pair("LogicalXor", x, y))


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
        raise errors.InvalidArgumentError(f"{place} In[0] and In[1] has different ndims: {listed(a.shape)} vs. "
                                          f"{listed(b.shape)} [Op:{kind}] name: ")
    if a.shape[-2 if transpose_a else -1] != b.shape[-1 if transpose_b else -2]:
        place = f"{{{{function_node __wrapped__{kind}_device_/job:localhost/replica:0/task:0/device:CPU:0}}}}"
        raise errors.InvalidArgumentError(
            f"{place} Matrix size-incompatible: In[0]: {listed(a.shape)}, In[1]: {listed(b.shape)} "
            f"[Op:{kind}] name: "
        )
    if a.dtype.is_integer:
        # TensorFlow.js multiplies matrices of real numbers only.
        return cast(compute(operations.matMul, cast(a, float32), cast(b, float32), transpose_a, transpose_b), a.dtype)
    return compute(operations.matMul, a, b, transpose_a, transpose_b)


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


# Of networks.


@recorded("Softmax")
def softmax(logits, axis=-1, name=None):
    return compute(operations.softmax, real(logits), axis)


@recorded("LogSoftmax")
def log_softmax(logits, axis=-1, name=None):
    return compute(operations.logSoftmax, real(logits), axis)


@recorded("Gelu", "Gelu")
def gelu(features, approximate=False, name=None):
    x = real(features)
    if approximate:
        return x * 0.5 * (1.0 + tanh(0.7978845608028654 * (x + 0.044715 * x**3)))
    return x * 0.5 * (1.0 + erf(x / 1.4142135623730951))


@recorded("Silu", "Silu")
def silu(features, beta=1.0, name=None):
    x = real(features)
    return x * sigmoid(x * beta)


@recorded("LeakyRelu")
def leaky_relu(features, alpha=0.2, name=None):
    return compute(operations.leakyRelu, real(features), alpha)
