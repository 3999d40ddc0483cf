"""The module's other functions, those that numpy-ts has as they are, and the methods of arrays."""

import builtins

from pyodide.ffi import to_js

from numpy._access import into
from numpy._array import compute, host, ndarray
from numpy._arrangement import broadcast_to, moveaxis, repeat
from numpy._creation import _promoted, array, asarray, broadcast_shape, linspace
from numpy._dtypes import dtype, dtype_of, generic
from numpy._operators import binary
from numpy._reductions import all, any, argmax, argmin, cumprod, cumsum, max, mean, min, prod, std, sum, var
from numpy._selection import argsort, nonzero, searchsorted, take_function


# Rounding and bounds.


def round(a, decimals=0, out=None):
    given = asarray(a)
    if given.dtype.kind in "iu" and decimals >= 0:
        return into(out, given.copy() if given.ndim else given[()])
    if decimals == 0:
        return into(out, compute("rint", given.js))
    scale = given.dtype.type(10.0 ** (decimals if decimals > 0 else -decimals))
    if decimals > 0:
        return into(out, compute("rint", asarray(given * scale).js) / scale)
    return into(out, (compute("rint", asarray(given / scale).js) * scale).astype(given.dtype))


around = round


def clip(a, a_min=None, a_max=None, out=None, *, min=None, max=None):
    low, high = a_min if min is None else min, a_max if max is None else max
    result = asarray(a)
    if low is not None:
        result = binary("maximum", result, low)
    if high is not None:
        result = binary("minimum", result, high)
    return into(out, result)


def nan_to_num(x, copy=True, nan=0.0, posinf=None, neginf=None):
    return compute("nan_to_num", asarray(x).js, nan, posinf, neginf)


# Products.


def dot(a, b, out=None):
    first, second = asarray(a), asarray(b)
    if first.ndim == 0 or second.ndim == 0:
        return first * second
    depth = second.ndim - 2 if second.ndim > 1 else 0
    if first.shape[-1] != second.shape[depth]:
        shapes = f"shapes {host.shapeText(first._js.shape)} and {host.shapeText(second._js.shape)} not aligned"
        raise ValueError(
            f"{shapes}: {first.shape[-1]} (dim {first.ndim - 1}) != {second.shape[depth]} (dim {depth})"
        )
    return into(out, compute("dot", first.js, second.js))


# Counting.


def bincount(x, weights=None, minlength=0):
    found = compute("bincount", asarray(x).js, None if weights is None else asarray(weights).js, int(minlength))
    return found if weights is None else found.astype("float64")


def histogram(a, bins=10, range=None, density=None, weights=None):
    given = asarray(a).reshape(-1)
    if hasattr(bins, "__len__"):
        edges = asarray(bins)
    else:
        low, high = range if range is not None else (float(given.min()), float(given.max()))
        if low == high:
            low, high = low - 0.5, high + 0.5
        edges = linspace(low, high, int(bins) + 1)
    inside = given[(given >= edges[0]) & (given <= edges[-1])]
    places = clip(searchsorted(edges, inside.astype("float64"), side="right") - 1, 0, edges.size - 2)
    counts = bincount(places, minlength=edges.size - 1)
    if density:
        counts = counts / (edges[1:] - edges[:-1]) / counts.sum()
    return counts, edges


# Comparing.


def isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    first, second = asarray(a), asarray(b)
    near = abs_function(first - second) <= atol + rtol * abs_function(second)
    result = (near & isfinite_function(second)) | (first == second)
    if equal_nan:
        result = result | (compute("isnan", first.js) & compute("isnan", second.js))
    return result


def abs_function(a):
    return compute("absolute", asarray(a).js)


def isfinite_function(a):
    return compute("isfinite", asarray(a).js)


def allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False):
    return bool(all(isclose(a, b, rtol, atol, equal_nan)))


def array_equal(a1, a2, equal_nan=False):
    first, second = asarray(a1), asarray(a2)
    if first.shape != second.shape:
        return False
    return bool(all(first == second)) if first.size else True


def array_equiv(a1, a2):
    try:
        return bool(all(asarray(a1) == asarray(a2)))
    except ValueError:
        return False


def isscalar(element):
    return isinstance(element, (generic, bool, int, float, complex, str, bytes))


def result_type(*values):
    kinds = [each if isinstance(each, (dtype, type, str)) else asarray(each).dtype for each in values]
    return _promoted([dtype_of(kind) for kind in kinds])


promote_types = result_type


def may_share_memory(a, b, max_work=None):
    return bool(host.sharesMemory(a._js, b._js))


shares_memory = may_share_memory


def copyto(dst, src, casting="same_kind", where=True):
    if where is True:
        dst[...] = src
    else:
        dst[asarray(where)] = asarray(src)[asarray(where)] if isinstance(src, ndarray) and src.ndim else src


def apply_along_axis(func1d, axis, arr, *args, **keywords):
    given = moveaxis(asarray(arr), axis, -1)
    rows = [func1d(row, *args, **keywords) for row in given.reshape(-1, given.shape[-1])]
    made = array(rows)
    made = made.reshape(given.shape[:-1] + made.shape[1:])
    return moveaxis(made, -1, axis) if made.ndim == given.ndim else made


def vectorize(pyfunc, *_, **__):
    """A function of numbers as one of arrays, element by element."""

    def function(*args):
        given = [asarray(arg) for arg in args]
        sizes = broadcast_shape(*given)
        wide = [broadcast_to(each, sizes) for each in given]
        made = array([pyfunc(*values) for values in zip(*(each.reshape(-1) for each in wide))])
        return made.reshape(wide[0].shape)

    return function


# Parameters of functions that go to numpy-ts as they are, in its order; of those before the bar, lists are arrays.
_PARAMETERS = {
    "convolve": "a v | mode",
    "corrcoef": "x y |",
    "correlate": "a v | mode",
    "cov": "m y |",
    "cross": "a b | axisa axisb axisc axis",
    "delete": "arr | obj axis",
    "diag": "v | k",
    "diff": "a | n axis",
    "digitize": "x bins | right",
    "einsum": "subscripts first second third |",
    "geomspace": "| start stop num dtype",
    "indices": "| dimensions dtype",
    "inner": "a b |",
    "insert": "arr | obj values axis",
    "interp": "x xp fp | left right",
    "intersect1d": "ar1 ar2 |",
    "isin": "element test_elements |",
    "kron": "a b |",
    "logspace": "| start stop num base dtype",
    "nanargmax": "a | axis",
    "nanargmin": "a | axis",
    "nanmax": "a | axis keepdims",
    "nanmean": "a | axis keepdims",
    "nanmin": "a | axis keepdims",
    "nanstd": "a | axis ddof keepdims",
    "nansum": "a | axis keepdims",
    "nanvar": "a | axis ddof keepdims",
    "outer": "a b |",
    "polyfit": "x y | deg",
    "polyval": "p x |",
    "rot90": "m | k axes",
    "setdiff1d": "ar1 ar2 |",
    "setxor1d": "ar1 ar2 |",
    "tensordot": "a b | axes",
    "trace": "a | offset axis1 axis2",
    "trapezoid": "y x | dx axis",
    "tri": "| N M k dtype",
    "tril": "m | k",
    "triu": "m | k",
    "union1d": "ar1 ar2 |",
    "vdot": "a b |",
}


def generic_function(path):
    """A function of numpy-ts as it is: arrays, lists and numbers in order. None where there is none."""
    if not host.has(path):
        return None
    name = path.rpartition(".")[2]
    arrays, _, others = _PARAMETERS.get(name, "a |").partition("|")
    arrays, others = arrays.split(), others.split()

    def function(*args, **keywords):
        values = [*args, *_by_place(name, [*arrays, *others], len(args), keywords)]
        return compute(path, *(_given(value, place < len(arrays)) for place, value in enumerate(values)))

    function.__name__ = function.__qualname__ = name
    function.__module__ = "numpy"
    return function


def _by_place(name, parameters, count, keywords):
    """Arguments by name in the order of the parameters after the first ones."""
    unknown = [each for each in keywords if each not in parameters[count:]]
    if unknown:
        raise TypeError(f"{name}() does not have the argument {unknown[0]!r} in the browser.")
    last = -1
    for place, each in enumerate(parameters):
        if each in keywords:
            last = place
    return [keywords.get(each) for each in parameters[count : last + 1]]


def _given(value, is_array):
    if isinstance(value, (ndarray, generic)) or hasattr(value, "__array__"):
        return asarray(value).js
    if isinstance(value, (list, tuple)):
        if is_array and builtins.any(isinstance(each, ndarray) for each in value):
            return to_js([asarray(each).js for each in value])
        return asarray(value).js if is_array else to_js(list(value))
    if is_array and isinstance(value, (int, float)):
        return asarray(value).js
    return value


def give_methods():
    """Functions that arrays have as methods."""
    for name, function in (
        ("sum", sum),
        ("mean", mean),
        ("std", std),
        ("var", var),
        ("max", max),
        ("min", min),
        ("prod", prod),
        ("all", all),
        ("any", any),
        ("argmax", argmax),
        ("argmin", argmin),
        ("argsort", argsort),
        ("cumsum", cumsum),
        ("cumprod", cumprod),
        ("round", round),
        ("clip", clip),
        ("repeat", repeat),
        ("nonzero", nonzero),
        ("take", take_function),
        ("searchsorted", searchsorted),
    ):
        setattr(ndarray, name, _as_method(name, function))


def _as_method(name, function):
    def method(self, *args, **keywords):
        return function(self, *args, **keywords)

    method.__name__ = name
    method.__qualname__ = f"ndarray.{name}"
    return method


give_methods()
