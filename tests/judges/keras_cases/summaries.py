"""Summaries as Keras prints them where there is no terminal, and what they say in words."""

import os

import keras
from keras import layers
from keras.src.models import Functional

# The size that Python finds where there is no terminal.
os.environ["COLUMNS"] = "80"


def mlp():
    return keras.Sequential([keras.Input((28, 28)), layers.Flatten(), layers.Dense(128), layers.Dense(10)])


def cnn():
    return keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(),
            layers.Conv2D(64, 3, activation="relu"),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10),
        ]
    )


def normalized():
    return keras.Sequential(
        [
            keras.Input((16,), name="features"),
            layers.Dense(32, use_bias=False),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.Dropout(0.5),
            layers.Dense(1, name="prediction"),
        ],
        name="normalized",
    )


def unbuilt():
    return keras.Sequential([layers.Dense(8, activation="relu"), layers.Dropout(0.2), layers.Dense(2)])


def frozen():
    model = cnn()
    for layer in model.layers[:3]:
        layer.trainable = False
    return model


def chain():
    inputs = keras.Input((784,))
    hidden = layers.Dense(64, activation="relu")(inputs)
    return keras.Model(inputs, layers.Dense(10)(hidden), name="mnist_model")


def residual():
    inputs = keras.Input((8, 8, 16), name="images")
    left = layers.Conv2D(16, 3, padding="same", name="a_layer_with_quite_a_long_name_of_its_own")(inputs)
    left = layers.BatchNormalization()(left)
    total = layers.Add()([inputs, left])
    outputs = layers.Dense(4)(layers.GlobalAveragePooling2D()(total))
    return keras.Model(inputs, outputs, name="residual")


def shared():
    first, second = keras.Input((4,), name="first"), keras.Input((4,), name="second")
    tower = layers.Dense(3, name="tower")
    joined = layers.Concatenate()([tower(first), tower(second)])
    return keras.Model([first, second], layers.Dense(1)(joined), name="twins")


def twice():
    inputs = keras.Input((4,))
    step = layers.Dense(4, name="step")
    return keras.Model(inputs, step(step(inputs)), name="recurrent")


def two_outputs():
    inputs = keras.Input((6,))
    hidden = layers.Dense(5)(inputs)
    return keras.Model(inputs, [layers.Dense(2, name="left")(hidden), layers.Dense(3, name="right")(hidden)], name="fork")


def nested():
    inner = keras.Sequential([keras.Input((8,)), layers.Dense(4), layers.Dense(2)], name="encoder")
    core = keras.Sequential([keras.Input((2,)), layers.Dense(3)], name="core")
    outer = keras.Sequential([keras.Input((2,)), core, layers.Dense(8)], name="decoder")
    inputs = keras.Input((8,), name="inputs")
    return keras.Model(inputs, outer(inner(inputs)), name="autoencoder")


def model_inside():
    inputs = keras.Input((6,), name="inputs")
    fork = two_outputs()
    left, right = fork(inputs)
    return keras.Model(inputs, layers.Concatenate()([left, right]), name="around")


def big():
    return keras.Sequential([keras.Input((4096,)), layers.Dense(4096), layers.Dense(1000)], name="big")


class Perceptron(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(8, activation="relu")
        self.output_layer = layers.Dense(2)

    def call(self, x):
        return self.output_layer(self.hidden(x))


def subclassed_and_trained():
    import numpy

    model = Perceptron()
    model.compile("sgd", "mse")
    model.fit(numpy.zeros((4, 3)), numpy.zeros((4, 2)), verbose=0)
    return model


def scheduled():
    rate = keras.optimizers.schedules.ExponentialDecay(0.1, 10, 0.9)
    return keras.optimizers.SGD(rate, momentum=0.9)


def compiled():
    model = mlp()
    model.compile("adam", "mse")
    return model


def trained(optimizer):
    def build():
        import numpy

        model = mlp()
        model.compile(optimizer(), "mse")
        model.fit(numpy.zeros((2, 28, 28)), numpy.zeros((2, 10)), verbose=0)
        return model

    return build


def output_shapes(layer):
    if layer._inbound_nodes:
        return [list(output.shape) for output in layer._inbound_nodes[-1].output_tensors]
    if layer._build_shapes_dict:
        return [list(layer.compute_output_shape(**layer._build_shapes_dict))]
    return None


def describe_layer(layer, relevant):
    nodes = [node for node in layer._inbound_nodes if node in relevant]
    histories = [tensor._keras_history for node in nodes for tensor in node.input_tensors]
    return {
        "name": layer.name,
        "class_name": type(layer).__name__,
        "output_shapes": output_shapes(layer),
        "params": layer.count_params() if layer.built else None,
        "has_weights": len(layer.weights) > 0,
        "trainable": layer.trainable,
        "connected_to": [
            {"name": history.operation.name, "node_index": history.node_index, "tensor_index": history.tensor_index}
            for history in histories
        ],
        **({"layers": [describe_layer(inner, relevant) for inner in layer.layers]} if hasattr(layer, "layers") else {}),
    }


def total(variables):
    sizes = [(keras.ops.size(variable), keras.src.utils.dtype_utils.dtype_size(variable.dtype)) for variable in variables]
    return {
        "count": int(sum(int(count) for count, _ in sizes)),
        "bytes": sum(int(count) * bits / 8 for count, bits in sizes),
    }


def describe(model, has_branches):
    is_functional = isinstance(model, Functional)
    relevant = [node for nodes in model._nodes_by_depth.values() for node in nodes] if is_functional else []
    has_optimizer = model.compiled and model.optimizer and model.optimizer.built
    return {
        "name": model.name,
        "layers": [describe_layer(layer, relevant) for layer in model.layers],
        "has_branches": has_branches,
        "trainable": total(model.trainable_weights),
        "non_trainable": total(model.non_trainable_weights),
        "optimizer": total(model.optimizer.variables) if has_optimizer else None,
    }


def case(name, build, *, has_branches=False, **options):
    keras.utils.clear_session()
    model = build()
    golden = {"name": name, "model": describe(model, has_branches), "options": options}
    printed = []
    try:
        model.summary(print_fn=printed.append, **options)
    except ValueError as error:
        return {**golden, "error": str(error)}
    return {**golden, "text": "".join(printed)}


def cases():
    return [
        case("MLP", mlp),
        case("CNN", cnn),
        case("MLP, compiled", compiled),
        case("MLP after training with Adam", trained(keras.optimizers.Adam)),
        case("MLP after training with Nadam", trained(keras.optimizers.Nadam)),
        case("MLP after training with SGD", trained(keras.optimizers.SGD)),
        case("MLP after training with momentum", trained(lambda: keras.optimizers.SGD(0.1, momentum=0.9))),
        case("MLP after training with a schedule", trained(scheduled)),
        case("subclass before its first call", Perceptron),
        case("subclass after training", subclassed_and_trained),
        case("batch normalization and dropout", normalized),
        case("unbuilt", unbuilt),
        case("unbuilt, with what is trainable", unbuilt, show_trainable=True),
        case("frozen layers", frozen),
        case("frozen layers, shown", frozen, show_trainable=True),
        case("chain of the functional interface", chain),
        case("branches", residual, has_branches=True),
        case("branches, with what is trainable", residual, has_branches=True, show_trainable=True),
        case("branches on long lines", residual, has_branches=True, line_length=80),
        case("shared layer", shared, has_branches=True),
        case("layer used twice in a chain", twice, has_branches=True),
        case("two outputs", two_outputs, has_branches=True),
        case("nested models", nested),
        case("nested models, expanded", nested, expand_nested=True),
        case("nested model with two outputs", model_inside, has_branches=True),
        case("nested model with two outputs, expanded", model_inside, has_branches=True, expand_nested=True),
        case("megabytes", big),
        *(case(f"lines of {length}", cnn, line_length=length) for length in (30, 40, 41, 47, 60, 65, 72, 79, 80)),
        case("lines longer than the terminal", cnn, line_length=100),
        case("lines that are too short", cnn, line_length=16),
        case("other positions", cnn, positions=[0.3, 0.6, 1.0]),
        case("positions that leave space", cnn, positions=[0.2, 0.45, 0.6]),
        case("positions that leave a little space", cnn, positions=[0.4, 0.8, 0.97]),
        case("absolute positions of a wide first column", cnn, positions=[0.7, 0.9, 1.0], line_length=70),
        case("range of layers", cnn, layer_range=["conv2d_1", "flatten"]),
        case("range of layers by patterns", cnn, layer_range=["max_.*", "dense"]),
        case("range of layers backwards", cnn, layer_range=["dense_1", "flatten"]),
        case("range of unknown layers", cnn, layer_range=["lstm", "dense"]),
    ]
