"""keras.optimizers.schedules."""

from keras._host import HostObject as _HostObject
from keras._host import new as _new
from tensorflow._tensor import constant as _constant
from tensorflow._tensor import host as _host


class LearningRateSchedule(_HostObject):
    """A learning rate for each step; a subclass of Python writes `__call__(step)`."""

    _js_class = None

    def __init__(self, *args, **keywords):
        if self._js_class is not None:
            self._js = _new(self._js_class, args, keywords)

    def __getattr__(self, name):
        if name != "_js":
            raise AttributeError(name)
        from _duet.bridge import create_proxy

        self._js = _host.newSchedule(create_proxy(lambda step: float(self(step))))
        return self._js

    def __call__(self, step):
        return _constant(float(self._js.call(int(step))))

    def get_config(self):
        from keras._layer import _config

        return _config(self._js.getConfig())


for _name, _js_class in _host.scheduleClasses():
    globals()[_name] = type(_name, (LearningRateSchedule,), {"_js_class": _js_class})
