"""numpy.linalg: linear algebra."""

import math
from typing import NamedTuple

from _duet.names import missing_name
from pyodide.ffi import to_js

from numpy import _functions, _reductions
from numpy._array import compute, host, ndarray, take
from numpy._creation import array, asarray


class LinAlgError(ValueError):
    """An equation without a solution."""


LinAlgError.__module__ = "numpy.linalg"


def _real(a):
    given = asarray(a)
    return given if given.dtype.kind == "f" else given.astype("float64")


def _square(a):
    given = _real(a)
    if given.ndim < 2:
        raise LinAlgError(f"{given.ndim}-dimensional array given. Array must be at least two-dimensional")
    if given.shape[-1] != given.shape[-2]:
        raise LinAlgError("Last 2 dimensions of the array must be square")
    return given


def _solve(path, *arrays):
    try:
        result = compute(path, *(array.js for array in arrays))
    except ValueError as error:
        if "ingular" in str(error):
            raise LinAlgError("Singular matrix") from None
        raise
    return result


def inv(a):
    return _solve("linalg.inv", _square(a))


def det(a):
    given = _square(a)
    if given.ndim > 2:
        return array([det(each) for each in given.reshape(-1, *given.shape[-2:])]).reshape(given.shape[:-2])
    pivots = list(host.pivots(given.js))
    if 0 in pivots:
        return given.dtype.type(0)
    # As NumPy: from the sum of logarithms.
    size = math.exp(sum(math.log(abs(pivot)) for pivot in pivots))
    return given.dtype.type(math.prod(math.copysign(1, pivot) for pivot in pivots) * size)


def solve(a, b):
    return _solve("linalg.solve", _square(a), _real(b))


def norm(x, ord=None, axis=None, keepdims=False):
    given = _real(x)
    if ord is None and axis is None or ord in (2, None, "fro") and isinstance(axis, int):
        square = _reductions.sum(given * given, axis=axis, keepdims=keepdims)
        return compute("sqrt", asarray(square).js)
    axes = axis if axis is None or isinstance(axis, int) else to_js(list(axis))
    return compute("linalg.norm", given.js, ord, axes, bool(keepdims))


def lstsq(a, b, rcond=None):
    found = host.call("linalg.lstsq", _real(a).js, _real(b).js)
    parts = [found.x, found.residuals, found.rank, found.s] if hasattr(found, "x") else list(found)
    x, residuals, rank, values = (take(part) for part in parts)
    return x, residuals, int(rank), values


def _named(name, fields):
    return NamedTuple(name, [(field, ndarray) for field in fields.split()])


EighResult = _named("EighResult", "eigenvalues eigenvectors")
EigResult = _named("EigResult", "eigenvalues eigenvectors")
QRResult = _named("QRResult", "Q R")
SVDResult = _named("SVDResult", "U S Vh")


def _parts(found, names):
    return [take(part) for part in (found if host.isList(found) else [getattr(found, name) for name in names])]


def eigh(a, UPLO="L"):
    return EighResult(*_parts(host.call("linalg.eigh", _square(a).js), ("w", "v")))


def eig(a):
    return EigResult(*_parts(host.call("linalg.eig", _square(a).js), ("w", "v")))


def qr(a, mode="reduced"):
    return QRResult(*_parts(host.call("linalg.qr", _real(a).js, mode), ("q", "r")))


def svd(a, full_matrices=True, compute_uv=True, hermitian=False):
    found = host.call("linalg.svd", _real(a).js, bool(full_matrices), bool(compute_uv))
    return SVDResult(*_parts(found, ("u", "s", "vt"))) if compute_uv else take(found)


def __getattr__(name):
    function = None if name.startswith("_") else _functions.generic_function(f"linalg.{name}")
    if function is None:
        raise missing_name("module 'numpy.linalg'", name, [each for each in globals() if not each.startswith("_")])
    return function
