"""Reads numbers out of whatever a plot is given: lists, arrays, tensors of either framework."""

from math import isfinite


def plain(values):
    """Numbers, texts, or lists of lists of them."""
    if getattr(values, "requires_grad", False):
        # The framework says itself why it cannot be read.
        values.numpy()
    if hasattr(values, "tolist"):
        return values.tolist()
    if hasattr(values, "__array__"):
        return values.__array__().tolist()
    if hasattr(values, "numpy"):
        return plain(values.numpy())
    if isinstance(values, (str, bytes)) or not hasattr(values, "__iter__"):
        return values
    return [plain(value) for value in values]


def shape_of(values):
    """The shape of lists of lists."""
    if not isinstance(values, list):
        return ()
    return (len(values), *shape_of(values[0])) if values else (0,)


def flat(values):
    """All values, row by row."""
    if not isinstance(values, list):
        return [values]
    return [item for value in values for item in (flat(value) if isinstance(value, list) else (value,))]


def columns(values):
    """The columns of a table, or the one column that a list is."""
    if not isinstance(values, list):
        return [[values]]
    if len(shape_of(values)) > 2:
        raise ValueError(f"x and y can be no greater than 2D, but have shapes {shape_of(values)}")
    if values and isinstance(values[0], list):
        return [list(column) for column in zip(*values)]
    return [values]


def is_number(value):
    return isinstance(value, (int, float))


def repeated(value, count):
    """A value for each of `count` things: the same for all, or its items."""
    values = plain(value)
    return values if isinstance(values, list) else [values] * count


def finite(values):
    return [value for value in values if isfinite(value)]
