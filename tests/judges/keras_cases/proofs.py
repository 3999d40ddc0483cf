"""The TensorFlow and Keras halves of the proofs of the comparison table."""

import keras
import numpy
import tensorflow as tf
from proof_case import proof_cases


def graphs(print):
    a = tf.constant(2.0)
    c = tf.add(a, 3)
    print(c)


def autograd(print):
    x = keras.Variable([1.0, 2.0, 3.0])
    with tf.GradientTape() as tape:
        y = tf.reduce_mean(tf.square(x))
    print(tape.gradient(y, x.value))
    constant = tf.constant([1.0, 2.0, 3.0])
    with tf.GradientTape() as second_tape:
        z = tf.reduce_mean(tf.square(constant))
    print(second_tape.gradient(z, constant))


def mutability(print):
    t = tf.range(5)
    changed = tf.tensor_scatter_nd_update(t, [[3]], [10])
    try:
        t[3] = 10
    except TypeError:
        print(t)
    print(changed)


def image_layout(print):
    conv = keras.layers.Conv2D(64, 3)
    output = conv(tf.zeros([1, 8, 8, 32]))
    for weight in conv.get_weights():
        print(weight.shape)
    print(output.shape.as_list())


def dense_init(print):
    layer = keras.layers.Dense(400)
    layer.build((None, 300))
    kernel, bias = layer.get_weights()
    print(numpy.abs(kernel).max())
    print(bool(numpy.abs(bias).max() > 0))


def conv_init(print):
    layer = keras.layers.Conv2D(64, 3)
    layer.build((None, 8, 8, 32))
    print(numpy.abs(layer.get_weights()[0]).max())


def batch_norm(print):
    layer = keras.layers.BatchNormalization()
    layer(tf.constant([[1.0], [3.0], [5.0], [7.0]]), training=True)
    _, _, moving_mean, moving_variance = layer.get_weights()
    print(moving_mean, moving_variance)


def cross_entropy(print):
    label = tf.constant([3])
    probabilities = tf.one_hot(label, 10)
    print(keras.losses.SparseCategoricalCrossentropy(from_logits=True)(label, probabilities))
    print(keras.losses.SparseCategoricalCrossentropy()(label, probabilities) < 0.00001)


def padding(print):
    image = tf.reshape(tf.range(16.0), [1, 4, 4, 1])
    layer = keras.layers.Conv2D(1, 3, strides=2, padding="same")
    layer.build((None, 4, 4, 1))
    layer.set_weights([numpy.eye(9)[4].reshape(3, 3, 1, 1), numpy.zeros(1)])
    print(tf.reshape(layer(image), [4]))


def shapes(print):
    model = keras.Sequential([keras.layers.Dense(20, activation="relu"), keras.layers.Dense(5)])
    print(model.built)
    model(tf.zeros([1, 10]))
    print(model.built, model.count_params())


def parameters(print):
    model = keras.Sequential([keras.Input([10]), keras.layers.Dense(20, activation="relu"), keras.layers.Dense(5)])
    print(model.count_params())


def dropout(print):
    layer = keras.layers.Dropout(0.2, seed=0)
    x = tf.ones([1000])
    trained = layer(x, training=True)
    print(tf.reduce_min(trained), tf.reduce_max(trained))
    evaluated = layer(x, training=False)
    print(tf.reduce_min(evaluated), tf.reduce_max(evaluated))


def optimizers(print):
    weight = keras.Variable([0.0, 0.0])
    optimizer = keras.optimizers.Adam(1.0)
    optimizer.apply([tf.constant([1e-6, 1.0])], [weight])
    print(tf.negative(weight))


def loop(print):
    model = keras.Sequential([keras.Input([2]), keras.layers.Dense(1)])
    print(hasattr(model, "fit"))


def schedules(print):
    schedule = keras.optimizers.schedules.ExponentialDecay(0.1, 100, 0.5)
    print(float(schedule(0)), float(schedule(100)))


def cases():
    return proof_cases(
        {
            "graphs": graphs,
            "autograd": autograd,
            "mutability": mutability,
            "image-layout": image_layout,
            "dense-init": dense_init,
            "conv-init": conv_init,
            "batch-norm": batch_norm,
            "cross-entropy": cross_entropy,
            "padding": padding,
            "shapes": shapes,
            "parameters": parameters,
            "dropout": dropout,
            "optimizers": optimizers,
            "loop": loop,
            "schedules": schedules,
        }
    )
