"""Operators of arrays and of single numbers, and the types that both sides take."""

from _duet.bridge import JsException, as_python
from _duet.host import host as _all

from numpy._array import attempt, compute, host, is_weak, message_of, ndarray, scalar_of, take
from numpy._creation import asarray
from numpy._dtypes import bool_, dtype_of, float64, generic
from numpy.exceptions import UFuncTypeError

# Names of functions by those of Python's methods for them: `__add__`, `__radd__`, `__iadd__`.
_ARITHMETIC = {
    "add": "add",
    "sub": "subtract",
    "mul": "multiply",
    "truediv": "divide",
    "floordiv": "floor_divide",
    "mod": "mod",
    "pow": "power",
    "and": "bitwise_and",
    "or": "bitwise_or",
    "xor": "bitwise_xor",
}
_SHIFTS = {"lshift": "left_shift", "rshift": "right_shift"}
_COMPARISONS = {
    "eq": "equal",
    "ne": "not_equal",
    "lt": "less",
    "le": "less_equal",
    "gt": "greater",
    "ge": "greater_equal",
}


def weak(value, kind):
    """A number of Python beside an array: it takes the array's type where that can hold its kind."""
    if isinstance(value, bool):
        return host.scalar(value, "bool")
    if isinstance(value, int):
        if kind.kind == "b":
            kind = dtype_of("int64")
        if kind.kind in "iu":
            bits = 8 * kind.itemsize
            low, high = (0, 2**bits) if kind.kind == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1))
            if not low <= value < high:
                raise OverflowError(f"Python integer {value} out of bounds for {kind.name}")
        return host.scalar(value, kind.name)
    return host.scalar(value, kind.name if kind.kind == "f" else "float64")


def operands(values):
    """Numbers and arrays as TypeScript takes them side by side, with the types that NumPy gives Python's numbers."""
    strong = [None if is_weak(value) else asarray(value) for value in values]
    kinds = [array.dtype for array in strong if array is not None]
    if not kinds:
        return [asarray(value).js for value in values]
    common = kinds[0]
    for kind in kinds[1:]:
        common = dtype_of(attempt(host.call, "promote_types", common.name, kind.name))
    return [weak(value, common) if array is None else array.js for value, array in zip(values, strong)]


def binary(name, one, other):
    """A function of two arrays, with NumPy's own errors."""
    first, second = operands((one, other))
    kinds = {first.dtype, second.dtype}
    if name == "subtract" and kinds == {"bool"}:
        raise TypeError(
            "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, "
            "or the logical_xor function instead."
        )
    if name == "power" and not any(kind.startswith("float") for kind in kinds):
        if not isinstance(other, ndarray) and int(other) < 0:
            raise ValueError("Integers to negative integer powers are not allowed.")
    try:
        if name == "floor_divide":
            return take(host.floorDivide(first, second))
        return take(host.call(name, first, second))
    except JsException as error:
        text = message_of(_all.messageOf(error.js_error))
        if "broadcast together" in text:
            shapes = f"{host.shapeText(first.shape)} {host.shapeText(second.shape)}"
            raise ValueError(f"operands could not be broadcast together with shapes {shapes} ") from None
        raise (as_python(error) if str(error.js_error.name) != "Error" else ValueError(text)) from None


def matmul(one, other):
    first, second = asarray(one), asarray(other)
    for number, array in enumerate((first, second)):
        if array.ndim == 0:
            raise ValueError(
                f"matmul: Input operand {number} does not have enough dimensions (has 0, gufunc core with signature "
                "(n?,k),(k,m?)->(n?,m?) requires 1)"
            )
    depth = max(second.ndim - 2, 0)
    if first.shape[-1] != second.shape[depth]:
        raise ValueError(
            "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
            f"(n?,k),(k,m?)->(n?,m?) (size {second.shape[depth]} is different from {first.shape[-1]})"
        )
    return compute("matmul", first.js, second.js)


def _operator(name):
    def operator(self, other):
        if not _is_operand(other):
            return NotImplemented
        return binary(name, self, other)

    return operator


def _reflected(name):
    def operator(self, other):
        if not _is_operand(other):
            return NotImplemented
        return binary(name, other, self)

    return operator


def _in_place(name):
    def operator(self, other):
        result = binary(name, self, other)
        _require_castable(result, self, name)
        self[...] = result
        return self

    return operator


def _require_castable(result, target, name):
    ranks = "biuf"
    if ranks.index(result.dtype.kind) > ranks.index(target.dtype.kind):
        raise UFuncTypeError(
            f"Cannot cast ufunc '{name}' output from {result.dtype!r} to {target.dtype!r} with casting rule 'same_kind'"
        )


def _is_operand(value):
    if isinstance(value, (ndarray, generic, bool, int, float, list, tuple)):
        return True
    return hasattr(value, "__array__") and getattr(value, "__array_priority__", 0) <= 0


def _scalar_operator(name, is_reflected=False):
    def operator(self, other):
        if isinstance(other, ndarray) or not _is_operand(other):
            return NotImplemented
        return binary(name, other, self) if is_reflected else binary(name, self, other)

    return operator


def _give_arrays_operators():
    for short, name in (_ARITHMETIC | _SHIFTS | _COMPARISONS).items():
        setattr(ndarray, f"__{short}__", _operator(name))
    for short, name in (_ARITHMETIC | _SHIFTS).items():
        setattr(ndarray, f"__r{short}__", _reflected(name))
    for short, name in _ARITHMETIC.items():
        setattr(ndarray, f"__i{short}__", _in_place(name))
    ndarray.__matmul__ = lambda self, other: matmul(self, other) if _is_operand(other) else NotImplemented
    ndarray.__rmatmul__ = lambda self, other: matmul(other, self) if _is_operand(other) else NotImplemented


def _give_scalars_operators():
    for kind in (generic, float64):
        for short, name in (_ARITHMETIC | _COMPARISONS).items():
            setattr(kind, f"__{short}__", _scalar_operator(name))
        for short, name in _ARITHMETIC.items():
            setattr(kind, f"__r{short}__", _scalar_operator(name, is_reflected=True))
        kind.__neg__ = lambda self: compute("negative", self.__array__().js)
        kind.__pos__ = lambda self: self
        kind.__abs__ = lambda self: compute("absolute", self.__array__().js)
    bool_.__invert__ = lambda self: scalar_of(not self.item(), bool_)


_give_arrays_operators()
_give_scalars_operators()
