"""keras.constraints."""

from keras._host import HostObject as _HostObject
from keras._host import new as _new
from tensorflow._tensor import host as _host


class Constraint(_HostObject):
    """What weights are brought back to after an update."""

    _js_class = None

    def __init__(self, *args, **keywords):
        self._js = _new(self._js_class, args, keywords)


for _name, _js_class in _host.classesOf(_host.keras.constraints, _host.keras.constraints.Constraint):
    globals()[_name] = type(_name, (Constraint,), {"_js_class": _js_class, "__module__": "keras.constraints"})
