"""keras.Variable, and the weights of layers."""

from _duet.bridge import converts_from_host

from tensorflow import _variable as tf_variable
from tensorflow._dtypes import as_dtype
from tensorflow._tensor import constant, host, repr_of_values


class Variable(tf_variable.VariableBase):
    """A variable of Keras."""

    __module__ = "keras.src.backend.tensorflow.core"

    def __init__(self, initializer, shape=None, dtype=None, trainable=True, name=None, **_):
        value = initializer(shape, dtype=dtype or "float32") if callable(initializer) else constant(initializer, dtype)
        self._dtype = value.dtype
        self._js = host.newVariable(value._js, trainable)
        self.name = name or host.uniqueName("variable")
        self.path = self.name
        tf_variable.remember(self)

    def _variable(self):
        return host.variableOf(self._js)

    @property
    def value(self):
        return self._as_tensor()

    @property
    def shape(self):
        from tensorflow._shape import TensorShape

        return TensorShape(self._variable().shape)

    @property
    def trainable(self):
        return self._js.trainable

    @trainable.setter
    def trainable(self, value):
        self._js.trainable = value

    @property
    def dtype(self):
        return self._dtype.name

    def assign(self, value, **_):
        tf_variable._assign(self, value)
        return self._as_tensor()

    def __getitem__(self, key):
        return self._as_tensor()[key]

    def _require_shape(self, value):
        if value.shape != self.shape:
            raise ValueError(
                "The shape of the target variable and the shape of the target value in `variable.assign(value)` must "
                f"match. variable.shape={self.shape}, Received: value.shape={value.shape}. Target variable: {self}"
            )

    def _text(self):
        return str(self.numpy()) if self.ndim else repr_of_values(self.numpy())

    def __str__(self):
        return repr(self)

    def __repr__(self):
        return f"<Variable path={self.path}, shape={self.shape}, dtype={self.dtype}, value={self._text()}>"


def variable_of(js):
    """The one object of Python for a weight or a variable of the dialect."""
    known = tf_variable.known_variable(host.variableOf(js))
    if known is not None:
        return known
    variable = Variable.__new__(Variable)
    variable._js = js
    variable._dtype = as_dtype(host.variableOf(js).dtype)
    variable.name = js.name
    variable.path = getattr(js, "path", js.name)
    tf_variable.remember(variable)
    return variable


converts_from_host("keras.Weight")(variable_of)
converts_from_host("tf.Variable")(variable_of)
