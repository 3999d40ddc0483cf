"""TensorFlow in the browser: Python's names and text over TensorFlow.js, which computes."""

import builtins as _builtins
import sys as _sys

from _duet.names import missing_name as _missing_name

from tensorflow import _printing, _trace, errors
from tensorflow._arrangement import (
    broadcast_static_shape,
    einsum,
    ensure_shape,
    meshgrid,
    repeat,
    roll,
    sequence_mask,
    tensordot,
    unique,
    unique_with_counts,
)
from tensorflow._custom_gradient import UnconnectedGradients, custom_gradient
from tensorflow._device import device
from tensorflow._dtypes import (
    DType,
    as_dtype,
    bool_,
    float16,
    float32,
    float64,
    int8,
    int16,
    int32,
    int64,
    uint8,
)
from tensorflow._function import TensorSpec, function
from tensorflow._module import Module
from tensorflow._arithmetic import (
    abs,
    acos,
    add,
    add_n,
    asin,
    atan,
    cast,
    clip_by_value,
    cos,
    cosh,
    divide,
    equal,
    exp,
    floor,
    greater,
    greater_equal,
    identity,
    is_tensor,
    less,
    less_equal,
    logical_and,
    logical_not,
    logical_or,
    matmul,
    maximum,
    minimum,
    multiply,
    negative,
    not_equal,
    pow,
    round,
    sigmoid,
    sign,
    sin,
    sinh,
    sqrt,
    square,
    stop_gradient,
    subtract,
    tan,
    tanh,
    truediv,
)
from tensorflow._ops import (
    boolean_mask,
    broadcast_to,
    concat,
    expand_dims,
    eye,
    fill,
    gather,
    gather_nd,
    linspace,
    one_hot,
    ones,
    ones_like,
    pad,
    range,
    rank,
    reshape,
    reverse,
    scatter_nd,
    shape,
    size,
    split,
    squeeze,
    stack,
    tensor_scatter_nd_update,
    tile,
    transpose,
    unstack,
    where,
    zeros,
    zeros_like,
)
from tensorflow._reductions import (
    argmax,
    argmin,
    argsort,
    clip_by_global_norm,
    clip_by_norm,
    cumsum,
    norm,
    reduce_all,
    reduce_any,
    reduce_logsumexp,
    reduce_max,
    reduce_mean,
    reduce_min,
    reduce_prod,
    reduce_sum,
    sort,
)
from tensorflow._shape import TensorShape
from tensorflow._tape import GradientTape
from tensorflow._tensor import Tensor, constant
from tensorflow._variable import Variable

bool = bool_
newaxis = None
__version__ = "2.21.0"
VERSION = __version__


def executing_eagerly():
    return _trace.current() is None


def convert_to_tensor(value, dtype=None, dtype_hint=None, name=None):
    return constant(value, dtype)


@_trace.recorded("PrintV2")
def print(*values, output_stream=None, end="\n", sep=" ", summarize=3, **_):
    """tf.print: to the stream of errors, as TensorFlow does."""
    text = sep.join(_printing.text_of(each, summarize) for each in values)
    _builtins.print(text, end=end, file=output_stream or _sys.stderr)


from tensorflow import config, data, distribute, linalg, math, nn, random, saved_model  # noqa: E402


def __getattr__(name):
    if name == "keras":
        import tensorflow.keras

        return tensorflow.keras
    if name in ("initializers", "losses", "metrics", "optimizers"):
        import keras

        return getattr(keras, name)
    raise _missing_name("module 'tensorflow'", name, globals())
