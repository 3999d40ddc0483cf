"""Functional models with several inputs and outputs, shared and nested layers: order of weights, outputs, losses."""

import keras
from keras import layers
from keras_case import TRAINING, Numbers, set_weights


def two_inputs():
    first, second = keras.Input((3,), name="first"), keras.Input((2,), name="second")
    left = layers.Dense(4, activation="relu", name="left")(first)
    right = layers.Dense(4, name="right")(second)
    joined = layers.Concatenate(name="joined")([left, right])
    return keras.Model([first, second], layers.Dense(2, name="out")(joined))


def two_outputs():
    inputs = keras.Input((4,), name="features")
    hidden = layers.Dense(5, activation="tanh", name="hidden")(inputs)
    return keras.Model(inputs, [layers.Dense(1, name="price")(hidden), layers.Dense(3, name="kind")(hidden)])


def residual():
    inputs = keras.Input((6, 6, 2), name="images")
    left = layers.Conv2D(2, 3, padding="same", activation="relu", name="conv")(inputs)
    left = layers.BatchNormalization(name="norm")(left)
    total = layers.Add(name="sum")([inputs, left])
    pooled = layers.GlobalAveragePooling2D(name="pool")(total)
    return keras.Model(inputs, layers.Dense(3, name="head")(pooled))


def shared():
    first, second = keras.Input((3,), name="first"), keras.Input((3,), name="second")
    tower = layers.Dense(4, activation="relu", name="tower")
    difference = layers.Subtract(name="difference")([tower(first), tower(second)])
    return keras.Model([first, second], layers.Dense(2, name="out")(difference))


def nested():
    inner = keras.Sequential([keras.Input((4,)), layers.Dense(3, name="code")], name="encoder")
    outer = keras.Sequential([keras.Input((3,)), layers.Dense(2, name="plain")], name="decoder")
    inputs = keras.Input((4,), name="inputs")
    return keras.Model(inputs, outer(inner(inputs)))


def states():
    source, target = keras.Input((3, 2), name="source"), keras.Input((4, 2), name="target")
    _, hidden, carry = layers.LSTM(2, return_state=True, name="encoder")(source)
    decoded = layers.LSTM(2, return_sequences=True, name="decoder")(target, initial_state=[hidden, carry])
    return keras.Model([source, target], layers.Dense(2, name="out")(decoded))


def by_name():
    inputs = keras.Input((4,), name="features")
    hidden = layers.Dense(5, activation="tanh", name="hidden")(inputs)
    return keras.Model(inputs, {"second": layers.Dense(2, name="a")(hidden), "first": layers.Dense(3, name="b")(hidden)})


MODELS = {
    build.__name__: build for build in (two_inputs, two_outputs, residual, shared, nested, states, by_name)
}


def case(name, compile, note="", sample_weight=None):
    keras.utils.clear_session()
    numbers = Numbers(len(name))
    model = MODELS[name]()
    weights = set_weights(model, numbers)
    x = [numbers.normal(8, *each.shape[1:]) for each in model.inputs]
    if name == "two_outputs":
        y = [numbers.normal(8, 1), numbers.integers(3, 8)]
    else:
        y = [numbers.normal(8, *each.shape[1:]) for each in model.outputs]
    single = lambda values: values[0] if len(values) == 1 else values
    outputs = model(single(x))
    names = sorted(outputs) if isinstance(outputs, dict) else None
    outputs = [outputs[key] for key in names] if names else outputs
    named = lambda values: dict(zip(names, values)) if names else single(values)
    model.compile(**{key: keras.losses.get(value) if key == "loss" and isinstance(value, str) else value for key, value in compile.items()})
    steps = [
        {
            key: float(value)
            for key, value in model.train_on_batch(single(x), named(y), return_dict=True).items()
        }
        for _ in range(5)
    ]
    return {
        "name": name + note,
        "model": name,
        "compile": compile,
        "weights": weights,
        "x": x,
        "y": y,
        "tolerance": TRAINING / 10,
        "layers": [layer.name for layer in model.layers],
        "weight_paths": [weight.path for weight in model.weights],
        "outputs": outputs if isinstance(outputs, list) else [outputs],
        "steps": steps,
        "weights_after": model.get_weights(),
        "params": model.count_params(),
    }  # fmt: skip


def cases():
    plain = {"optimizer": "sgd", "loss": "mse"}
    by_name = {"price": "mse", "kind": "sparse_categorical_crossentropy"}
    return [
        case("two_inputs", plain),
        case("residual", {"optimizer": "adam", "loss": "mse", "metrics": ["mae"]}),
        case("shared", plain),
        case("nested", plain),
        case("states", plain),
        case("by_name", {"optimizer": "sgd", "loss": {"second": "mse", "first": "mae"}}),
        case("two_outputs", {"optimizer": "sgd", "loss": ["mse", "sparse_categorical_crossentropy"]}, " by place"),
        case("two_outputs", {"optimizer": "sgd", "loss": by_name, "loss_weights": {"price": 0.5, "kind": 2.0}}, " by name"),
        case(
            "two_outputs",
            {"optimizer": "sgd", "loss": by_name, "metrics": {"price": ["mae"], "kind": ["accuracy"]}},
            " with metrics by name",
        ),
    ]
