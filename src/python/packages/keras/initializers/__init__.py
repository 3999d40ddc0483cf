"""keras.initializers."""

from _duet.bridge import call as _call

from keras._host import HostObject as _HostObject
from keras._host import new as _new
from tensorflow._tensor import host as _host


class Initializer(_HostObject):
    """First values of a weight."""

    _js_class = None

    def __init__(self, *args, **keywords):
        self._js = _new(self._js_class, args, keywords)

    def __call__(self, shape, dtype=None):
        made = _call(self._js.call, (list(shape),))
        if dtype is None:
            return made
        from tensorflow._arithmetic import cast

        return cast(made, dtype)


for _name, _js_class in _host.classesOf(_host.keras.initializers, _host.keras.Initializer):
    globals()[_name] = type(_name, (Initializer,), {"_js_class": _js_class, "__module__": "keras.initializers"})

zeros, ones = Zeros, Ones
glorot_uniform, glorot_normal, he_normal, he_uniform = GlorotUniform, GlorotNormal, HeNormal, HeUniform


def get(identifier):
    if callable(identifier) and not isinstance(identifier, type):
        return identifier
    if isinstance(identifier, type):
        return identifier()
    made = Initializer.__new__(Initializer)
    made._js = _host.keras.initializers.get(identifier)
    return made
