"""Functions of the module: what NumPy's arguments mean to numpy-ts."""

import math

from pyodide.ffi import to_js

from numpy._array import (
    _axes,
    attempt,
    binary,
    compute,
    host,
    matmul,
    ndarray,
    operands,
    scalar_of,
    take,
    wrap,
)
from numpy._creation import _promoted, array, asarray, broadcast_shape, shape_of
from numpy._dtypes import dtype, dtype_of, float64, generic


def _into(out, result):
    if out is None:
        return result
    out = out[0] if isinstance(out, tuple) else out
    out[...] = result
    return out


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
        return _into(out, result)

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
        return _into(out, names[self.__name__](asarray(a), axis=axis, keepdims=keepdims))

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


# Sums over axes.


def _chosen(axis, array):
    return list(range(array.ndim)) if axis is None else _axes(axis, array.ndim)


def _sum(array, axis, keepdims, dtype):
    js = attempt(host.sum, array.js, to_js(_chosen(axis, array)), bool(keepdims), dtype.name)
    return take(js)


def _sum_type(kind):
    if kind.kind in "bi":
        return dtype_of("int64")
    return dtype_of("uint64") if kind.kind == "u" else kind


def _count(axis, array):
    count = 1
    for each in _chosen(axis, array):
        count *= array.shape[each]
    return count


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
    return _into(out, result + initial if initial else result)


def mean(a, axis=None, dtype=None, out=None, keepdims=False, *, where=True):
    given = asarray(a)
    kind = _mean_type(given.dtype) if dtype is None else dtype_of(dtype)
    given = given.astype(kind, copy=False)
    return _into(out, _divided(_sum(given, axis, keepdims, kind), _count(axis, given), kind))


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
    return _into(out, _divided(_sum(asarray(distance * distance), axis, keepdims, kind), free if free > 0 else 0, kind))


def std(a, axis=None, dtype=None, out=None, ddof=0, keepdims=False, *, where=True, mean=None, correction=None):
    square = var(a, axis, dtype, None, ddof, keepdims, correction=correction)
    return _into(out, compute("sqrt", asarray(square).js))


def _reduction(name):
    def function(a, axis=None, out=None, keepdims=False, initial=None, where=True):
        given = asarray(a)
        chosen = _chosen(axis, given)
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
        return _into(out, result)

    function.__name__ = function.__qualname__ = name
    return function


max, min = _reduction("max"), _reduction("min")
all, any = _reduction("all"), _reduction("any")
amax, amin = max, min


def prod(a, axis=None, dtype=None, out=None, keepdims=False, initial=1, where=True):
    given = asarray(a)
    kind = _sum_type(given.dtype) if dtype is None else dtype_of(dtype)
    given = given.astype(kind, copy=False)
    chosen = _chosen(axis, given)
    if given.size == 0 and axis is None:
        return kind.type(1)
    over = None if axis is None else chosen[0] if len(chosen) == 1 else to_js(chosen)
    result = compute("prod", given.js, over, bool(keepdims))
    return _into(out, result if result.dtype is kind else result.astype(kind))


def _position_of(name):
    def function(a, axis=None, out=None, *, keepdims=False):
        given = asarray(a)
        if given.size == 0:
            raise ValueError(f"attempt to get {name} of an empty sequence")
        if given.dtype.kind == "b":
            given = given.astype("uint8")
        found = compute(name, given.js, None if axis is None else _axes(axis, given.ndim)[0], bool(keepdims))
        return _into(out, found)

    function.__name__ = function.__qualname__ = name
    return function


argmax, argmin = _position_of("argmax"), _position_of("argmin")


def ptp(a, axis=None, out=None, keepdims=False):
    return _into(out, max(a, axis=axis, keepdims=keepdims) - min(a, axis=axis, keepdims=keepdims))


def cumsum(a, axis=None, dtype=None, out=None):
    return _running("cumsum", a, axis, dtype, out)


def cumprod(a, axis=None, dtype=None, out=None):
    return _running("cumprod", a, axis, dtype, out)


def _running(name, a, axis, dtype, out):
    given = asarray(a)
    given = given.astype(_sum_type(given.dtype) if dtype is None else dtype, copy=False)
    return _into(out, compute(name, given.js, None if axis is None else _axes(axis, given.ndim)[0]))


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
    return sum(given * scale, axis, keepdims=keepdims) / sum(scale * ones_like_function(given), axis, keepdims=keepdims)


def ones_like_function(given):
    from numpy._creation import ones_like

    return ones_like(given, dtype=float)


def median(a, axis=None, out=None, overwrite_input=False, keepdims=False):
    given = asarray(a)
    given = given.astype(_mean_type(given.dtype), copy=False)
    return _into(out, compute("median", given.js, None if axis is None else _axes(axis, given.ndim)[0], bool(keepdims)))


def _quantile(name, scale):
    def function(a, q, axis=None, out=None, overwrite_input=False, method="linear", keepdims=False, **_):
        given = asarray(a)
        given = given.astype(_mean_type(given.dtype), copy=False)
        chosen = None if axis is None else _axes(axis, given.ndim)[0]
        wanted = asarray(q)
        found = [compute(name, given.js, float(each), chosen, bool(keepdims)) for each in wanted.reshape(-1)]
        return found[0] if wanted.ndim == 0 else array(found)

    function.__name__ = function.__qualname__ = name
    return function


percentile, quantile = _quantile("percentile", 100), _quantile("quantile", 1)


# Rounding and bounds.


def round(a, decimals=0, out=None):
    given = asarray(a)
    if given.dtype.kind in "iu" and decimals >= 0:
        return _into(out, given.copy() if given.ndim else given[()])
    if decimals == 0:
        return _into(out, compute("rint", given.js))
    scale = given.dtype.type(10.0 ** (decimals if decimals > 0 else -decimals))
    if decimals > 0:
        return _into(out, compute("rint", asarray(given * scale).js) / scale)
    return _into(out, (compute("rint", asarray(given / scale).js) * scale).astype(given.dtype))


around = round


def clip(a, a_min=None, a_max=None, out=None, *, min=None, max=None):
    low, high = a_min if min is None else min, a_max if max is None else max
    result = asarray(a)
    if low is not None:
        result = binary("maximum", result, low)
    if high is not None:
        result = binary("minimum", result, high)
    return _into(out, result)


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
    return _into(out, compute("dot", first.js, second.js))


# Joining and parting.


def _parts(arrays):
    given = [asarray(each) for each in arrays]
    if not given:
        raise ValueError("need at least one array to concatenate")
    common = _promoted([each.dtype for each in given])
    return [each.astype(common, copy=False) for each in given]


def concatenate(arrays, axis=0, out=None, *, dtype=None, casting=None):
    given = _parts(arrays)
    if axis is None:
        given, axis = [each.reshape(-1) for each in given], 0
    first = given[0]
    if first.ndim == 0:
        raise ValueError("zero-dimensional arrays cannot be concatenated")
    chosen = _axes(axis, first.ndim)[0]
    for position, each in enumerate(given):
        if each.ndim != first.ndim:
            raise ValueError(
                f"all the input arrays must have same number of dimensions, but the array at index 0 has "
                f"{first.ndim} dimension(s) and the array at index {position} has {each.ndim} dimension(s)"
            )
        for at, (size, own) in enumerate(zip(first.shape, each.shape)):
            if at != chosen and size != own:
                raise ValueError(
                    "all the input array dimensions except for the concatenation axis must match exactly, but along "
                    f"dimension {at}, the array at index 0 has size {size} and the array at index {position} has "
                    f"size {own}"
                )
    result = compute("concatenate", to_js([each.js for each in given]), chosen)
    return _into(out, result if dtype is None else result.astype(dtype))


concat = concatenate


def stack(arrays, axis=0, out=None, *, dtype=None, casting=None):
    given = [asarray(each) for each in arrays]
    if not given:
        raise ValueError("need at least one array to stack")
    if len({each.shape for each in given}) != 1:
        raise ValueError("all input arrays must have the same shape")
    chosen = _axes(axis, given[0].ndim + 1)[0]
    if chosen == 0 and out is None and dtype is None and len({each.js.dtype for each in given}) == 1:
        return take(host.stack(to_js([each.js for each in given])))
    return concatenate([expand_dims(each, chosen) for each in given], chosen, out, dtype=dtype)


def vstack(tup, *, dtype=None, casting=None):
    return concatenate([each.reshape(1, -1) if each.ndim < 2 else each for each in map(asarray, tup)], 0, dtype=dtype)


def hstack(tup, *, dtype=None, casting=None):
    given = [each.reshape(-1) if each.ndim == 0 else each for each in map(asarray, tup)]
    return concatenate(given, 0 if given[0].ndim == 1 else 1, dtype=dtype)


def dstack(tup):
    return concatenate([_three_axes(asarray(each)) for each in tup], 2)


def _three_axes(given):
    return given.reshape(1, -1, 1) if given.ndim < 2 else given.reshape(*given.shape, 1) if given.ndim == 2 else given


def column_stack(tup):
    return concatenate([each.reshape(-1, 1) if each.ndim < 2 else each for each in map(asarray, tup)], 1)


def array_split(ary, indices_or_sections, axis=0):
    given = asarray(ary)
    size = given.shape[axis]
    if hasattr(indices_or_sections, "__len__"):
        bounds = [0, *map(int, indices_or_sections), size]
    else:
        least, more = divmod(size, int(indices_or_sections))
        bounds = [0]
        for position in range(int(indices_or_sections)):
            bounds.append(bounds[-1] + least + (position < more))
    lead = (slice(None),) * (axis % given.ndim)
    return [given[(*lead, slice(start, end))] for start, end in zip(bounds, bounds[1:])]


def split(ary, indices_or_sections, axis=0):
    if not hasattr(indices_or_sections, "__len__") and asarray(ary).shape[axis] % indices_or_sections:
        raise ValueError("array split does not result in an equal division")
    return array_split(ary, indices_or_sections, axis)


def vsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 0)


def hsplit(ary, indices_or_sections):
    return split(ary, indices_or_sections, 1 if asarray(ary).ndim > 1 else 0)


def append(arr, values, axis=None):
    return concatenate((arr, values), axis)


def repeat(a, repeats, axis=None):
    given = asarray(a)
    counts = repeats if isinstance(repeats, int) else to_js(asarray(repeats).tolist())
    return compute("repeat", given.js, counts, None if axis is None else _axes(axis, given.ndim)[0])


def tile(A, reps):
    return compute("tile", asarray(A).js, to_js(shape_of(reps)))


# Shapes.


def reshape(a, shape, order="C", *, copy=None):
    return asarray(a).reshape(shape)


def ravel(a, order="C"):
    return asarray(a).ravel()


def transpose(a, axes=None):
    return asarray(a).transpose() if axes is None else asarray(a).transpose(axes)


permute_dims = transpose


def swapaxes(a, axis1, axis2):
    return asarray(a).swapaxes(axis1, axis2)


def moveaxis(a, source, destination):
    given = asarray(a)
    sources, targets = _axes(source, given.ndim), _axes(destination, given.ndim)
    order = [axis for axis in range(given.ndim) if axis not in sources]
    for target, axis in sorted(zip(targets, sources)):
        order.insert(target, axis)
    return given.transpose(order)


def squeeze(a, axis=None):
    return asarray(a).squeeze(axis)


def expand_dims(a, axis):
    given = asarray(a)
    count = len(axis) if isinstance(axis, (tuple, list)) else 1
    chosen = _axes(axis, given.ndim + count)
    sizes = iter(given.shape)
    return given.reshape([1 if each in chosen else next(sizes) for each in range(given.ndim + count)])


def atleast_1d(*arrays):
    given = [each.reshape(1) if each.ndim == 0 else each for each in map(asarray, arrays)]
    return given[0] if len(given) == 1 else tuple(given)


def atleast_2d(*arrays):
    given = [each.reshape(1, -1) if each.ndim < 2 else each for each in map(asarray, arrays)]
    return given[0] if len(given) == 1 else tuple(given)


def broadcast_to(array, shape, subok=False):
    given = asarray(array)
    try:
        made = wrap(attempt(host.callView, "broadcast_to", given.js, to_js(shape_of(shape))), (given,))
    except ValueError:
        raise ValueError(
            "operands could not be broadcast together with remapped shapes [original->remapped]: "
            f"{host.shapeText(given._js.shape)}  and requested shape {host.shapeText(to_js(shape_of(shape)))}"
        ) from None
    made._writeable = False
    return made


def flip(m, axis=None):
    given = asarray(m)
    chosen = _chosen(axis, given)
    return given[tuple(slice(None, None, -1) if each in chosen else slice(None) for each in range(given.ndim))]


def fliplr(m):
    return flip(m, 1)


def flipud(m):
    return flip(m, 0)


def roll(a, shift, axis=None):
    plain = [each if each is None or isinstance(each, int) else to_js(list(each)) for each in (shift, axis)]
    return compute("roll", asarray(a).js, *plain)


def pad(array, pad_width, mode="constant", constant_values=0, **_):
    given = asarray(array)
    widths = pad_width
    if not isinstance(pad_width, int):
        widths = to_js([list(each) if hasattr(each, "__len__") else each for each in pad_width])
    if mode == "constant":
        return compute("pad", given.js, widths, mode, constant_values)
    return compute("pad", given.js, widths, mode)


def shape(a):
    return asarray(a).shape


def ndim(a):
    return asarray(a).ndim


def size(a, axis=None):
    return asarray(a).size if axis is None else asarray(a).shape[axis]


def meshgrid(*xi, copy=True, sparse=False, indexing="xy"):
    given = [asarray(each).reshape(-1) for each in xi]
    count = len(given)
    order = [1, 0, *range(2, count)] if indexing == "xy" and count > 1 else list(range(count))
    sizes = [0] * count
    for axis, each in zip(order, given):
        sizes[axis] = each.size
    grids = []
    for axis, each in zip(order, given):
        open_shape = [1] * count
        open_shape[axis] = each.size
        grid = each.reshape(open_shape)
        grids.append(grid.copy() if sparse else broadcast_to(grid, sizes).copy())
    return tuple(grids)


# Choosing, sorting and sets.


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
    return compute("sort", given.js, _axes(axis, given.ndim)[0])


def argsort(a, axis=-1, kind=None, order=None, *, stable=None):
    given = asarray(a)
    if axis is None:
        given, axis = given.reshape(-1), 0
    return compute("argsort", given.js, _axes(axis, given.ndim)[0])


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
    return given[(slice(None),) * _axes(axis, given.ndim)[0] + (asarray(indices),)]


def take_along_axis(arr, indices, axis=-1):
    return compute("take_along_axis", asarray(arr).js, asarray(indices).js, axis)


def searchsorted(a, v, side="left", sorter=None):
    wanted = asarray(v)
    found = compute("searchsorted", asarray(a).js, wanted.reshape(-1).js, side)
    return found.reshape(wanted.shape) if wanted.ndim else found[0]


def bincount(x, weights=None, minlength=0):
    found = compute("bincount", asarray(x).js, None if weights is None else asarray(weights).js, int(minlength))
    return found if weights is None else found.astype("float64")


def histogram(a, bins=10, range=None, density=None, weights=None):
    given = asarray(a).reshape(-1)
    if hasattr(bins, "__len__"):
        edges = asarray(bins)
    else:
        from numpy._creation import linspace

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
        if is_array and any_array(value):
            return to_js([asarray(each).js for each in value])
        return asarray(value).js if is_array else to_js(list(value))
    if is_array and isinstance(value, (int, float)):
        return asarray(value).js
    return value


def any_array(values):
    for value in values:
        if isinstance(value, ndarray):
            return True
    return False


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
