"""tf.Variable, and what it has in common with the variables of Keras."""

from weakref import WeakValueDictionary

from _duet.bridge import call, converts_to_host

from tensorflow import _arithmetic, _device, _ops
from tensorflow._dtypes import float64
from tensorflow._operators import add_operators
from tensorflow._shape import TensorShape
from tensorflow._tensor import constant, host, repr_of_values, take
from tensorflow._trace import recorded
from tensorflow._wide import wide_values

_variable_of_id = WeakValueDictionary()


class TensorHolder:
    """What stands for a tensor, and gives `_as_tensor()`: it turns into numbers and arrays as the tensor does."""

    def numpy(self):
        return self._as_tensor().numpy()

    def __array__(self, dtype=None, copy=None):
        return self._as_tensor().__array__(dtype)

    def __float__(self):
        return float(self._as_tensor())

    def __int__(self):
        return int(self._as_tensor())


@add_operators
class VariableBase(TensorHolder):
    """A tensor that changes; operations take the value of the moment."""

    __array_priority__ = 100

    def _variable(self):
        """The dialect's variable."""
        return self._js

    def _as_tensor(self):
        tensor = take(self._variable(), owned=False)
        tensor._dtype = self._dtype
        if "_wide" in self.__dict__:
            tensor._wide = self._wide
        if "device" in self.__dict__:
            tensor._place = self.device
        return tensor

    @property
    def dtype(self):
        return self._dtype

    @property
    def shape(self):
        return TensorShape(self._variable().shape)

    @property
    def ndim(self):
        return len(self.shape)

    @property
    def trainable(self):
        return self._js.trainable

    def __bool__(self):
        return bool(self._as_tensor())

    def __len__(self):
        return len(self._as_tensor())

    def __iter__(self):
        return iter(self._as_tensor())

    def __format__(self, form):
        return format(self._as_tensor(), form) if form else str(self)

    def __hash__(self):
        return id(self)

    def assign(self, value, **_):
        _assign(self, value)
        return self

    def assign_add(self, delta, **_):
        return self.assign(_arithmetic.add(self, delta))

    def assign_sub(self, delta, **_):
        return self.assign(_arithmetic.subtract(self, delta))

    def _require_shape(self, value):
        if value.shape != self.shape:
            raise ValueError(
                f"Cannot assign value to variable ' {self.name}': Shape mismatch."
                f"The variable shape {self.shape}, and the assigned value shape {value.shape} are incompatible."
            )


@recorded("AssignVariableOp", "AssignVariableOp")
def _assign(variable, value):
    tensor = constant(value, variable.dtype)
    variable._require_shape(tensor)
    call(host.assign, (variable._variable(), tensor))
    if variable._dtype is float64:
        variable._wide = wide_values(tensor)


class Variable(VariableBase):
    """A variable of TensorFlow."""

    __module__ = "tensorflow.python.ops.resource_variable_ops"

    def __init__(self, initial_value=None, trainable=None, validate_shape=True, name=None, dtype=None, shape=None, **_):
        if initial_value is None:
            raise ValueError(
                "The `initial_value` arg to `tf.Variable` must be specified except when you are not providing a "
                "`variable_def`. You provided neither."
            )
        given = initial_value() if callable(initial_value) and not _arithmetic.is_tensor(initial_value) else initial_value
        value = constant(given, dtype)
        self._dtype = value.dtype
        self._name = name or "Variable"
        self._js = host.newVariable(value._js, trainable is not False)
        if self._dtype is float64:
            self._wide = wide_values(value)
        self.device = _device.current()
        _variable_of_id[self._js.id] = self

    def __del__(self):
        js = self.__dict__.get("_js")
        if js is not None:
            js.dispose()

    @property
    def name(self):
        return f"{self._name}:0"

    def assign(self, value, **_):
        super().assign(value)
        return _Assigned(self)

    def value(self):
        return _arithmetic.identity(self)

    read_value = value

    def get_shape(self):
        return self.shape

    def __getitem__(self, key):
        return VariablePart(self, key)

    def __str__(self):
        return repr(self)

    def __repr__(self):
        text = repr_of_values(self.numpy())
        start = "\n" if "\n" in text else ""
        return f"<tf.Variable '{self.name}' shape={self.shape} dtype={self.dtype.name}, numpy={start}{text}>"


Variable.__name__ = "ResourceVariable"


class _Assigned(Variable):
    """What an assignment gives: the variable, which prints as one that nobody has read."""

    __module__ = "tensorflow"
    name = "UnreadVariable"

    def __init__(self, variable):
        self._of = variable
        self._js = variable._js
        self._dtype = variable._dtype
        self.device = variable.device

    def __del__(self):
        """The variable is freed with its own object."""


def VariablePart(variable, key):
    """A part of a variable: a tensor, which can be assigned."""
    part = _ops.get_item(variable, key)

    def assign(value, **_):
        keys = list(key) if isinstance(key, tuple) else [key]
        tensor = constant(value, variable.dtype)
        call(host.assignPart, (variable._variable(), _ops.index_of(variable, keys), tensor))
        return variable

    part.assign = assign
    part.assign_add = lambda value, **_: assign(_ops.get_item(variable, key) + value)
    part.assign_sub = lambda value, **_: assign(_ops.get_item(variable, key) - value)
    return part


def known_variable(js):
    """The object of Python for a variable of the dialect."""
    return _variable_of_id.get(js.id)


def remember(variable):
    _variable_of_id[variable._variable().id] = variable


@converts_to_host(VariableBase)
def _variable_to_host(variable):
    return variable._js
