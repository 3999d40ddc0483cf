"""Random numbers of TensorFlow and Keras: streams, initial weights after set_random_seed, masks, the order of fit.

The tolerance is 0: float32 numbers are to be the same bits.
"""

import keras
import numpy as np
import tensorflow as tf

INITIALIZERS = [
    ["GlorotUniform", {}],
    ["GlorotNormal", {}],
    ["HeUniform", {}],
    ["HeNormal", {"seed": 5}],
    ["LecunNormal", {}],
    ["RandomNormal", {"stddev": 0.5}],
    ["RandomUniform", {"minval": -2.0, "maxval": 1.0}],
    ["TruncatedNormal", {"mean": 1.0}],
    ["VarianceScaling", {"distribution": "untruncated_normal", "mode": "fan_out"}],
]
LAYERS = [
    ["Dense", {"units": 3}, [None, 2]],
    ["Dropout", {"rate": 0.0}, [None, 2]],
    ["Dropout", {"rate": 0.5}, [None, 2]],
    ["Conv2D", {"filters": 2, "kernel_size": 3}, [None, 5, 5, 2]],
    ["SeparableConv2D", {"filters": 2, "kernel_size": 3}, [None, 5, 5, 2]],
    ["DepthwiseConv2D", {"kernel_size": 2}, [None, 5, 5, 2]],
    ["Embedding", {"input_dim": 5, "output_dim": 2}, [None, 3]],
    ["SimpleRNN", {"units": 2, "recurrent_initializer": "glorot_uniform"}, [None, 3, 2]],
    ["GRU", {"units": 2, "recurrent_initializer": "glorot_uniform"}, [None, 3, 2]],
    ["BatchNormalization", {}, [None, 2]],
    ["Dense", {"units": 2}, [None, 2]],
]


def stream_case(kind, function, parameters):
    values = function([101], [1234567, 3], *parameters)
    return {"name": f"stream: {kind}", "kind": "stream", "draw": kind, "parameters": parameters, "values": np.ravel(values)}


def initializer_case(index, name, config):
    keras.utils.set_random_seed(index)
    values = getattr(keras.initializers, name)(**config)((3, 4))
    return {"name": f"initializer: {name}", "kind": "initializer", "seed": index, "class": name, "config": config,
            "values": np.ravel(values)}


def layers_case():
    keras.utils.set_random_seed(42)
    weights = []
    for name, config, shape in LAYERS:
        layer = getattr(keras.layers, name)(**config)
        layer.build(tuple(shape))
        weights += [np.ravel(each) for each in layer.weights if each.path.split("/")[-1] != "seed_generator_state"]
    return {"name": "layers one after the other", "kind": "layers", "layers": LAYERS, "values": np.concatenate(weights)}


def dropout_case(rate):
    layer = keras.layers.Dropout(rate, seed=7)
    masks = [np.ravel(layer(np.ones((3, 5), "float32"), training=True)) for _ in range(2)]
    return {"name": f"dropout {rate}", "kind": "dropout", "rate": rate, "values": np.concatenate(masks)}


def order_case(count, seed):
    """The order of the samples in fit, told by the steps of SGD: each of them sees one sample, and is as large as it."""
    keras.utils.set_random_seed(seed)
    seen = []

    class Recorder(keras.layers.Layer):
        def call(self, x):
            if tf.executing_eagerly():
                seen.extend(int(each) for each in np.ravel(x))
            return x

    model = keras.Sequential([keras.Input((1,)), Recorder(), keras.layers.Dense(1)])
    seen.clear()
    model.compile("sgd", "mse", run_eagerly=True)
    model.fit(np.arange(count, dtype="float32")[:, None], np.zeros((count, 1)), batch_size=3, epochs=2, verbose=0)
    return {"name": f"order of {count} with seed {seed}", "kind": "order", "count": count, "seed": seed,
            "values": np.array(seen)}


def cases():
    made = [
        stream_case("normal", tf.random.stateless_normal, [0.5, 2.0]),
        stream_case("uniform", tf.random.stateless_uniform, [-2.5, 1.3]),
        stream_case("truncated", tf.random.stateless_truncated_normal, [0.0, 0.3]),
        stream_case("whole", lambda *a: tf.random.stateless_uniform(*a, dtype=tf.int32), [-5, 300]),
        stream_case("wholeOf64Bits", lambda *a: tf.random.stateless_uniform(*a, dtype=tf.int64), [-5, 300]),
        *[initializer_case(index, name, config) for index, (name, config) in enumerate(INITIALIZERS)],
        layers_case(),
        dropout_case(0.1),
        dropout_case(0.5),
        order_case(7, 42),
        order_case(6, 0),
        order_case(10, 2**32 - 1),
    ]
    return [{**case, "tolerance": 0} for case in made]
