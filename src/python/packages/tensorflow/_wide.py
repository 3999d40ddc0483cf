"""
Numbers of float64, which TensorFlow.js has not: a tensor of that type computes with float32, and NumPy computes its values
beside it, as far as it knows the operation. What else gives a float64 tensor has the digits of float32.
"""

from tensorflow._dtypes import float64


def wide_values(tensor):
    """The values of a tensor as NumPy's float64."""
    known = tensor.__dict__.get("_wide")
    if known is not None:
        return known
    from tensorflow import _arrays
    from tensorflow._tensor import host

    values = tensor._values()
    if tensor.dtype is float64:
        return _arrays.array_of(host.shortestDigits(values), tensor.shape, float64)
    return _arrays.array_of(values, tensor.shape, tensor.dtype).astype("float64")


def keep_wide(tensor, values):
    """Notes the values of a float64 tensor."""
    if tensor.dtype is float64:
        import numpy

        tensor._wide = numpy.asarray(values, dtype="float64").reshape(tuple(tensor.shape))
    return tensor


def widened(type, function):
    """An operation that knows the values of its float64 results."""
    compute = _COMPUTE.get(type)
    if compute is None:
        return function

    def operation(*args, **keywords):
        result = function(*args, **keywords)
        # A result may be an argument itself, as that of a cast to its own type.
        if getattr(result, "dtype", None) is float64 and "_wide" not in result.__dict__:
            import numpy

            keep_wide(result, compute(numpy, *map(_wide, args), **_known(keywords)))
        return result

    operation.__name__ = function.__name__
    operation.__doc__ = function.__doc__
    return operation


def _wide(value):
    from tensorflow._tensor import Tensor

    if isinstance(value, Tensor):
        return wide_values(value)
    if hasattr(value, "_as_tensor"):
        return wide_values(value._as_tensor())
    if isinstance(value, list):
        return [_wide(each) for each in value]
    return value


def _known(keywords):
    return {name: _wide(value) for name, value in keywords.items() if name != "name"}


def _binary(name):
    return lambda np, x, y, *_, **__: getattr(np, name)(np.asarray(x, dtype="float64"), np.asarray(y, dtype="float64"))


def _unary(name):
    return lambda np, x, *_, **__: getattr(np, name)(x)


def _reduction(name):
    def compute(np, x, axis=None, keepdims=False, *_, **__):
        return getattr(np, name)(x, axis=tuple(axis) if isinstance(axis, list) else axis, keepdims=keepdims)

    return compute


def _matmul(np, a, b, transpose_a=False, transpose_b=False, *_, **__):
    a, b = (np.asarray(each, dtype="float64") for each in (a, b))
    return np.matmul(np.swapaxes(a, -1, -2) if transpose_a else a, np.swapaxes(b, -1, -2) if transpose_b else b)


_COMPUTE = {
    **{type: _binary(name) for type, name in {
        "AddV2": "add", "Sub": "subtract", "Mul": "multiply", "RealDiv": "divide", "FloorDiv": "floor_divide",
        "FloorMod": "mod", "Maximum": "maximum", "Minimum": "minimum", "Pow": "power",
    }.items()},
    **{type: _unary(name) for type, name in {
        "Neg": "negative", "Abs": "abs", "Exp": "exp", "Log": "log", "Log1p": "log1p", "Expm1": "expm1", "Sqrt": "sqrt",
        "Square": "square", "Sign": "sign", "Sin": "sin", "Cos": "cos", "Tan": "tan", "Sinh": "sinh", "Cosh": "cosh",
        "Tanh": "tanh", "Floor": "floor", "Ceil": "ceil", "Round": "round", "Identity": "copy", "ZerosLike": "zeros_like",
        "OnesLike": "ones_like", "StopGradient": "copy",
    }.items()},
    **{type: _reduction(name) for type, name in {
        "Sum": "sum", "Mean": "mean", "Max": "max", "Min": "min", "Prod": "prod", "Std": "std", "Variance": "var",
    }.items()},
    "Sigmoid": lambda np, x, *_, **__: 1 / (1 + np.exp(-x)),
    "Relu": lambda np, x, *_, **__: np.maximum(x, 0.0),
    "Rsqrt": lambda np, x, *_, **__: 1 / np.sqrt(x),
    "Reciprocal": lambda np, x, *_, **__: 1 / x,
    "SquaredDifference": lambda np, x, y, *_, **__: np.square(np.subtract(x, y)),
    "Cast": lambda np, x, *_, **__: np.asarray(x).astype("float64"),
    "MatMul": _matmul,
    "Cumsum": lambda np, x, axis=0, *_, **__: np.cumsum(x, axis=axis),
    "Reshape": lambda np, x, *_, **__: x,
    "Squeeze": lambda np, x, *_, **__: x,
    "ExpandDims": lambda np, x, *_, **__: x,
    "Transpose": lambda np, x, perm=None, *_, **__: np.transpose(x, perm),
    "ConcatV2": lambda np, values, axis, *_, **__: np.concatenate(values, axis=axis),
    "Pack": lambda np, values, axis=0, *_, **__: np.stack(values, axis=axis),
    "StridedSlice": lambda np, x, key, *_, **__: np.asarray(x)[key],
    "Tile": lambda np, x, multiples, *_, **__: np.tile(x, multiples),
    "BroadcastTo": lambda np, x, shape, *_, **__: np.broadcast_to(x, tuple(int(each) for each in shape)),
    "SelectV2": lambda np, condition, x, y, *_, **__: np.where(np.asarray(condition).astype("bool"), x, y),
}
