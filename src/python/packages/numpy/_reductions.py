"""Sums, extremes, means and positions over axes, and what runs along one."""

import math

from pyodide.ffi import to_js

from numpy._access import into
from numpy._array import attempt, compute, host, take
from numpy._creation import array, asarray, ones_like
from numpy._dtypes import dtype_of
from numpy._selection import where_function
from numpy._shapes import axes_of, chosen_axes


def _sum(array, axis, keepdims, dtype):
    js = attempt(host.sum, array.js, to_js(chosen_axes(axis, array)), bool(keepdims), dtype.name)
    return take(js)


def _sum_type(kind):
    if kind.kind in "bi":
        return dtype_of("int64")
    return dtype_of("uint64") if kind.kind == "u" else kind


def _count(axis, array):
    return math.prod(array.shape[each] for each in chosen_axes(axis, array))


def _under_mask(a, where, filler):
    return a if where is None or where is True else where_function(where, a, filler)


def sum(a, axis=None, dtype=None, out=None, keepdims=False, initial=0, where=True):
    given = _under_mask(asarray(a), where, 0)
    kind = _sum_type(given.dtype) if dtype is None else dtype_of(dtype)
    if kind.name not in ("float64", "float32", "int64", "uint64"):
        result = _sum(given, axis, keepdims, _sum_type(given.dtype)).astype(kind)
    else:
        if kind.kind != given.dtype.kind:
            given = given.astype(kind)
        result = _sum(given, axis, keepdims, kind)
    return into(out, result + initial if initial else result)


def mean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
    given = asarray(a)
    kind = _mean_type(given.dtype) if dtype is None else dtype_of(dtype)
    given = given.astype(kind, copy=False)
    return into(out, _divided(_sum(given, axis, keepdims, kind), _count(axis, given), kind))


def _mean_type(kind):
    return kind if kind.kind == "f" else dtype_of("float64")


def _divided(total, count, kind):
    return total / kind.type(count) if count else total / kind.type(0)


def var(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    given = asarray(a)
    kind = _mean_type(given.dtype) if dtype is None else dtype_of(dtype)
    given = given.astype(kind, copy=False)
    free = _count(axis, given) - (ddof if correction is None else correction)
    center = _divided(_sum(given, axis, True, kind), _count(axis, given), kind)
    distance = given - center
    return into(out, _divided(_sum(asarray(distance * distance), axis, keepdims, kind), free if free > 0 else 0, kind))


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    square = var(a, axis, dtype, None, ddof, keepdims, correction=correction)
    return into(out, compute("sqrt", asarray(square).js))


def _reduction(name):
    def function(a, axis=None, out=None, keepdims=False, initial=None, where=True):
        given = asarray(a)
        chosen = chosen_axes(axis, given)
        if name in ("max", "min") and _count(axis, given) == 0:
            raise ValueError(f"zero-size array to reduction operation {name}imum which has no identity")
        if axis is None:
            result = compute(name, given.js)
            if keepdims:
                result = asarray(result).reshape((1,) * given.ndim)
        else:
            result = compute(name, given.js, chosen[0] if len(chosen) == 1 else to_js(chosen), bool(keepdims))
        if name in ("max", "min") and result.dtype is not given.dtype:
            result = result.astype(given.dtype)
        if name in ("all", "any") and result.dtype.kind != "b":
            result = result.astype("bool")
        return into(out, result)

    function.__name__ = function.__qualname__ = name
    return function


max, min = _reduction("max"), _reduction("min")
all, any = _reduction("all"), _reduction("any")
amax, amin = max, min


def prod(a, axis=None, dtype=None, out=None, keepdims=False, initial=1, where=True):
    given = asarray(a)
    kind = _sum_type(given.dtype) if dtype is None else dtype_of(dtype)
    given = given.astype(kind, copy=False)
    chosen = chosen_axes(axis, given)
    if given.size == 0 and axis is None:
        return kind.type(1)
    over = None if axis is None else chosen[0] if len(chosen) == 1 else to_js(chosen)
    result = compute("prod", given.js, over, bool(keepdims))
    return into(out, result if result.dtype is kind else result.astype(kind))


def _position_of(name):
    def function(a, axis=None, out=None, *, keepdims=False):
        given = asarray(a)
        if given.size == 0:
            raise ValueError(f"attempt to get {name} of an empty sequence")
        if given.dtype.kind == "b":
            given = given.astype("uint8")
        found = compute(name, given.js, None if axis is None else axes_of(axis, given.ndim)[0], bool(keepdims))
        return into(out, found)

    function.__name__ = function.__qualname__ = name
    return function


argmax, argmin = _position_of("argmax"), _position_of("argmin")


def ptp(a, axis=None, out=None, keepdims=False):
    return into(out, max(a, axis=axis, keepdims=keepdims) - min(a, axis=axis, keepdims=keepdims))


def cumsum(a, axis=None, dtype=None, out=None):
    return _running("cumsum", a, axis, dtype, out)


def cumprod(a, axis=None, dtype=None, out=None):
    return _running("cumprod", a, axis, dtype, out)


def _running(name, a, axis, dtype, out):
    given = asarray(a)
    given = given.astype(_sum_type(given.dtype) if dtype is None else dtype, copy=False)
    return into(out, compute(name, given.js, None if axis is None else axes_of(axis, given.ndim)[0]))


def count_nonzero(a, axis=None, *, keepdims=False):
    found = asarray(a) != 0
    total = sum(found, axis=axis, keepdims=keepdims)
    return total


def average(a, axis=None, weights=None, returned=False, *, keepdims=False):
    given = asarray(a)
    if weights is None:
        return mean(given, axis, keepdims=keepdims)
    scale = asarray(weights)
    if scale.ndim == 1 and given.ndim > 1 and axis is not None:
        sizes = [1] * given.ndim
        sizes[axis] = -1
        scale = scale.reshape(sizes)
    whole = sum(scale * ones_like(given, dtype=float), axis, keepdims=keepdims)
    return sum(given * scale, axis, keepdims=keepdims) / whole


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    given = asarray(a)
    given = given.astype(_mean_type(given.dtype), copy=False)
    return into(out, compute("median", given.js, None if axis is None else axes_of(axis, given.ndim)[0], bool(keepdims)))


def _quantile(name, scale):
    def function(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, **_):
        given = asarray(a)
        given = given.astype(_mean_type(given.dtype), copy=False)
        chosen = None if axis is None else axes_of(axis, given.ndim)[0]
        wanted = asarray(q)
        found = [compute(name, given.js, float(each), chosen, bool(keepdims)) for each in wanted.reshape(-1)]
        return found[0] if wanted.ndim == 0 else array(found)

    function.__name__ = function.__qualname__ = name
    return function


percentile, quantile = _quantile("percentile", 100), _quantile("quantile", 1)
