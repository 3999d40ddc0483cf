"""Choosing, sorting and finding elements, and sets of them."""

from numpy._array import attempt, compute, host, take, wrap
from numpy._arrangement import broadcast_to, stack
from numpy._creation import asarray, broadcast_shape
from numpy._operators import operands
from numpy._shapes import axes_of


def where_function(condition, *branches):
    mask = asarray(condition)
    if not branches:
        return nonzero(mask)
    x, y = branches
    first, second = (asarray(each) for each in _common_type(x, y))
    sizes = broadcast_shape(mask, first, second)
    wanted = [broadcast_to(each, sizes) for each in (mask != 0, first, second)]
    return compute("where", *(each.copy().js for each in wanted))


def where(condition, x=None, y=None, /):
    """The elements of x where the condition holds, else those of y; without them, where it holds."""
    return where_function(condition) if x is None and y is None else where_function(condition, x, y)


def _common_type(x, y):
    first, second = operands((x, y))
    common = attempt(host.call, "promote_types", first.dtype, second.dtype)
    return [wrap(host.cast(js, common)) for js in (first, second)]


def nonzero(a):
    given = asarray(a)
    return tuple(take(host.nonzero(given.js)))


def flatnonzero(a):
    return nonzero(asarray(a).reshape(-1))[0]


def argwhere(a):
    return stack(nonzero(a), axis=1)


def sort(a, axis=-1, kind=None, order=None, *, stable=None):
    given = asarray(a)
    if axis is None:
        given, axis = given.reshape(-1), 0
    return compute("sort", given.js, axes_of(axis, given.ndim)[0])


def argsort(a, axis=-1, kind=None, order=None, *, stable=None):
    given = asarray(a)
    if axis is None:
        given, axis = given.reshape(-1), 0
    return compute("argsort", given.js, axes_of(axis, given.ndim)[0])


def unique(ar, return_index=False, return_inverse=False, return_counts=False, axis=None, **_):
    given = asarray(ar)
    wanted = [bool(return_index), bool(return_inverse), bool(return_counts)]
    found = attempt(host.call, "unique", given.js if axis is not None else given.reshape(-1).js, *wanted, axis)
    if host.isArray(found):
        return take(found)
    parts = [take(found.values)]
    for name, is_wanted in zip(("indices", "inverse", "counts"), wanted):
        if is_wanted:
            part = take(getattr(found, name)).astype("int64")
            parts.append(part.reshape(given.shape) if name == "inverse" and axis is None else part)
    return tuple(parts)


def take_function(a, indices, axis=None, out=None, mode="raise"):
    given = asarray(a)
    if axis is None:
        return given.reshape(-1)[asarray(indices)]
    return given[(slice(None),) * axes_of(axis, given.ndim)[0] + (asarray(indices),)]


def take_along_axis(arr, indices, axis=-1):
    return compute("take_along_axis", asarray(arr).js, asarray(indices).js, axis)


def searchsorted(a, v, side="left", sorter=None):
    wanted = asarray(v)
    found = compute("searchsorted", asarray(a).js, wanted.reshape(-1).js, side)
    return found.reshape(wanted.shape) if wanted.ndim else found[0]
