"""keras.optimizers."""

import re as _re
import warnings as _warnings

from _duet.bridge import call as _call
from _duet.bridge import converts_from_host as _converts_from_host
from _duet.names import missing_name as _missing_name

from keras._host import HostObject as _HostObject
from keras._host import new as _new
from keras.optimizers import schedules
from tensorflow._operators import add_operators as _add_operators
from tensorflow._tensor import constant as _constant
from tensorflow._tensor import host as _host
from tensorflow._trace import recorded as _recorded
from tensorflow._variable import TensorHolder as _TensorHolder


class Optimizer(_HostObject):
    """How gradients change weights."""

    _js_class = None

    def __init__(self, *args, **keywords):
        if keywords.pop("decay", None) is not None:
            _warnings.warn("Argument `decay` is no longer supported and will be ignored.", stacklevel=2)
        self._js = _new(self._js_class, args, keywords)
        unknown = {name: value for name, value in keywords.items() if name not in self.get_config()}
        if unknown:
            raise ValueError(f"Argument(s) not recognized: {unknown}")

    @property
    def name(self):
        return self._js.name

    @property
    def learning_rate(self):
        rate = Number(self, "learningRate", "learning_rate", "float32")
        return rate.value if self._js.hasSchedule else rate

    @learning_rate.setter
    def learning_rate(self, value):
        _set_rate(self, value)

    lr = learning_rate

    @property
    def iterations(self):
        return Number(self, "iterations", "iteration", "int64")

    @property
    def variables(self):
        from _duet.bridge import from_host

        return [from_host(each) for each in self._js.variables]

    def build(self, variables):
        _call(self._js.build, (variables,))

    def apply(self, grads, trainable_variables=None):
        _apply(self, list(grads), None if trainable_variables is None else list(trainable_variables))

    def apply_gradients(self, grads_and_vars):
        pairs = list(grads_and_vars)
        self.apply([gradient for gradient, _ in pairs], [variable for _, variable in pairs])

    def get_config(self):
        from keras._layer import _config

        # The dialect's beta1 is Keras's beta_1.
        return {_re.sub(r"^beta(\d)$", r"beta_\1", name): value for name, value in _config(self._js.getConfig()).items()}

    def __repr__(self):
        return f"<keras.src.optimizers.{type(self).__name__.lower()}.{type(self).__name__} object at {id(self):#x}>"


@_recorded("ResourceApplyGradient", "apply")
def _apply(optimizer, grads, variables):
    _call(optimizer._js.apply, (grads,) if variables is None else (grads, variables))


def _set_rate(optimizer, value):
    from _duet.bridge import JsException, as_python

    try:
        optimizer._js.learningRate = value._js if isinstance(value, schedules.LearningRateSchedule) else float(value)
    except JsException as error:
        raise as_python(error) from None


@_add_operators
class Number(_TensorHolder):
    """A number of an optimizer, which Keras keeps as a variable."""

    def __init__(self, optimizer, member, name, dtype):
        self._optimizer = optimizer
        self._member = member
        self.name = name
        self.dtype = dtype
        self.shape = ()

    @property
    def path(self):
        return f"{self._optimizer.name}/{self.name}"

    def _as_tensor(self):
        number = getattr(self._optimizer._js, self._member)
        return _constant(number if self.dtype == "int64" else float(number), self.dtype)

    @property
    def value(self):
        return self._as_tensor()

    def __format__(self, form):
        return format(self.numpy(), form) if form else str(self)

    def assign(self, value):
        if self._member == "learningRate":
            _set_rate(self._optimizer, value)
        else:
            self._optimizer._js.iterations = int(value)

    def __repr__(self):
        return f"<Variable path={self.path}, shape=(), dtype={self.dtype}, value={self.numpy().item()}>"

    __str__ = __repr__
    __hash__ = object.__hash__


for _name, _js_class in _host.optimizerClasses():
    globals()[_name] = type(_name, (Optimizer,), {"_js_class": _js_class, "__module__": "keras.optimizers"})


@_converts_from_host("keras.Optimizer")
def _optimizer_of(js):
    kind = globals()[js.className]
    optimizer = kind.__new__(kind)
    optimizer._js = js
    return optimizer


def get(identifier):
    if isinstance(identifier, Optimizer):
        return identifier
    return _call(_host.keras.optimizers.get, (identifier,))


def __getattr__(name):
    raise _missing_name("module 'keras.optimizers'", name, globals())
