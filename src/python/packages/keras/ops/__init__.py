"""keras.ops: TensorFlow's operations under NumPy's names."""

from tensorflow._ops import (
    abs,
    argmax,
    argmin,
    argsort,
    broadcast_to,
    cast,
    ceil,
    cos,
    cumsum,
    divide,
    elu,
    equal,
    exp,
    expand_dims,
    expm1,
    eye,
    floor,
    greater,
    greater_equal,
    less,
    less_equal,
    linspace,
    log,
    log1p,
    log_softmax,
    logical_and,
    logical_not,
    logical_or,
    matmul,
    maximum,
    minimum,
    mod,
    multiply,
    negative,
    norm,
    not_equal,
    one_hot,
    ones,
    ones_like,
    power,
    relu,
    reshape,
    round,
    selu,
    sigmoid,
    sign,
    sin,
    softmax,
    softplus,
    sort,
    split,
    sqrt,
    square,
    squeeze,
    stack,
    stop_gradient,
    subtract,
    tan,
    tanh,
    tile,
    top_k,
    transpose,
    where,
    zeros,
    zeros_like,
)
from tensorflow._ops import add_n as _add_n
from tensorflow._ops import clip_by_value as clip
from tensorflow._ops import concat as _concat
from tensorflow._ops import fill as full
from tensorflow._ops import gather as _gather
from tensorflow._ops import is_finite as isfinite
from tensorflow._ops import is_nan as isnan
from tensorflow._ops import is_tensor
from tensorflow._ops import plus as add
from tensorflow._ops import range as arange
from tensorflow._ops import reduce_all as all
from tensorflow._ops import reduce_any as any
from tensorflow._ops import reduce_logsumexp as logsumexp
from tensorflow._ops import reduce_max as max
from tensorflow._ops import reduce_mean as mean
from tensorflow._ops import reduce_min as min
from tensorflow._ops import reduce_prod as prod
from tensorflow._ops import reduce_std as std
from tensorflow._ops import reduce_sum as sum
from tensorflow._ops import reduce_variance as var
from tensorflow._tensor import constant as _constant

dot = matmul


def convert_to_tensor(x, dtype=None, sparse=None):
    return _constant(x, dtype)


array = convert_to_tensor


def convert_to_numpy(x):
    import numpy

    return numpy.asarray(x)


def shape(x):
    return tuple(x.shape)


def ndim(x):
    return len(x.shape)


def concatenate(xs, axis=0):
    return _concat(xs, axis)


def take(x, indices, axis=0):
    return _gather(x, indices, axis)


def absolute(x):
    return abs(x)


def _take_symbols():
    """Lets every function here be called on tensors without values."""
    from keras._symbolic import operation

    names = {"abs": "absolute", "divide": "true_divide"}
    for name, function in list(globals().items()):
        if callable(function) and not name.startswith("_") and name not in ("is_tensor", "shape", "ndim"):
            globals()[name] = operation(names.get(name, name), function)


_take_symbols()
