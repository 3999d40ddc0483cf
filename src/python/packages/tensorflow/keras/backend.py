"""tf.keras.backend: what keras.backend has, and the functions of Keras 2 that TensorFlow has kept under this name."""

import math as _math

import numpy as _np
from keras.backend import backend, clear_session, epsilon, floatx, image_data_format, is_keras_tensor

from tensorflow import _arithmetic, _arrangement, _ops, _reductions, nn as _nn, random as _random
from tensorflow._arithmetic import (
    abs,
    cast,
    cos,
    equal,
    exp,
    greater,
    greater_equal,
    less,
    less_equal,
    log,
    maximum,
    minimum,
    not_equal,
    pow,
    round,
    sigmoid,
    sign,
    sin,
    softplus,
    square,
    stop_gradient,
    tanh,
)
from tensorflow._dtypes import as_dtype as _as_dtype
from tensorflow._ops import reshape, shape, tile
from tensorflow._ops import transpose as _transpose
from tensorflow._tensor import Tensor as _Tensor
from tensorflow._tensor import as_tensor as _as_tensor
from tensorflow._tensor import constant as _constant
from tensorflow._variable import Variable as _Variable
from tensorflow.math import l2_normalize as _l2_normalize


# Over axes. Truth values count as numbers.


def _of_numbers(function):
    def operation(x, axis=None, keepdims=False):
        x = _as_tensor(x)
        return function(cast(x, floatx()) if x.dtype.name == "bool" else x, axis, keepdims)

    return operation


def _of_truths(function):
    return lambda x, axis=None, keepdims=False: function(cast(x, "bool"), axis, keepdims)


mean = _of_numbers(_reductions.reduce_mean)
std = _of_numbers(_reductions.reduce_std)
var = _of_numbers(_reductions.reduce_variance)
all = _of_truths(_reductions.reduce_all)
any = _of_truths(_reductions.reduce_any)


def sum(x, axis=None, keepdims=False):
    return _reductions.reduce_sum(x, axis, keepdims)


def prod(x, axis=None, keepdims=False):
    return _reductions.reduce_prod(x, axis, keepdims)


def max(x, axis=None, keepdims=False):
    return _reductions.reduce_max(x, axis, keepdims)


def min(x, axis=None, keepdims=False):
    return _reductions.reduce_min(x, axis, keepdims)


def argmax(x, axis=-1):
    return _reductions.argmax(x, axis)


def argmin(x, axis=-1):
    return _reductions.argmin(x, axis)


def cumsum(x, axis=0):
    return _reductions.cumsum(x, axis)


def cumprod(x, axis=0):
    return _arrangement.cumprod(x, axis)


def l2_normalize(x, axis=None):
    return _l2_normalize(x, axis)


# Element by element.


def clip(x, min_value, max_value):
    low = -_math.inf if min_value is None else min_value
    high = _math.inf if max_value is None else max_value
    if isinstance(low, (int, float)) and isinstance(high, (int, float)):
        high = low if high < low else high
    return _arithmetic.clip_by_value(x, low, high)


def sqrt(x):
    """Of 0 where x is negative."""
    return _arithmetic.sqrt(maximum(x, 0.0))


def relu(x, alpha=0.0, max_value=None, threshold=0.0):
    x = _as_tensor(x)
    positive = x * cast(greater(x, threshold), x.dtype) if threshold else _nn.relu(x)
    if max_value is not None:
        positive = clip(positive, 0.0, max_value)
    return positive - alpha * _nn.relu(threshold - x) if alpha else positive


def elu(x, alpha=1.0):
    grown = _nn.elu(x)
    return grown if alpha == 1 else _ops.where(x > 0, grown, alpha * grown)


def softsign(x):
    return x / (abs(x) + 1)


def hard_sigmoid(x):
    return clip(x * 0.2 + 0.5, 0.0, 1.0)


def softmax(x, axis=-1):
    if ndim(x) <= 1:
        raise ValueError(f"Cannot apply softmax to a tensor that is 1D. Received input: {x}")
    return _nn.softmax(x, axis)


def switch(condition, then_expression, else_expression):
    """One of both: values, or functions that give them. A condition of several elements chooses for each."""
    condition = cast(condition, "bool")
    if ndim(condition) == 0:
        chosen = then_expression if condition else else_expression
        return chosen() if callable(chosen) else chosen
    then, otherwise = (each() if callable(each) else each for each in (then_expression, else_expression))
    missing = ndim(then) - ndim(condition)
    return _ops.where(reshape(condition, [*condition.shape, *[1] * missing]), then, otherwise)


# Losses, without a mean over the samples.


def _probabilities(output):
    return clip(_as_tensor(output), epsilon(), 1 - epsilon())


def binary_crossentropy(target, output, from_logits=False):
    target = _as_tensor(target)
    if from_logits:
        return _nn.sigmoid_cross_entropy_with_logits(target, _as_tensor(output))
    output = _probabilities(output)
    return -(target * log(output + epsilon()) + (1 - target) * log(1 - output + epsilon()))


def categorical_crossentropy(target, output, from_logits=False, axis=-1):
    if from_logits:
        return _nn.softmax_cross_entropy_with_logits(target, output, axis)
    output = _as_tensor(output)
    return -sum(target * log(_probabilities(output / sum(output, axis, True))), axis)


def sparse_categorical_crossentropy(target, output, from_logits=False, axis=-1):
    logits = _as_tensor(output) if from_logits else log(_probabilities(output))
    labels = one_hot(cast(target, "int64"), logits.shape[axis])
    return _nn.softmax_cross_entropy_with_logits(labels, logits, axis)


# Shapes.


def ndim(x):
    return len(x.shape)


def int_shape(x):
    return tuple(x.shape)


def dtype(x):
    return x.dtype.name


def count_params(x):
    return _math.prod(x.shape)


def expand_dims(x, axis=-1):
    return _ops.expand_dims(x, axis)


def squeeze(x, axis):
    return _ops.squeeze(x, [axis])


def flatten(x):
    return reshape(x, [-1])


def batch_flatten(x):
    return reshape(x, [-1, _math.prod(x.shape[1:])])


def permute_dimensions(x, pattern):
    return _transpose(x, pattern)


def transpose(x):
    return _transpose(x)


def concatenate(tensors, axis=-1):
    return _ops.concat(tensors, axis)


def stack(x, axis=0):
    return _ops.stack(x, axis)


def repeat(x, n):
    """A row [N, features] n times: [N, n, features]."""
    if ndim(x) != 2:
        raise ValueError(f"Expected input `x` to have rank 2. Received: rank(x)={ndim(x)}")
    return tile(expand_dims(x, 1), [1, n, 1])


def repeat_elements(x, rep, axis):
    return _arrangement.repeat(x, rep, axis)


def reverse(x, axes):
    return _ops.reverse(x, [axes] if isinstance(axes, int) else axes)


def gather(reference, indices):
    return _ops.gather(reference, indices)


def dot(x, y):
    """A product over the last axis of x and the last but one of y."""
    if ndim(x) <= 2 and ndim(y) <= 2:
        return _arithmetic.matmul(x, y)
    return _arrangement.tensordot(x, y, [[ndim(x) - 1], [ndim(y) - 2]])


# Tensors and variables.


def constant(value, dtype=None, shape=None, name=None):
    return _constant(value, dtype or floatx(), shape)


def variable(value, dtype=None, name=None, constraint=None):
    return _Variable(value, dtype=_as_dtype(dtype or floatx()), name=name, constraint=constraint)


def _made_by(function):
    def make(shape, dtype=None, name=None):
        made = function(shape, _as_dtype(dtype or floatx()))
        # As in Keras 2, what has elements is a variable.
        return variable(made, dtype, name) if _math.prod(made.shape) else made

    return make


zeros = _made_by(_ops.zeros)
ones = _made_by(_ops.ones)


def zeros_like(x, dtype=None, name=None):
    return _ops.zeros_like(x, dtype)


def ones_like(x, dtype=None, name=None):
    return _ops.ones_like(x, dtype)


def eye(size, dtype=None, name=None):
    return variable(_ops.eye(size, dtype=_as_dtype(dtype or floatx())), dtype, name)


def arange(start, stop=None, step=1, dtype="int32"):
    if stop is None:
        start, stop = 0, start if start > 0 else 0
    return cast(_ops.range(start, stop, step), dtype)


def one_hot(indices, num_classes):
    return _ops.one_hot(indices, num_classes)


def random_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return _random.normal(shape, mean, stddev, _as_dtype(dtype or floatx()), _seed(seed))


def random_uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    return _random.uniform(shape, minval, maxval, _as_dtype(dtype or floatx()), _seed(seed))


def _seed(seed):
    return _np.random.randint(10_000_000) if seed is None else seed


def cast_to_floatx(x):
    return cast(x, floatx()) if isinstance(x, (_Tensor, _Variable)) else _np.asarray(x, dtype=floatx())


def get_value(x):
    return x.numpy() if isinstance(x, (_Tensor, _Variable)) else x


def batch_get_value(tensors):
    return [x.numpy() for x in tensors]


def set_value(x, value):
    x.assign(_np.asarray(value, dtype=x.dtype.name))


def batch_set_value(tuples):
    for x, value in tuples:
        set_value(x, value)


def eval(x):
    return get_value(x)


def update(x, new_x):
    return x.assign(new_x)


def update_add(x, increment):
    return x.assign_add(increment)


def update_sub(x, decrement):
    return x.assign_sub(decrement)
