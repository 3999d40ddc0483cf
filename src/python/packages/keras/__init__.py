"""Keras in the browser: Python's names and text over the dialect in TypeScript, which computes."""

import sys as _sys

from _duet.bridge import create_proxy as _create_proxy
from _duet.names import missing_name as _missing_name

from tensorflow._tensor import host as _dialect

from keras._tensor import KerasTensor
from keras._variable import Variable
from keras._layer import Layer
from keras import (
    activations,
    callbacks,
    constraints,
    initializers,
    layers,
    losses,
    metrics,
    optimizers,
    ops,
    random,
    regularizers,
    saving,
    utils,
)
from keras import models
from keras.initializers import Initializer
from keras.layers import Input
from keras.losses import Loss
from keras.metrics import Metric
from keras.models import Model, Sequential
from keras.optimizers import Optimizer
from keras.regularizers import Regularizer

__version__ = "3.15.1"

# Progress and summaries go where print goes.
_dialect.sendOutputTo(_create_proxy(lambda text: _sys.stdout.write(text) and None))


def version():
    return __version__


def __getattr__(name):
    if name in ("backend", "config", "datasets"):
        import importlib

        return importlib.import_module(f"keras.{name}")
    raise _missing_name("module 'keras'", name, globals())
