"""tf.nn."""

from tensorflow._arithmetic import (
    elu,
    gelu,
    leaky_relu,
    log_softmax,
    matmul,
    relu,
    relu6,
    selu,
    sigmoid,
    silu,
    softmax,
    softplus,
    sqrt,
    square,
    tanh,
)
from tensorflow._reductions import reduce_mean, reduce_sum, top_k
from tensorflow._arithmetic import is_tensor as _is_tensor
from tensorflow.math import l2_normalize


swish = silu


def softmax_cross_entropy_with_logits(labels, logits, axis=-1, name=None):
    return -reduce_sum(labels * log_softmax(logits, axis), axis)


def sparse_softmax_cross_entropy_with_logits(labels, logits, name=None):
    from tensorflow._ops import one_hot

    return softmax_cross_entropy_with_logits(one_hot(labels, logits.shape[-1]), logits)


def sigmoid_cross_entropy_with_logits(labels=None, logits=None, name=None):
    return relu(logits) - logits * labels + softplus(-abs(logits))


def l2_loss(t, name=None):
    return reduce_sum(square(t)) / 2


def moments(x, axes, keepdims=False, name=None):
    from tensorflow._reductions import reduce_variance

    return reduce_mean(x, axes, keepdims), reduce_variance(x, axes, keepdims)


def bias_add(value, bias, data_format=None, name=None):
    return value + bias


def dropout(x, rate, noise_shape=None, seed=None, name=None):
    from tensorflow._arithmetic import cast
    from tensorflow.random import uniform

    return x * cast(uniform(x.shape) >= rate, x.dtype) / (1 - rate)
