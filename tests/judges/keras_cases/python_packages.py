"""The public names of the packages that the page's Python has besides PyTorch's and Keras's: what a name there has to be found in."""

import types

import matplotlib.pyplot
import numpy
import tensorflow

PACKAGES = {
    "numpy": numpy,
    "numpy.linalg": numpy.linalg,
    "numpy.random": numpy.random,
    "matplotlib.pyplot": matplotlib.pyplot,
    "tensorflow": tensorflow,
    "tensorflow.config": tensorflow.config,
    "tensorflow.data": tensorflow.data,
    "tensorflow.linalg": tensorflow.linalg,
    "tensorflow.math": tensorflow.math,
    "tensorflow.nn": tensorflow.nn,
    "tensorflow.random": tensorflow.random,
}


def cases():
    return [{"name": name, "names": public(package)} for name, package in PACKAGES.items()]


def public(package):
    return sorted(name for name in dir(package) if not name.startswith("_") and not is_module(package, name))


def is_module(package, name):
    return isinstance(getattr(package, name, None), types.ModuleType)
