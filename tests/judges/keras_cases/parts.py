"""Activations with their arguments, constraints, regularizers, initializers without chance, and utilities."""

import keras
import numpy
import tensorflow as tf
from keras_case import ELEMENTWISE, REDUCTION, Numbers, config_of, label

SIGNS = numpy.float32([[-3.5, -1.0, -0.5, 0.0], [0.25, 0.5, 1.0, 7.0]])


def activation(name, *arguments, x=SIGNS, **keywords):
    """The values, and the gradients of their sum, in which they have the weights 1, 2, 3 ..."""
    inputs = tf.Variable(x)
    with tf.GradientTape() as tape:
        value = getattr(keras.activations, name)(inputs, *arguments, **keywords)
        weights = numpy.float32(numpy.arange(1, 1 + numpy.prod(value.shape)).reshape(value.shape))
        total = tf.reduce_sum(value * weights)
    return {
        "name": f"activations.{title(name, arguments, keywords)}",
        "kind": "activation",
        "part": name,
        "arguments": list(arguments),
        "keywords": keywords,
        "x": x,
        "tolerance": ELEMENTWISE * 2,
        "value": value,
        "gradient": tf.convert_to_tensor(tape.gradient(total, inputs)),
    }


def title(name, arguments, keywords):
    return label(name, {**{str(index): value for index, value in enumerate(arguments)}, **keywords})


def applied(namespace, name, x, *arguments, **keywords):
    """What an object of a constraint or a regularizer makes of `x`."""
    made = getattr(getattr(keras, namespace), name)(*arguments, **keywords)
    return {
        "name": f"{namespace}.{title(name, arguments, keywords)}",
        "kind": "object",
        "namespace": namespace,
        "part": name,
        "arguments": list(arguments),
        "keywords": keywords,
        "x": x,
        "tolerance": REDUCTION,
        "value": tf.convert_to_tensor(made(keras.ops.convert_to_tensor(x))),
        "config": config_of(made),
    }


def initial(name, shape, *arguments, **keywords):
    made = getattr(keras.initializers, name)(*arguments, **keywords)
    return {
        "name": f"initializers.{title(name, arguments, keywords)} of {shape}",
        "kind": "initializer",
        "part": name,
        "arguments": list(arguments),
        "keywords": keywords,
        "shape": shape,
        "tolerance": 0,
        "value": tf.convert_to_tensor(made(shape)),
        "config": config_of(made),
    }


def utility(name, *arguments, **keywords):
    return {
        "name": f"utils.{title(name, arguments, keywords)}",
        "kind": "utility",
        "part": name,
        "arguments": list(arguments),
        "keywords": keywords,
        "tolerance": ELEMENTWISE,
        "value": numpy.float32(getattr(keras.utils, name)(*arguments, **keywords)),
    }


def cases():
    numbers = Numbers(31)
    plain = [
        "celu", "elu", "exponential", "gelu", "glu", "hard_shrink", "hard_sigmoid", "hard_silu", "hard_tanh",
        "leaky_relu", "linear", "log_sigmoid", "log_softmax", "mish", "relu", "relu6", "selu", "sigmoid", "silu",
        "soft_shrink", "softmax", "softplus", "softsign", "squareplus", "tanh", "tanh_shrink",
    ]  # fmt: skip
    cube, matrix, kernel = numbers.normal(2, 3, 2), numbers.normal(3, 4) * 2, numbers.normal(2, 2, 3, 2)
    return [
        *(activation(name) for name in plain),
        activation("elu", 0.5),
        activation("elu", alpha=2.0),
        activation("celu", alpha=2.0),
        activation("gelu", approximate=True),
        activation("gelu", approximate=False),
        activation("leaky_relu", 0.1),
        activation("leaky_relu", negative_slope=0.3),
        activation("relu", negative_slope=0.1),
        activation("relu", max_value=0.75, threshold=0.4, negative_slope=0.2),
        *(activation(name, axis=axis, x=cube) for name in ("softmax", "log_softmax") for axis in (0, 1)),
        activation("glu", axis=0),
        activation("hard_shrink", threshold=0.75),
        activation("soft_shrink", 0.25),
        activation("squareplus", b=2.0),
        activation("threshold", 0.3, -1.0),
        *(applied("constraints", name, matrix) for name in ("MaxNorm", "MinMaxNorm", "NonNeg", "UnitNorm")),
        *(applied("constraints", name, kernel, axis=[0, 1, 2]) for name in ("MaxNorm", "MinMaxNorm", "UnitNorm")),
        applied("constraints", "MaxNorm", matrix, 0.5, 1),
        applied("constraints", "MinMaxNorm", matrix, 0.5, 0.8, 0.3),
        *(applied("regularizers", name, matrix) for name in ("L1", "L2", "L1L2", "OrthogonalRegularizer")),
        applied("regularizers", "L1L2", matrix, 0.1, 0.2),
        applied("regularizers", "OrthogonalRegularizer", matrix, factor=0.1, mode="columns"),
        initial("Zeros", [2, 3]),
        initial("Ones", []),
        initial("Constant", [2, 2], 0.5),
        initial("Identity", [2, 3], gain=2.0),
        utility("to_categorical", [0, 2, 1]),
        utility("to_categorical", [[0, 1], [2, 0]], num_classes=4),
        utility("to_categorical", [[1], [0]], 3),
        utility("normalize", [[3.0, 4.0], [0.0, 0.5]]),
        utility("normalize", [[3.0, 4.0], [6.0, 8.0]], axis=0, order=1),
        utility("pad_sequences", [[1], [2, 3], [4, 5, 6]]),
        utility("pad_sequences", [[1], [2, 3], [4, 5, 6]], maxlen=2, padding="post", truncating="post", value=-1.0),
    ]
