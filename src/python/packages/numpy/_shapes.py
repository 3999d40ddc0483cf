"""Shapes and axes as plain numbers."""

import math

from numpy.exceptions import AxisError


def filled_in(size, wanted):
    """A shape with -1 replaced by what is left."""
    known = math.prod(each for each in wanted if each >= 0)
    sizes = ["newaxis" if each < 0 else str(each) for each in wanted]
    text = f"({sizes[0]},)" if len(sizes) == 1 else f"({','.join(sizes)})"
    unknown = [at for at, each in enumerate(wanted) if each < 0]
    if len(unknown) > 1:
        raise ValueError("can only specify one unknown dimension")
    if unknown and known and size % known == 0:
        return [size // known if each < 0 else each for each in wanted]
    if unknown or known != size:
        raise ValueError(f"cannot reshape array of size {size} into shape {text}")
    return wanted


def axes_of(axis, ndim):
    """One or several axes, counted from 0 on. @raises AxisError: where there is none of that number"""
    given = axis if isinstance(axis, (tuple, list)) else (axis,)
    for each in given:
        if not -ndim <= each < ndim:
            raise AxisError(each, ndim)
    return [int(each) % ndim for each in given]


def chosen_axes(axis, array):
    """The axes of an array that an argument names: all of them for None."""
    return list(range(array.ndim)) if axis is None else axes_of(axis, array.ndim)
