"""Joining, parting and repeating arrays, and other shapes of them."""

from pyodide.ffi import to_js

from numpy._access import into
from numpy._array import attempt, compute, host, take, wrap
from numpy._creation import _promoted, asarray, shape_of
from numpy._shapes import axes_of, chosen_axes


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
    chosen = axes_of(axis, first.ndim)[0]
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
    return into(out, result if dtype is None else result.astype(dtype))


concat = concatenate


def stack(arrays, axis=0, out=None, *, dtype=None, casting=None):
    given = [asarray(each) for each in arrays]
    if not given:
        raise ValueError("need at least one array to stack")
    if len({each.shape for each in given}) != 1:
        raise ValueError("all input arrays must have the same shape")
    chosen = axes_of(axis, given[0].ndim + 1)[0]
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
    return compute("repeat", given.js, counts, None if axis is None else axes_of(axis, given.ndim)[0])


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
    sources, targets = axes_of(source, given.ndim), axes_of(destination, given.ndim)
    order = [axis for axis in range(given.ndim) if axis not in sources]
    for target, axis in sorted(zip(targets, sources)):
        order.insert(target, axis)
    return given.transpose(order)


def squeeze(a, axis=None):
    return asarray(a).squeeze(axis)


def expand_dims(a, axis):
    given = asarray(a)
    count = len(axis) if isinstance(axis, (tuple, list)) else 1
    chosen = axes_of(axis, given.ndim + count)
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
    chosen = chosen_axes(axis, given)
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
