"""keras.activations."""

from keras._host import namespace as _namespace
from tensorflow._tensor import host as _host

__getattr__ = _namespace(_host.keras.activations, "keras.activations")
