"""
Types of tensors, and their shapes.

The dialect computes in float32, int64 and bool. PyTorch's other types are names here: a float64 tensor says so, and
obeys the rules of its type, and is held as float32.
"""

import math
import struct

from _duet.bridge import converts_to_host


class dtype:
    """A type of numbers, as torch.float32."""

    __module__ = "torch"

    def __init__(self, name, itemsize, held_as, tensor_name, c_name):
        self.name = name
        self.itemsize = itemsize
        self.held_as = held_as
        # As PyTorch's messages and the classes of tensors call it: Double, and in C++ double.
        self.tensor_name = tensor_name
        self.c_name = c_name
        self.is_floating_point = held_as == "float32"
        self.is_complex = False
        self.is_signed = name not in ("uint8", "bool")

    @property
    def is_native(self):
        """Whether the dialect has it."""
        return self.name == self.held_as

    def __repr__(self):
        return f"torch.{self.name}"

    def __reduce__(self):
        return self.name


float32 = dtype("float32", 4, "float32", "Float", "float")
float64 = dtype("float64", 8, "float32", "Double", "double")
float16 = dtype("float16", 2, "float32", "Half", "c10::Half")
bfloat16 = dtype("bfloat16", 2, "float32", "BFloat16", "c10::BFloat16")
int64 = dtype("int64", 8, "int64", "Long", "long int")
int32 = dtype("int32", 4, "int64", "Int", "int")
int16 = dtype("int16", 2, "int64", "Short", "short int")
int8 = dtype("int8", 1, "int64", "Char", "signed char")
uint8 = dtype("uint8", 1, "int64", "Byte", "unsigned char")
bool_ = dtype("bool", 1, "bool", "Bool", "bool")
all_types = (float32, float64, float16, bfloat16, int64, int32, int16, int8, uint8, bool_)
_types = {kind.name: kind for kind in all_types}


def dtype_named(name):
    """The type that PyTorch calls so."""
    return _types[name]


def type_called(name):
    """The type of a class of tensors, such as torch.DoubleTensor."""
    for kind in all_types:
        if name == f"torch.{kind.tensor_name}Tensor":
            return kind
    raise ValueError(f"invalid type: {name!r}")


def shortest_float32(number):
    """The shortest decimal number that is the same float32: what a float64 was before it was held as one."""
    held = struct.pack("f", number)
    for digits in range(6, 9):
        short = float(f"{number:.{digits}g}")
        if struct.pack("f", short) == held:
            return short
    return float(number)


@converts_to_host(dtype)
def _dtype_to_host(kind):
    return kind.held_as


class Layout:
    """How numbers lie in memory: a word that PyTorch's functions take."""

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"torch.{self.name}"


class _Range:
    """What finfo and iinfo have in common."""

    def __init__(self, kind):
        self.dtype = kind.name
        self.bits = 8 * kind.itemsize


class finfo(_Range):
    """The numbers that a type of real numbers can hold."""

    def __init__(self, kind=float32):
        if not kind.is_floating_point:
            raise TypeError(
                f"torch.finfo() requires a floating point input type. Use torch.iinfo to handle '{kind.name}'"
            )
        super().__init__(kind)
        exponent, fraction = {
            "float16": (4, 10), "bfloat16": (7, 7), "float32": (7, 23), "float64": (10, 52)
        }[kind.name]
        largest = 2**exponent - 1
        self.eps = 2.0**-fraction
        self.max = (2 - self.eps) * 2.0**largest
        self.min = -self.max
        self.tiny = self.smallest_normal = 2.0 ** (1 - largest)
        self.resolution = {"float16": 1e-3, "bfloat16": 1e-2, "float32": 1e-6, "float64": 1e-15}[kind.name]

    def __repr__(self):
        facts = ("resolution", "min", "max", "eps", "smallest_normal", "tiny")
        numbers = ", ".join(f"{name}={getattr(self, name):g}" for name in facts)
        return f"finfo({numbers}, dtype={self.dtype})"


class iinfo(_Range):
    """The numbers that a type of integers can hold."""

    def __init__(self, kind):
        if kind.is_floating_point:
            raise TypeError(f"torch.iinfo() requires an integer input type. Use torch.finfo to handle '{kind.name}'")
        super().__init__(kind)
        self.min = -(2 ** (self.bits - 1)) if kind.is_signed else 0
        self.max = 2 ** (self.bits - 1 if kind.is_signed else self.bits) - 1

    def __repr__(self):
        return f"iinfo(min={self.min}, max={self.max}, dtype={self.dtype})"


class Size(tuple):
    """The shape of a tensor."""

    __module__ = "torch"

    def numel(self):
        return math.prod(self)

    def __getitem__(self, key):
        part = tuple.__getitem__(self, key)
        return Size(part) if isinstance(key, slice) else part

    def __add__(self, other):
        return Size(tuple.__add__(self, other))

    def __repr__(self):
        return f"torch.Size({list(self)})"
