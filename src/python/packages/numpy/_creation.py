"""Functions that make arrays."""

import array as buffers

from pyodide.ffi import to_js

import numpy._array as arrays
from numpy._array import attempt, compute, host, ndarray, wrap
from numpy._dtypes import dtype_of, generic

_CODES = {"bool": "B", "int64": "q", "float64": "d"}


def array(object, dtype=None, *, copy=True, order="K", subok=False, ndmin=0, like=None):
    kind = None if dtype is None else dtype_of(dtype)
    made = _array_of(object, kind)
    if made is object and copy:
        made = made.copy()
    if made.ndim < ndmin:
        made = made.reshape((1,) * (ndmin - made.ndim) + made.shape)
    return made


def asarray(a, dtype=None, order=None, *, copy=None, device=None, like=None):
    made = _array_of(a, None if dtype is None else dtype_of(dtype))
    return made.copy() if copy and made is a else made


asanyarray = ascontiguousarray = asfortranarray = asarray


def _array_of(data, kind):
    if type(data) is ndarray:
        return data if kind is None or kind is data.dtype else data.astype(kind)
    if isinstance(data, generic) or hasattr(data, "__array__"):
        return _array_of(data.__array__(), kind)
    if isinstance(data, str) or not isinstance(data, (bool, int, float)) and not hasattr(data, "__len__"):
        if isinstance(data, (str, bytes, complex, dict)) or not hasattr(data, "__iter__"):
            raise TypeError(f"An array of {type(data).__name__} is not in the browser: numbers and booleans are.")
        raise TypeError(f"An array of {type(data).__name__} is not in the browser. Make a list of it first.")
    flat = []
    shape = _walk(data, flat, 0)
    if any(isinstance(value, ndarray) for value in flat):
        return _stacked(flat, shape, kind)
    found = _kind_of(flat)
    if any(isinstance(value, generic) for value in flat):
        flat = [value.item() if isinstance(value, generic) else value for value in flat]
    plain = "float64" if any(isinstance(value, float) for value in flat) else "int64" if found.kind != "b" else "bool"
    values = to_js(buffers.array(_CODES[plain], flat))
    return wrap(attempt(host.fromValues, values, to_js(list(shape)), plain, (kind or found).name))


def _walk(data, flat, depth):
    """Puts the numbers of nested lists into one list. Returns the shape up to whole arrays in them."""
    if isinstance(data, (bool, int, float, generic)):
        flat.append(data)
        return ()
    if isinstance(data, ndarray) or hasattr(data, "__array__"):
        given = asarray(data)
        flat.append(given)
        return given.shape
    if isinstance(data, (str, bytes, complex, dict)) or not hasattr(data, "__len__"):
        raise TypeError(f"An array of {type(data).__name__} is not in the browser: numbers and booleans are.")
    if data and all(type(value) in (int, float) for value in data):
        flat.extend(data)
        return (len(data),)
    shapes = [_walk(part, flat, depth + 1) for part in data]
    if not shapes:
        return (0,)
    if any(shape != shapes[0] for shape in shapes):
        common = _common(shapes)
        raise ValueError(
            "setting an array element with a sequence. The requested array has an inhomogeneous shape after "
            f"{depth + 1 + len(common)} dimensions. The detected shape was {(len(shapes), *common)} + "
            "inhomogeneous part."
        )
    return (len(shapes), *shapes[0])


def _common(shapes):
    common = []
    for sizes in zip(*shapes):
        if len(set(sizes)) != 1:
            break
        common.append(sizes[0])
    return common


def _kind_of(flat):
    kinds = {type(value) for value in flat}
    if not kinds or float in kinds and not any(issubclass(kind, generic) for kind in kinds):
        return dtype_of("float64")
    if kinds <= {bool}:
        return dtype_of("bool")
    if kinds <= {bool, int}:
        return dtype_of("int64")
    return _promoted([dtype_of(kind) for kind in kinds])


def _promoted(kinds):
    common = kinds[0]
    for kind in kinds[1:]:
        common = dtype_of(attempt(host.call, "promote_types", common.name, kind.name))
    return common


def _stacked(parts, shape, kind):
    """An array of a list of arrays, without a list of their numbers."""
    arrays_of = [asarray(part) for part in parts]
    common = kind or _promoted([each.dtype for each in arrays_of])
    made = empty((len(arrays_of), *arrays_of[0].shape), common)
    for position, each in enumerate(arrays_of):
        made[position] = each
    return made.reshape(shape)


def broadcast_shape(*arrays):
    """The shape of arrays side by side."""
    return tuple(attempt(host.broadcastShapes, *(each._js.shape for each in arrays)))


def shape_of(shape):
    """A shape given as a number or as several."""
    if hasattr(shape, "__index__"):
        return [int(shape.__index__())]
    return [int(size) for size in shape]


def full(shape, fill_value, dtype=None, order="C", **_):
    if isinstance(fill_value, (ndarray, list, tuple)):
        value = asarray(fill_value)
        made = empty(shape, dtype or value.dtype)
        made[...] = value
        return made
    kind = asarray(fill_value).dtype if dtype is None else dtype_of(dtype)
    sizes = shape_of(shape)
    if any(size < 0 for size in sizes):
        raise ValueError("negative dimensions are not allowed")
    value = fill_value.item() if hasattr(fill_value, "item") else fill_value
    return wrap(host.fill(to_js(sizes), value, kind.name))


def zeros(shape, dtype=float, order="C", **_):
    return full(shape, 0, dtype or float)


def ones(shape, dtype=None, order="C", **_):
    return full(shape, 1, dtype or float)


def empty(shape, dtype=float, order="C", **_):
    return full(shape, 0, dtype or float)


def full_like(a, fill_value, dtype=None, order="K", subok=True, shape=None):
    given = asarray(a)
    return full(given.shape if shape is None else shape, fill_value, dtype or given.dtype)


def zeros_like(a, dtype=None, order="K", subok=True, shape=None, **_):
    return full_like(a, 0, dtype, shape=shape)


def ones_like(a, dtype=None, order="K", subok=True, shape=None, **_):
    return full_like(a, 1, dtype, shape=shape)


empty_like = zeros_like


def arange(start, stop=None, step=1, dtype=None, **_):
    if stop is None:
        start, stop = 0, start
    plain = [value.item() if hasattr(value, "item") else value for value in (start, stop, step)]
    if plain[2] == 0:
        raise ZeroDivisionError("division by zero")
    found = float if any(isinstance(each, float) for each in plain) else int
    kind = dtype_of(found if dtype is None else dtype)
    first, last, by = plain
    count = max(0, -int(-(last - first) // by)) if last != first else 0
    if all(isinstance(each, int) for each in plain):
        return array(buffers.array("q", range(first, last, by)).tolist(), kind) if count else empty(0, kind)
    return wrap(host.arange(first, by, count, kind.name))


def linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0, **_):

    if isinstance(start, ndarray) or isinstance(stop, ndarray):
        raise NotImplementedError("linspace between arrays is not in the browser: between two numbers it is.")
    first, last = float(start), float(stop)
    parts = num - 1 if endpoint else num
    made = wrap(host.linspace(first, last, int(num), bool(endpoint)))
    kind = dtype_of(dtype)
    if kind.kind in "iu":
        made = compute("floor", made.js)
    made = made if dtype is None else made.astype(kind)
    step = arrays.scalar_of((last - first) / parts if parts > 0 else float("nan"), dtype_of("float64").type)
    return (made, step) if retstep else made


def eye(N, M=None, k=0, dtype=float, **_):
    return compute("eye", int(N), int(N if M is None else M), int(k), dtype_of(dtype).name)


def identity(n, dtype=None):
    return eye(n, dtype=dtype or float)


def copy(a, order="K"):
    return array(a)


def frombuffer(buffer, dtype=float, count=-1, offset=0):
    kind = dtype_of(dtype)
    data = memoryview(buffer).cast("B")[offset:]
    items = len(data) // kind.itemsize if count < 0 else count
    code = {"l": "q", "L": "Q", "?": "B"}.get(kind.char, kind.char)
    values = to_js(buffers.array(code, bytes(data[: items * kind.itemsize])))
    return wrap(host.fromValues(values, to_js([items]), kind.name, kind.name))


def fromiter(iter, dtype, count=-1):
    return array(list(iter), dtype)


def fromfunction(function, shape, *, dtype=float, **keywords):
    grids = compute("indices", to_js(list(shape)), dtype_of(dtype).name)
    return function(*grids.astype(dtype), **keywords)
