"""tf.DType and the types of numbers."""

from _duet.bridge import converts_to_host


class DType:
    """A type of numbers, as tf.float32. Numbers are stored as float32, int32 or bool, whatever type they are called."""

    def __init__(self, name, storage, size):
        self.name = name
        self.storage = storage
        self.size = size

    @property
    def is_floating(self):
        return self.storage == "float32"

    @property
    def is_integer(self):
        return self.storage == "int32"

    @property
    def is_bool(self):
        return self.storage == "bool"

    @property
    def as_numpy_dtype(self):
        import numpy

        return getattr(numpy, "bool_" if self.name == "bool" else self.name)

    @property
    def base_dtype(self):
        return self

    def __eq__(self, other):
        if other is None:
            return False
        try:
            return as_dtype(other) is self
        except TypeError:
            return NotImplemented

    def __hash__(self):
        return hash(self.name)

    def __repr__(self):
        return f"tf.{self.name}"

    def __str__(self):
        return f"<dtype: {self.name!r}>"


_SIZES = {"float16": 2, "float32": 4, "float64": 8, "int8": 1, "int16": 2, "int32": 4, "int64": 8, "uint8": 1, "bool": 1}
_by_name = {
    name: DType(name, "bool" if name == "bool" else "float32" if name.startswith("float") else "int32", size)
    for name, size in _SIZES.items()
}
float16, float32, float64, int8, int16, int32, int64, uint8, bool_ = _by_name.values()
_by_python_type = {float: float32, int: int32, bool: bool_}


def as_dtype(value):
    """The type of numbers of a name, of a type of Python, or of NumPy's."""
    if isinstance(value, DType):
        return value
    if isinstance(value, type) and value in _by_python_type:
        return _by_python_type[value]
    name = value if isinstance(value, str) else getattr(value, "name", getattr(value, "__name__", None))
    if name == "bool_":
        name = "bool"
    if name not in _by_name:
        raise TypeError(f"Cannot convert value {value!r} to a TensorFlow DType.")
    return _by_name[name]


@converts_to_host(DType)
def _dtype_to_host(dtype):
    return dtype.storage
