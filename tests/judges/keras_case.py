"""What the cases of Keras share: numbers, layers and models from their specifications."""

import keras
import numpy

ELEMENTWISE = 1e-6
REDUCTION = 1e-5
TRAINING = 1e-4

# Arguments that the dialect does not have, or that every layer has.
LEFT_OUT = {
    "activity_regularizer", "autocast", "build_config", "data_format", "dtype", "implementation", "lora_alpha",
    "lora_rank", "mask_zero", "name", "output_padding", "quantization_config", "ragged", "renorm", "renorm_clipping",
    "renorm_momentum", "rms_scaling", "sparse", "stateful", "synchronized", "trainable", "unroll", "use_cudnn", "zero_output_for_mask",
}  # fmt: skip


class Numbers:
    """Numbers of two decimals that follow from a seed."""

    def __init__(self, seed):
        self.generator = numpy.random.default_rng(seed)

    def normal(self, *shape):
        return numpy.float32(numpy.round(self.generator.normal(size=shape), 2))

    def uniform(self, *shape):
        return numpy.float32(numpy.round(self.generator.uniform(0.05, 0.95, size=shape), 2))

    def integers(self, high, *shape):
        return self.generator.integers(0, high, size=shape).astype("int32")

    def probabilities(self, *shape):
        raw = self.uniform(*shape)
        return numpy.float32(numpy.round(raw / raw.sum(-1, keepdims=True), 3))


def build(spec):
    """An object of Keras: a list [class, keywords] is a layer, with layers among its keywords."""
    kind, keywords = spec
    if kind == "Input":
        return keras.Input(**keywords)
    resolved = {
        key: build(value) if isinstance(value, list) and value and isinstance(value[0], str) else value
        for key, value in keywords.items()
    }
    return getattr(keras.layers, kind)(**resolved)


def sequential(specs):
    return keras.Sequential([build(spec) for spec in specs])


def set_weights(model, numbers):
    """Other weights than those of Keras's generator; variances stay positive."""
    weights = [
        numbers.uniform(*weight.shape) + numpy.float32(0.5) if "variance" in weight.name else numbers.normal(*weight.shape)
        for weight in model.weights
    ]
    model.set_weights(weights)
    return weights


def config_of(thing):
    """The arguments of a layer, optimizer or loss; of objects among them only the class."""
    return {key: simplify(value) for key, value in thing.get_config().items() if key not in LEFT_OUT}


def simplify(value):
    if isinstance(value, dict) and "class_name" in value:
        return value["class_name"]
    if isinstance(value, float | numpy.floating):
        return float(f"{float(value):.9g}")
    if isinstance(value, tuple):
        return list(value)
    return value


def label(kind, keywords):
    return f"{kind}({', '.join(f'{key}={brief(value)}' for key, value in keywords.items())})"


def brief(value):
    return value if isinstance(value, str) else str(value).replace(" ", "")
