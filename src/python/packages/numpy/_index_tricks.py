"""Arrays written as indices, and places of an array one by one."""

import itertools

from numpy._arrangement import concatenate, expand_dims, meshgrid, stack
from numpy._creation import arange, asarray, linspace


def _of_slice(key):
    """start:stop:step; with an imaginary step, that many numbers and the end among them."""
    start = 0 if key.start is None else key.start
    if isinstance(key.step, complex):
        return linspace(start, key.stop, int(abs(key.step)))
    return arange(start, key.stop, 1 if key.step is None else key.step)


class _Joined:
    """np.r_ and np.c_: parts one after the other."""

    def __init__(self, join):
        self._join = join

    def __getitem__(self, key):
        parts = key if isinstance(key, tuple) else (key,)
        return self._join([_of_slice(each) if isinstance(each, slice) else asarray(each) for each in parts])


def _in_rows(parts):
    return concatenate([part if part.ndim else part.reshape(1) for part in parts])


def _in_columns(parts):
    return concatenate([part if part.ndim > 1 else expand_dims(part.reshape(-1), 1) for part in parts], axis=-1)


class _Grid:
    """np.mgrid and np.ogrid: the coordinates of a grid."""

    def __init__(self, is_sparse):
        self._is_sparse = is_sparse

    def __getitem__(self, key):
        if isinstance(key, slice):
            return _of_slice(key)
        grids = meshgrid(*[_of_slice(each) for each in key], indexing="ij", sparse=self._is_sparse)
        return tuple(grids) if self._is_sparse else stack(grids)


r_ = _Joined(_in_rows)
c_ = _Joined(_in_columns)
mgrid = _Grid(False)
ogrid = _Grid(True)


def ndindex(*shape):
    """The indices of all places of a shape, row by row."""
    sizes = shape[0] if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
    return itertools.product(*map(range, sizes))


def ndenumerate(arr):
    """Pairs of a place and the element there, row by row."""
    array = asarray(arr)
    return ((index, array[index]) for index in ndindex(array.shape))
