"""tf.math."""

from tensorflow._arrangement import bincount, cumprod, segment_sum

from tensorflow._arithmetic import (
    abs,
    acos,
    add,
    add_n,
    asin,
    atan,
    atan2,
    ceil,
    cos,
    cosh,
    divide,
    equal,
    erf,
    exp,
    expm1,
    floor,
    floordiv,
    floormod,
    greater,
    greater_equal,
    is_finite,
    is_inf,
    is_nan,
    less,
    less_equal,
    log,
    log1p,
    log_softmax,
    logical_and,
    logical_not,
    logical_or,
    logical_xor,
    maximum,
    minimum,
    mod,
    multiply,
    negative,
    not_equal,
    pow,
    reciprocal,
    round,
    rsqrt,
    sigmoid,
    sign,
    sin,
    sinh,
    softmax,
    softplus,
    sqrt,
    square,
    squared_difference,
    subtract,
    tan,
    tanh,
    truediv,
)
from tensorflow._reductions import (
    argmax,
    argmin,
    cumsum,
    reduce_all,
    reduce_any,
    reduce_logsumexp,
    reduce_max,
    reduce_mean,
    reduce_min,
    reduce_prod,
    reduce_std,
    reduce_sum,
    reduce_variance,
    top_k,
)


def l2_normalize(x, axis=None, epsilon=1e-12, name=None):
    return x * rsqrt(maximum(reduce_sum(square(x), axis, keepdims=True), epsilon))


def in_top_k(targets, predictions, k, name=None):
    from tensorflow._ops import expand_dims

    found = top_k(predictions, k).indices
    return reduce_any(equal(found, expand_dims(targets, -1)), -1)


def count_nonzero(input, axis=None, keepdims=False):
    from tensorflow._dtypes import int64
    from tensorflow._arithmetic import cast

    return reduce_sum(cast(not_equal(input, 0), int64), axis, keepdims)


def confusion_matrix(labels, predictions, num_classes=None, **_):
    from tensorflow._dtypes import int32
    from tensorflow._arithmetic import cast, matmul
    from tensorflow._ops import one_hot

    count = num_classes or max(int(reduce_max(labels)), int(reduce_max(predictions))) + 1
    return cast(matmul(one_hot(labels, count), one_hot(predictions, count), transpose_a=True), int32)
