"""Graphs of models: the layers that a summary lists, their shapes and weights, and what they are connected to."""

import keras
from keras import layers
from keras_cases.one_truth import MODELS


def multilayer_perceptron():
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            layers.Flatten(),
            layers.Dense(128, activation="relu"),
            layers.Dropout(0.2),
            layers.Dense(10),
        ]
    )


def residual():
    inputs = keras.Input((32, 32, 3), name="input")
    x = layers.Conv2D(16, 3, padding="same", name="stem")(inputs)
    y = layers.Conv2D(16, 3, padding="same", use_bias=False, name="conv1")(x)
    y = layers.Activation("relu", name="relu1")(layers.BatchNormalization(name="norm1")(y))
    z = layers.Conv2D(16, 3, padding="same", use_bias=False, name="conv2")(y)
    z = layers.BatchNormalization(name="norm2")(z)
    z = layers.Activation("relu", name="relu2")(layers.Add(name="add")([z, x]))
    return keras.Model(inputs, layers.Dense(10, name="head")(layers.GlobalAveragePooling2D(name="pool")(z)))


def branches():
    inputs = keras.Input((28, 28, 1), name="input")
    narrow = layers.Conv2D(8, 1, name="narrow")(inputs)
    wide = layers.Conv2D(8, 3, padding="same", name="wide")(inputs)
    both = layers.Activation("relu", name="relu")(layers.Concatenate(name="cat")([narrow, wide]))
    return keras.Model(inputs, layers.Dense(10, name="head")(layers.GlobalAveragePooling2D(name="pool")(both)))


NETWORKS = {"mlp": multilayer_perceptron, "cnn": MODELS["CNN for CIFAR-10"], "residual": residual, "branches": branches}


def describe(layer):
    node = layer._inbound_nodes[0]
    return {
        "id": layer.name,
        "class": "Input" if isinstance(layer, layers.InputLayer) else type(layer).__name__,
        "shape": list(layer.output.shape),
        "weights": {weight.name: list(weight.shape) for weight in layer.trainable_weights},
        "buffers": {weight.name: list(weight.shape) for weight in layer.non_trainable_weights if len(weight.shape) > 0},
        "from": [parent.operation.name for parent in node.parent_nodes],
    }


def case(name, build):
    keras.utils.clear_session()
    model = build()
    known = {layer.name for layer in model.layers}
    sources = [tensor._keras_history.operation for tensor in model.inputs]
    inputs = [layer for layer in sources if layer.name not in known]

    def total(weights):
        count = sum(keras.ops.size(weight) for weight in weights)
        return [int(count), 4 * int(count)]

    return {
        "name": name,
        "layers": [describe(layer) for layer in [*inputs, *model.layers]],
        "trainable": total(model.trainable_weights),
        "other": total([weight for weight in model.non_trainable_weights if "seed" not in weight.name]),
    }


def cases():
    return [case(name, build) for name, build in NETWORKS.items()]
