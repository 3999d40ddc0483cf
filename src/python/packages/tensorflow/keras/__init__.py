"""tf.keras: the objects of keras themselves, and a backend with more names."""

import importlib
import sys

import keras

for _name, _module in list(sys.modules.items()):
    if _name.startswith("keras.") and _name != "keras.backend":
        sys.modules[f"tensorflow.{_name}"] = _module

# The backend lies beside this file; what keras loads when it is first asked for, beside its own.
__path__ = [*__path__, *keras.__path__]


def __getattr__(name):
    if name == "backend":
        return importlib.import_module("tensorflow.keras.backend")
    return getattr(keras, name)
