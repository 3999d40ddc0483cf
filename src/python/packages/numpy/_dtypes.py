"""Types of numbers: np.float32 and its like, as types of arrays and as numbers themselves."""

import builtins
import numbers

from _duet.bridge import converts_to_host
from _duet.host import host as _all

from numpy._text import scalar_text

host = _all.numpy


class generic:
    """A single number with NumPy's type. Its arithmetic is that of an array without axes."""

    __slots__ = ()
    __array_priority__ = -1000000.0
    shape = ()
    ndim = 0
    size = 1

    def __new__(cls, value=0):
        from numpy._array import ndarray, scalar_of

        if cls not in _dtype_of_class:
            raise TypeError(f"cannot create '{cls.__name__}' instances")
        if isinstance(value, (ndarray, list, tuple)) or hasattr(value, "__array__") and not isinstance(value, generic):
            from numpy._creation import array

            made = array(value, dtype=cls)
            return made if made.ndim else made[()]
        return scalar_of(cls._convert(value), cls)

    @classmethod
    def _make(cls, value):
        made = object.__new__(cls)
        made._value = value
        return made

    @classmethod
    def _convert(cls, value):
        if isinstance(value, generic):
            value = value.item()
        return value

    def item(self):
        return self._value

    tolist = item

    @property
    def dtype(self):
        return _dtype_of_class[type(self)]

    @property
    def T(self):
        return self

    @property
    def itemsize(self):
        return self.dtype.itemsize

    nbytes = itemsize

    def __array__(self, dtype=None, copy=None):
        from numpy._array import array_of_scalar

        made = array_of_scalar(self)
        return made if dtype is None else made.astype(dtype)

    def astype(self, dtype, **_):
        from numpy._array import scalar_of

        kind = dtype_of(dtype).type
        return scalar_of(kind._convert(self.item()), kind)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        from numpy._array import ndarray

        if not hasattr(ndarray, name):
            raise AttributeError(f"'numpy.{type(self).__name__}' object has no attribute {name!r}")
        return getattr(self.__array__(), name)

    def __getitem__(self, key):
        if key == () or key is Ellipsis:
            return self
        raise IndexError("invalid index to scalar variable.")

    def __bool__(self):
        return builtins.bool(self.item())

    def __int__(self):
        return int(self.item())

    def __float__(self):
        return float(self.item())

    def __complex__(self):
        return complex(self.item())

    def __hash__(self):
        return hash(self.item())

    def __format__(self, form):
        return format(self.item(), form)

    def __str__(self):
        return str(self.item())

    def __repr__(self):
        return f"np.{type(self).__name__}({self!s})"

    def __reduce__(self):
        return type(self), (self.item(),)


class number(generic):
    __slots__ = ()


class integer(number):
    __slots__ = ()

    def __index__(self):
        return self._value

    @classmethod
    def _convert(cls, value):
        return int(super()._convert(value))

    def __round__(self, digits=None):
        return self if digits is not None else int(self)

    def is_integer(self):
        return True


class signedinteger(integer):
    __slots__ = ()


class unsignedinteger(integer):
    __slots__ = ()


class inexact(number):
    __slots__ = ()


class floating(inexact):
    __slots__ = ()

    @classmethod
    def _convert(cls, value):
        return float(super()._convert(value))

    def __str__(self):
        return scalar_text(self.item(), self.itemsize)

    def __round__(self, digits=None):
        return round(self.item()) if digits is None else self.__array__().round(digits)[()]

    def is_integer(self):
        return self.item().is_integer()


class bool_(generic):
    __slots__ = ("_value",)

    @classmethod
    def _convert(cls, value):
        return builtins.bool(super()._convert(value))

    def __index__(self):
        raise TypeError("'numpy.bool' object cannot be interpreted as an integer")

    def __repr__(self):
        return f"np.{self._value}_"


bool_.__name__ = bool_.__qualname__ = "bool"


class float16(floating):
    __slots__ = ("_value",)


class float32(floating):
    __slots__ = ("_value",)


class float64(float, floating):
    """A double, which is a Python float as well."""

    __slots__ = ()

    def __new__(cls, value=0.0):
        return generic.__new__(cls, value)

    @classmethod
    def _make(cls, value):
        return float.__new__(cls, value)

    def item(self):
        return float.__float__(self)

    tolist = item
    __float__ = float.__float__
    __bool__ = float.__bool__
    __hash__ = float.__hash__
    __int__ = float.__int__
    __format__ = float.__format__
    __str__ = floating.__str__
    __repr__ = generic.__repr__
    __round__ = floating.__round__
    __reduce__ = generic.__reduce__
    is_integer = float.is_integer


class int8(signedinteger):
    __slots__ = ("_value",)


class int16(signedinteger):
    __slots__ = ("_value",)


class int32(signedinteger):
    __slots__ = ("_value",)


class int64(signedinteger):
    __slots__ = ("_value",)


class uint8(unsignedinteger):
    __slots__ = ("_value",)


class uint16(unsignedinteger):
    __slots__ = ("_value",)


class uint32(unsignedinteger):
    __slots__ = ("_value",)


class uint64(unsignedinteger):
    __slots__ = ("_value",)


numbers.Integral.register(integer)
numbers.Real.register(floating)


class dtype:
    """A type of an array's elements: dtype('float32')."""

    __slots__ = ("name", "kind", "itemsize", "type", "char")

    def __new__(cls, kind="float64", *_, **__):
        return dtype_of(kind)

    @classmethod
    def _make(cls, type, kind, char):
        made = object.__new__(cls)
        made.name = type.__name__
        made.kind = kind
        made.itemsize = 1 if kind == "b" else int("".join(filter(str.isdigit, made.name))) // 8
        made.type = type
        made.char = char
        return made

    @property
    def str(self):
        code = f"{self.kind}{self.itemsize}"
        return ("|" if self.itemsize == 1 else "<") + code

    alignment = property(lambda self: self.itemsize)
    isnative = True
    names = None
    shape = ()
    ndim = 0

    def __eq__(self, other):
        try:
            return self is dtype_of(other)
        except TypeError:
            return False

    def __hash__(self):
        return hash(self.name)

    def __str__(self):
        return self.name

    def __repr__(self):
        return f"dtype('{self.name}')"

    def __reduce__(self):
        return dtype, (self.name,)


_dtype_of_class = {
    type: dtype._make(type, kind, char)
    for type, kind, char in (
        (bool_, "b", "?"),
        (int8, "i", "b"),
        (int16, "i", "h"),
        (int32, "i", "i"),
        (int64, "i", "l"),
        (uint8, "u", "B"),
        (uint16, "u", "H"),
        (uint32, "u", "I"),
        (uint64, "u", "L"),
        (float16, "f", "e"),
        (float32, "f", "f"),
        (float64, "f", "d"),
    )
}
_dtype_of_name = {each.name: each for each in _dtype_of_class.values()}
_dtype_of_name.update({each.str: each for each in _dtype_of_class.values()})
_dtype_of_name.update({each.str[1:]: each for each in _dtype_of_class.values()})
_dtype_of_name.update({each.char: each for each in _dtype_of_class.values()})
_dtype_of_name.update(
    {
        "bool_": _dtype_of_class[bool_],
        "float": _dtype_of_class[float64],
        "double": _dtype_of_class[float64],
        "single": _dtype_of_class[float32],
        "half": _dtype_of_class[float16],
        "int": _dtype_of_class[int64],
        "uint": _dtype_of_class[uint64],
    }
)
_dtype_of_python = {
    builtins.bool: _dtype_of_class[bool_],
    int: _dtype_of_class[int64],
    float: _dtype_of_class[float64],
}


def dtype_of(kind):
    """The type of an array that a name, a class or a type stands for."""
    if type(kind) is dtype:
        return kind
    if kind is None:
        return _dtype_of_class[float64]
    if isinstance(kind, type):
        found = _dtype_of_class.get(kind) or _dtype_of_python.get(kind)
        if found is None and issubclass(kind, floating):
            found = _dtype_of_class[float64]
        if found is not None:
            return found
    elif isinstance(kind, str) and kind in _dtype_of_name:
        return _dtype_of_name[kind]
    elif type(kind).__name__ == "DType" and getattr(kind, "name", None) in _dtype_of_name:
        # TensorFlow's.
        return _dtype_of_name[kind.name]
    if isinstance(kind, str):
        raise TypeError(f"data type {kind!r} not understood")
    raise TypeError(f"Cannot interpret {kind!r} as a data type")


@converts_to_host(dtype)
def _dtype_to_host(kind):
    return kind.name


@converts_to_host(generic)
def _scalar_to_host(scalar):
    return scalar.item()


for _kind in (*_dtype_of_class, generic, number, integer, signedinteger, unsignedinteger, inexact, floating, dtype):
    _kind.__module__ = "numpy"


def issubdtype(kind, parent):
    """Whether a type is one of a kind: np.issubdtype(a.dtype, np.floating)."""
    child = kind if isinstance(kind, type) and issubclass(kind, generic) else dtype_of(kind).type
    above = parent if isinstance(parent, type) and issubclass(parent, generic) else dtype_of(parent).type
    return issubclass(child, above)
