"""How an array's elements and memory are reached: by keys, by what is written into it, by flat and flags."""

from _duet.host import host as _all
from pyodide.ffi import to_js

from numpy._dtypes import bool_, generic

host = _all.numpy


def index_item(item):
    """A part of a key as TypeScript takes it."""
    if isinstance(item, slice):
        parts = [None if part is None else int(part) for part in (item.start, item.stop, item.step)]
        return _all.record(to_js([["slice", to_js(parts)]]))
    if item is Ellipsis:
        return "..."
    if item is None:
        return "newaxis"
    if isinstance(item, (bool, bool_)):
        return host.scalar(bool(item), "bool")
    if isinstance(item, int):
        return item
    if isinstance(item, generic) and item.dtype.kind in "iu":
        return int(item)
    if isinstance(item, (list, range)) or hasattr(item, "__array__"):
        from numpy._array import ndarray
        from numpy._creation import asarray

        found = asarray(item)
        if found.size == 0 and not isinstance(item, ndarray):
            found = found.astype("int64")
        if found.dtype.kind in "biu":
            return found.js if found.ndim or found.dtype.kind == "b" else found.item()
        if isinstance(item, ndarray):
            raise IndexError("arrays used as indices must be of integer (or boolean) type")
    raise IndexError(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are "
        "valid indices"
    )


def into(out, result):
    """A result, or the array given for it with the result in it."""
    if out is None:
        return result
    out = out[0] if isinstance(out, tuple) else out
    out[...] = result
    return out


class Flags:
    """What holds of an array's memory."""

    def __init__(self, array):
        self._array = array

    @property
    def writeable(self):
        return self._array._writeable

    @writeable.setter
    def writeable(self, value):
        self._array._writeable = bool(value)

    @property
    def c_contiguous(self):
        return host.isRowByRow(self._array._js)

    contiguous = c_contiguous

    @property
    def f_contiguous(self):
        return host.isRowByRow(self._array.T._js)

    @property
    def owndata(self):
        return self._array._base is None

    def __getitem__(self, name):
        return getattr(self, name.lower())

    def __repr__(self):
        return "\n".join(
            [
                f"  C_CONTIGUOUS : {self.c_contiguous}",
                f"  F_CONTIGUOUS : {self.f_contiguous}",
                f"  OWNDATA : {self.owndata}",
                f"  WRITEABLE : {self.writeable}",
                "  ALIGNED : True",
                "  WRITEBACKIFCOPY : False",
                "",
            ]
        )


class Flat:
    """An array's elements one after the other."""

    def __init__(self, array):
        self._array = array

    def __iter__(self):
        return iter(self._array.reshape(-1))

    def __len__(self):
        return self._array.size

    def __getitem__(self, key):
        return self._array.reshape(-1)[key]

    def __setitem__(self, key, value):
        flat = self._array.reshape(-1)
        flat[key] = value
        if flat._base is not self._array.owner:
            self._array[...] = flat.reshape(self._array.shape)
