"""Functions of each element, as objects that can also reduce, accumulate and cross: np.add.outer."""

import itertools
import math

from numpy._access import into
from numpy._array import compute, scalar_of
from numpy._creation import asarray
from numpy._dtypes import float64
from numpy._operators import binary
from numpy._reductions import all, any, max, min, prod, sum
from numpy._selection import where_function


class ufunc:
    """A function of each element: np.exp."""

    def __init__(self, name, count, path=None):
        self.__name__ = self.__qualname__ = name
        self.nin = count
        self._path = path or name

    def __repr__(self):
        return f"<ufunc '{self.__name__}'>"

    def __call__(self, *args, out=None, dtype=None, where=True, casting=None):
        if len(args) == self.nin + 1:
            *args, out = args
        if len(args) != self.nin:
            raise TypeError(
                f"{self.__name__}() takes from {self.nin} to {self.nin + 1} positional arguments "
                f"but {len(args)} were given"
            )
        args = [arg if dtype is None else asarray(arg).astype(dtype) for arg in args]
        result = binary(self._path, *args) if self.nin == 2 else self._on_one(asarray(args[0]))
        if where is not True:
            kept = asarray(0.0 if out is None else out)
            result = where_function(where, result, kept)
        return into(out, result)

    def _on_one(self, given):
        if given.dtype.kind == "b" and self.__name__ in ("invert", "bitwise_not"):
            return compute("logical_not", given.js)
        if given.dtype.kind == "b" and self.__name__ == "negative":
            raise TypeError(
                "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the "
                "logical_not function instead."
            )
        if given.ndim == 0 and given.dtype.name in ("float64", "int64"):
            return self._on_number(given)
        return compute(self._path, given.js)

    def _on_number(self, given):
        """A single double: the C library's digits, which are printed in full, are not always JavaScript's."""
        function = _OF_LIBRARY.get(self.__name__)
        if function is not None:
            try:
                return scalar_of(function(given.item()), float64)
            except (ValueError, OverflowError):
                pass
        return compute(self._path, given.js)

    def reduce(self, a, axis=0, dtype=None, out=None, keepdims=False):
        names = {
            "add": sum,
            "multiply": prod,
            "maximum": max,
            "minimum": min,
            "logical_and": all,
            "logical_or": any,
        }
        if self.__name__ not in names:
            raise NotImplementedError(f"{self.__name__}.reduce is not in the browser.")
        return into(out, names[self.__name__](asarray(a), axis=axis, keepdims=keepdims))

    def at(self, a, indices, b=None):
        """Changes an array at places that may be named several times."""
        values = itertools.repeat(None) if b is None else asarray(b).reshape(-1).tolist()
        along = [asarray(each).reshape(-1).tolist() for each in (indices if isinstance(indices, tuple) else (indices,))]
        places = list(zip(*along)) if isinstance(indices, tuple) else along[0]
        for place, value in zip(places, values if b is None or len(values) > 1 else itertools.repeat(values[0])):
            a[place] = self(a[place]) if b is None else self(a[place], value)

    def accumulate(self, a, axis=0):
        names = {"add": "cumsum", "multiply": "cumprod"}
        if self.__name__ not in names:
            raise NotImplementedError(f"{self.__name__}.accumulate is not in the browser.")
        return compute(names[self.__name__], asarray(a).js, axis)

    def outer(self, one, other):
        first, second = asarray(one), asarray(other)
        return self(first.reshape(first.shape + (1,) * second.ndim), second)


_OF_LIBRARY = {
    "arccos": math.acos,
    "arccosh": math.acosh,
    "arcsin": math.asin,
    "arcsinh": math.asinh,
    "arctan": math.atan,
    "arctanh": math.atanh,
    "cbrt": math.cbrt,
    "cos": math.cos,
    "cosh": math.cosh,
    "exp": math.exp,
    "exp2": math.exp2,
    "expm1": math.expm1,
    "log": math.log,
    "log10": math.log10,
    "log1p": math.log1p,
    "log2": math.log2,
    "sin": math.sin,
    "sinh": math.sinh,
    "tan": math.tan,
    "tanh": math.tanh,
}

ONE = (
    "absolute arccos arccosh arcsin arcsinh arctan arctanh acos acosh asin asinh atan atanh bitwise_invert "
    "bitwise_not cbrt ceil conj conjugate cos cosh "
    "deg2rad degrees exp exp2 expm1 fabs floor invert isfinite isinf isnan log log10 log1p log2 logical_not negative "
    "positive rad2deg radians reciprocal rint sign signbit sin sinh spacing sqrt square tan tanh trunc"
)
TWO = (
    "add arctan2 atan2 bitwise_and bitwise_or bitwise_xor copysign divide equal float_power floor_divide fmax fmin "
    "fmod gcd greater greater_equal heaviside hypot lcm left_shift less less_equal logaddexp logaddexp2 logical_and "
    "logical_or logical_xor maximum minimum mod multiply nextafter not_equal pow power remainder right_shift "
    "subtract true_divide"
)
_ALIASES = {"abs": "absolute", "pow": "power", "true_divide": "divide", "atan2": "arctan2", "remainder": "remainder"}


def ufuncs():
    """All functions of each element by name."""
    found = {name: ufunc(_ALIASES.get(name, name), 1) for name in ONE.split()}
    found.update({name: ufunc(_ALIASES.get(name, name), 2) for name in TWO.split()})
    found["abs"] = found["absolute"]
    found["bitwise_not"] = found["invert"]
    return found
