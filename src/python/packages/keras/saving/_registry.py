"""Classes of the reader's own, by which a file is made a model again."""

from contextlib import contextmanager
import json

from _duet.bridge import call, create_proxy, from_host

from keras._host import record, remembered
from keras._model import Model
from tensorflow._ops import zeros
from tensorflow._tensor import host

_registered = {}


def register_keras_serializable(package="Custom", name=None):
    """Lets `load_model` find a class."""

    def decorate(each):
        _registered[name or each.__name__] = each
        return each

    return decorate


def get_custom_objects():
    return _registered


@contextmanager
def custom_object_scope(custom_objects):
    """Lets `load_model` find these classes inside of the block."""
    before = dict(_registered)
    _registered.update(custom_objects)
    try:
        yield
    finally:
        _registered.clear()
        _registered.update(before)


def load(place, custom_objects, compile):
    known = {**_registered, **(custom_objects or {})}
    # The dialect knows the objects that it is given only as long as Python does.
    made = []
    classes = {name: _host_class(each, made) for name, each in known.items() if isinstance(each, type)}
    return call(host.loadModel, (place, record(classes), compile))


def _host_class(kind, made):
    def from_config(config):
        saved = json.loads(config)
        layer = kind.from_config(saved["config"])
        made.append(layer)
        if isinstance(layer, Model) and saved["shape"]:
            layer(zeros([length or 1 for length in saved["shape"]]))
        return layer._js

    return host.customClass(create_proxy(remembered(from_config)))
