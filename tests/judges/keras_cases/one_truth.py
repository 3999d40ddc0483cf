"""The losses of networks from given weights, which PyTorch must have as well (torch_cases/one_truth.py)."""

import keras
import numpy
import one_truth
from keras import layers

MODELS = {
    "linear regression": lambda: keras.Sequential([keras.Input((3,)), layers.Dense(1)]),
    "MLP with BatchNorm": lambda: keras.Sequential(
        [
            keras.Input((12,)),
            layers.Dense(16, use_bias=False),
            layers.BatchNormalization(epsilon=1e-5, momentum=0.9),
            layers.ReLU(),
            layers.Dropout(0),
            layers.Dense(8, activation="relu"),
            layers.Dense(3),
        ]
    ),
    "CNN for CIFAR-10": lambda: keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Conv2D(64, 3, activation="relu"),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dense(10),
        ]
    ),
}
# PyTorch adds 1e-8 to the root of the corrected second moment; Keras adds its epsilon before the correction.
OPTIMIZERS = {
    "SGD": lambda: keras.optimizers.SGD(learning_rate=0.02, momentum=0.9),
    "Adam": lambda: keras.optimizers.Adam(learning_rate=0.001, epsilon=1e-8 * (1 - 0.999) ** 0.5),
}


def as_keras(parameter):
    """Filters [out, in, h, w] as [h, w, in, out], matrices [out, in] as [in, out]."""
    if parameter.ndim == 4:
        return parameter.transpose(2, 3, 1, 0)
    if parameter.shape == (64, 1024):
        # PyTorch flattens [64, 4, 4], Keras [4, 4, 64].
        return parameter.reshape(64, 64, 4, 4).transpose(2, 3, 1, 0).reshape(1024, 64)
    return parameter.T


def train(network, optimizer_name, parameters, batches):
    model = MODELS[network["name"]]()
    for variable, parameter in zip(model.trainable_variables, parameters.values(), strict=True):
        variable.assign(as_keras(parameter))
    loss = (
        keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        if network["classes"]
        else keras.losses.MeanSquaredError()
    )
    model.compile(optimizer=OPTIMIZERS[optimizer_name](), loss=loss)
    losses = []
    for samples, targets in batches:
        images = numpy.moveaxis(samples, 1, -1) if samples.ndim == 4 else samples
        losses.append(model.train_on_batch(images, targets))
        model.reset_metrics()
    return losses


def cases():
    return one_truth.cases(train)
