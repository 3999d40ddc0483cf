"""Arrays in files: NumPy's own formats, and text."""

import ast
import os
import zipfile

from numpy._creation import array, asarray, frombuffer
from numpy._dtypes import dtype_of

_MAGIC = b"\x93NUMPY\x01\x00"
# What stands before the numbers ends at a multiple of it.
_ALIGNMENT = 64


def _npy(values):
    """The bytes of a file of one array. @source numpy.lib.format, version 1.0"""
    header = repr({"descr": values.dtype.str, "fortran_order": False, "shape": values.shape})
    padding = -(len(_MAGIC) + 2 + len(header) + 1) % _ALIGNMENT
    text = header[:-1] + ", }" + " " * (padding - 2) if padding >= 2 else header + " " * padding
    line = text.encode("latin1") + b"\n"
    return _MAGIC + len(line).to_bytes(2, "little") + line + values.tobytes()


def _of_npy(data):
    if not data.startswith(b"\x93NUMPY"):
        raise ValueError("Cannot load file containing pickled data when allow_pickle=False")
    size, start = (2, 10) if data[6] == 1 else (4, 12)
    end = start + int.from_bytes(data[start - size : start], "little")
    header = ast.literal_eval(data[start:end].decode("latin1"))
    kind = dtype_of(header["descr"])
    values = frombuffer(data[end:], dtype=kind) if data[end:] else array([], dtype=kind)
    if header["fortran_order"]:
        return values.reshape(header["shape"][::-1]).transpose()
    return values.reshape(header["shape"])


def _with_ending(file, ending):
    name = os.fspath(file)
    return name if name.endswith(ending) else name + ending


def save(file, arr, allow_pickle=True):
    with open(_with_ending(file, ".npy"), "wb") as opened:
        opened.write(_npy(asarray(arr)))


def savez(file, *args, **kwds):
    _save_all(file, args, kwds, zipfile.ZIP_STORED)


def savez_compressed(file, *args, **kwds):
    _save_all(file, args, kwds, zipfile.ZIP_DEFLATED)


def _save_all(file, args, kwds, compression):
    named = {**{f"arr_{index}": each for index, each in enumerate(args)}, **kwds}
    with zipfile.ZipFile(_with_ending(file, ".npz"), "w", compression) as opened:
        for name, each in named.items():
            opened.writestr(f"{name}.npy", _npy(asarray(each)))


def load(file, mmap_mode=None, allow_pickle=False, **_):
    with open(file, "rb") as opened:
        data = opened.read(4)
        if data == b"PK\x03\x04":
            return NpzFile(file)
        return _of_npy(data + opened.read())


class NpzFile:
    """Arrays by their names, read when they are asked for."""

    def __init__(self, file):
        self._name = os.fspath(file)
        with zipfile.ZipFile(file) as opened:
            self._arrays = {name.removesuffix(".npy"): opened.read(name) for name in opened.namelist()}
        self.files = list(self._arrays)

    def __getitem__(self, name):
        if name not in self._arrays:
            raise KeyError(f"{name} is not a file in the archive")
        return _of_npy(self._arrays[name])

    def __contains__(self, name):
        return name in self._arrays

    def __iter__(self):
        return iter(self.files)

    def __len__(self):
        return len(self.files)

    def keys(self):
        return self._arrays.keys()

    def items(self):
        return [(name, self[name]) for name in self.files]

    def close(self):
        """Nothing is open."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def __repr__(self):
        return f"NpzFile {self._name!r} with keys: {', '.join(self.files)}"


def savetxt(fname, X, fmt="%.18e", delimiter=" ", newline="\n", header="", footer="", comments="# ", encoding=None):
    values = asarray(X)
    rows = values.reshape(-1, 1) if values.ndim < 2 else values
    with open(fname, "w", newline="") as opened:
        if header:
            opened.write(comments + header.replace("\n", "\n" + comments) + newline)
        for row in rows.tolist():
            opened.write(_line(row, fmt, delimiter) + newline)
        if footer:
            opened.write(comments + footer.replace("\n", "\n" + comments) + newline)


def _line(row, fmt, delimiter):
    if isinstance(fmt, str) and fmt.count("%") > 1:
        return fmt % tuple(row)
    forms = [fmt] * len(row) if isinstance(fmt, str) else fmt
    return delimiter.join(form % value for form, value in zip(forms, row))


def loadtxt(fname, dtype=float, comments="#", delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False,
            ndmin=0, encoding=None, max_rows=None, **_):
    def number(text, row, column):
        try:
            return float(text)
        except ValueError:
            place = f"row {row}, column {column + 1}"
            raise ValueError(f"could not convert string {text!r} to float64 at {place}.") from None

    return _table(fname, dtype, comments, delimiter, skiprows, usecols, unpack, ndmin, max_rows, number)


def genfromtxt(fname, dtype=float, comments="#", delimiter=None, skip_header=0, usecols=None, unpack=False, ndmin=0,
               max_rows=None, filling_values=None, encoding=None, **_):
    missing = float("nan") if filling_values is None else filling_values

    def number(text, *_):
        try:
            return float(text)
        except ValueError:
            return missing

    return _table(fname, dtype, comments, delimiter, skip_header, usecols, unpack, ndmin, max_rows, number)


def _table(fname, dtype, comments, delimiter, skipped, columns, unpack, ndmin, most, number):
    told = _lines(fname)[skipped:]
    lines = [text for line in told if (text := (line.split(comments)[0] if comments else line).strip())][:most]
    texts = [[each.strip() for each in line.split(delimiter)] for line in lines]
    rows = [[number(text, row, column) for column, text in enumerate(each)] for row, each in enumerate(texts)]
    values = array(rows, dtype=dtype)
    if columns is not None:
        values = values[:, [columns] if isinstance(columns, int) else list(columns)]
    if ndmin < 2:
        sizes = [size for size in values.shape if size != 1]
        values = values.reshape(sizes or [1] * ndmin)
    return values.transpose() if unpack else values


def _lines(source):
    if hasattr(source, "read"):
        return source.read().splitlines()
    if isinstance(source, (list, tuple)):
        return list(source)
    with open(source) as opened:
        return opened.read().splitlines()
