"""keras.metrics."""

from _duet.bridge import call as _call
from _duet.bridge import converts_from_host as _converts_from_host
from _duet.bridge import create_proxy as _create_proxy

from keras._host import OLDER_LOSSES as _OLDER_LOSSES
from keras._host import HostObject as _HostObject
from keras._host import as_input as _as_input
from keras._host import namespace as _namespace
from keras._host import new as _new
from keras._host import python_function as _python_function
from keras._host import record as _record
from tensorflow._tensor import host as _host
from tensorflow._trace import recorded as _recorded


class Metric(_HostObject):
    """Numbers that batches add to; a subclass of Python writes `update_state`, `result` and `reset_state`."""

    _js_class = None

    def __init__(self, *args, **keywords):
        self._own = []
        if self._js_class is not None:
            self._js = _new(self._js_class, args, keywords)
            return
        name = keywords.get("name") or (args[0] if args else None) or _host.nameForClass(type(self).__name__)
        hooks = {
            "updateState": _python_function(lambda *values: self.update_state(*values)),
            "result": _python_function(lambda: self.result()),
            "resetState": _python_function(lambda: self.reset_state()),
        }
        self._js = _host.newMetric(name, _record(hooks))

    @property
    def name(self):
        return self._js.name

    def add_variable(self, shape=(), initializer="zeros", dtype=None, name=None, **_):
        from keras import initializers
        from keras._variable import Variable

        value = initializers.get(initializer)(shape)
        variable = Variable(value, trainable=False, name=name)
        self._own.append(variable)
        return variable

    add_weight = add_variable

    @property
    def variables(self):
        return self._own or [each for each in map(_from_host, self._js.variables)]

    def update_state(self, *values, sample_weight=None):
        _update(self, values, sample_weight)

    def result(self):
        return _result(self)

    def reset_state(self):
        if self._js_class is None and self._own:
            for variable in self._own:
                variable.assign(variable * 0)
        else:
            _call(self._js.resetState)

    reset_states = reset_state

    def __call__(self, *values, **keywords):
        self.update_state(*values, **keywords)
        return self.result()

    def __repr__(self):
        return f"<{type(self).__name__} name={self.name}>"


def _from_host(js):
    from _duet.bridge import from_host

    return from_host(js)


@_recorded("AssignAddVariableOp", "update")
def _update(metric, values, sample_weight):
    given = [_as_input(each) for each in values]
    _call(metric._js.updateState, given if sample_weight is None else [*given, _as_input(sample_weight)])


@_recorded("ReadVariableOp", "result")
def _result(metric):
    return _call(metric._js.result)


class CompileMetrics:
    """The metrics of `compile` as one, by which a training step updates them."""

    name = "compile_metrics"

    def __init__(self, model):
        self._model = model

    def update_state(self, y_true, y_pred, sample_weight=None):
        _call(_host.updateCompileMetrics, (self._model._js, _as_input(y_true), _as_input(y_pred)))

    def result(self):
        return {name: _from_host(tensor) for name, tensor in _host.compileMetricsResults(self._model._js)}


for _name, _js_class in _host.metricClasses():
    globals()[_name] = type(_name, (Metric,), {"_js_class": _js_class, "__module__": "keras.metrics"})


@_converts_from_host("keras.Metric")
def _metric_of(js):
    kind = globals().get(js.constructor.name, Metric)
    metric = kind.__new__(kind)
    metric._own = []
    metric._js = js
    return metric


__getattr__ = _namespace(_host.keras.metrics, "keras.metrics", older_names=_OLDER_LOSSES)
