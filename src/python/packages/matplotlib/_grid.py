"""Numbers over a grid of equal steps."""

from math import ceil, floor, isfinite, log10

from matplotlib._data import flat, plain, shape_of

# As Matplotlib chooses the bounds of bands: at most this many where nobody says how many, and round steps.
_MOST_BANDS = 8
_STEPS = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)


def grid_of(args):
    """The first and the last place along x and along y, how many there are, and the rows of numbers."""
    *places, values = map(plain, args[: 3 if len(args) > 2 else 1])
    rows, columns = shape_of(values)[:2]
    x, y = places or (list(range(columns)), list(range(rows)))
    along_x = x[0] if len(shape_of(x)) > 1 else x
    along_y = [row[0] for row in y] if len(shape_of(y)) > 1 else y
    return (along_x[0], along_x[-1], len(along_x)), (along_y[0], along_y[-1], len(along_y)), values


def edges_of(place, count):
    """Where the cells begin and end: around their middles, unless the edges themselves are given."""
    first, last, given = place
    if given == count + 1:
        return first, last
    half = (last - first) / max(1, given - 1) / 2
    return first - half, last + half


def in_bands(values, levels):
    """Every number as the middle of the band that it lies in: not a number outside of all."""
    bounds = _bounds(values, levels)

    def middle(value):
        for low, high in zip(bounds, bounds[1:]):
            if low <= value < high or value == high == bounds[-1]:
                return (low + high) / 2
        return float("nan")

    return [[middle(value) for value in row] for row in values]


def _bounds(values, levels):
    if levels is not None and not isinstance(levels, int):
        return list(plain(levels))
    finite = [value for value in flat(values) if isfinite(value)]
    low, high = min(finite), max(finite)
    least = (high - low) / (_MOST_BANDS if levels is None else levels + 1) or 1
    power = 10 ** floor(log10(least))
    step = next(each * power for each in _STEPS if each * power >= least)
    return [number * step for number in range(floor(low / step), ceil(high / step) + 1)]
