"""Which names the page's Python has. It is run there by the test of FEATURES.md, which gives `asked`: names by namespace."""

import importlib
import json

import keras
import tensorflow as tf
import torch

_weight = torch.nn.Parameter(torch.ones(1))
_sgd = torch.optim.SGD([_weight], lr=0.1)
_model = keras.Sequential([keras.Input(shape=(1,)), keras.layers.Dense(1)])

# Fields are not seen before there is an object.
OBJECTS = {
    "torch.Tensor": torch.ones(2, 2),
    "torch.Generator": torch.Generator(),
    "torch.nn.Module": torch.nn.Linear(1, 1),
    "torch.optim.Optimizer": _sgd,
    "torch.optim.lr_scheduler.LRScheduler": torch.optim.lr_scheduler.StepLR(_sgd, 1),
    "keras.Model": _model,
    "keras.Layer": _model.layers[0],
    "keras.GradientTape": tf.GradientTape(),
    "keras.callbacks.Callback": keras.callbacks.Callback(),
    "keras.metrics.Metric": keras.metrics.Mean(),
    "keras.optimizers.Optimizer": keras.optimizers.SGD(),
}


def holder_of(namespace):
    """The module or the object whose names are asked for; None where Python has none."""
    if namespace in OBJECTS:
        return OBJECTS[namespace]
    try:
        return importlib.import_module(namespace)
    except ImportError:
        outer, _, name = namespace.rpartition(".")
        return getattr(importlib.import_module(outer), name, None)


def names_there(namespace, names):
    holder = holder_of(namespace)
    return [name for name in names if holder is not None and hasattr(holder, name)]


print(json.dumps({name: names_there(name, names) for name, names in asked.items()}))
