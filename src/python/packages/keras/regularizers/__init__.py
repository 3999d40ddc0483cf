"""keras.regularizers."""

from _duet.bridge import call as _call

from keras._host import HostObject as _HostObject
from keras._host import new as _new
from tensorflow._tensor import host as _host


class Regularizer(_HostObject):
    """A penalty on weights."""

    _js_class = None

    def __init__(self, *args, **keywords):
        self._js = _new(self._js_class, args, keywords)

    def __call__(self, x):
        from tensorflow._tensor import constant

        return _call(self._js.call, (constant(x),))


for _name, _js_class in _host.classesOf(_host.keras.regularizers, _host.keras.Regularizer):
    globals()[_name] = type(_name, (Regularizer,), {"_js_class": _js_class, "__module__": "keras.regularizers"})


def l1(l1=0.01):
    return L1(l1)


def l2(l2=0.01):
    return L2(l2)


def l1_l2(l1=0.01, l2=0.01):
    return L1L2(l1, l2)
