"""keras.ops: TensorFlow's operations under NumPy's names."""

from tensorflow._arithmetic import (
    abs,
    cast,
    ceil,
    cos,
    divide,
    elu,
    equal,
    exp,
    expm1,
    floor,
    greater,
    greater_equal,
    less,
    less_equal,
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
    not_equal,
    power,
    relu,
    round,
    selu,
    sigmoid,
    sign,
    sin,
    softmax,
    softplus,
    sqrt,
    square,
    stop_gradient,
    subtract,
    tan,
    tanh,
)
from tensorflow._ops import (
    broadcast_to,
    expand_dims,
    eye,
    linspace,
    one_hot,
    ones,
    ones_like,
    reshape,
    split,
    squeeze,
    stack,
    tile,
    transpose,
    where,
    zeros,
    zeros_like,
)
from tensorflow._reductions import (
    argmax,
    argmin,
    argsort,
    cumsum,
    norm,
    sort,
    top_k,
)
from tensorflow._arithmetic import add_n as _add_n
from tensorflow._arithmetic import clip_by_value as clip
from tensorflow._ops import concat as _concat
from tensorflow._ops import fill as full
from tensorflow._ops import gather as _gather
from tensorflow._arithmetic import is_finite as isfinite
from tensorflow._arithmetic import is_nan as isnan
from tensorflow._arithmetic import is_tensor
from tensorflow._arithmetic import plus as add
from tensorflow._ops import range as arange
from tensorflow._reductions import reduce_all as all
from tensorflow._reductions import reduce_any as any
from tensorflow._reductions import reduce_logsumexp as logsumexp
from tensorflow._reductions import reduce_max as max
from tensorflow._reductions import reduce_mean as mean
from tensorflow._reductions import reduce_min as min
from tensorflow._reductions import reduce_prod as prod
from tensorflow._reductions import reduce_std as std
from tensorflow._reductions import reduce_sum as sum
from tensorflow._reductions import reduce_variance as var
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
