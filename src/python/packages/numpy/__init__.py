"""
A subset of NumPy 2.4 for Python in the page: names and text are Python's, arithmetic is that of numpy-ts in TypeScript.

Arrays hold numbers and booleans. What is missing raises an AttributeError that names what there is.
"""

import math as _math

from _duet.names import missing_name as _missing_name

from numpy import _arrangement, _functions, _reductions, _selection, _ufuncs
from numpy._array import ndarray
from numpy._creation import (
    arange,
    array,
    asanyarray,
    asarray,
    ascontiguousarray,
    asfortranarray,
    copy,
    empty,
    empty_like,
    eye,
    frombuffer,
    fromfunction,
    fromiter,
    full,
    full_like,
    identity,
    linspace,
    ones,
    ones_like,
    zeros,
    zeros_like,
)
from numpy._dtypes import (
    bool_,
    dtype,
    float16,
    float32,
    float64,
    floating,
    generic,
    inexact,
    int8,
    int16,
    int32,
    int64,
    integer,
    issubdtype,
    number,
    signedinteger,
    uint8,
    uint16,
    uint32,
    uint64,
    unsignedinteger,
)
from numpy._files import genfromtxt, load, loadtxt, save, savetxt, savez, savez_compressed
from numpy._index_tricks import c_, mgrid, ndenumerate, ndindex, ogrid, r_
from numpy._limits import finfo, iinfo
from numpy._operators import matmul
from numpy._text import (
    array2string,
    array_repr,
    array_str,
    get_printoptions,
    printoptions,
    set_printoptions,
)
from numpy._ufuncs import ufunc

__version__ = "2.4.6"

pi, e, inf, nan = _math.pi, _math.e, _math.inf, _math.nan
euler_gamma = 0.5772156649015329
newaxis = None
bool = bool_
int_ = intp = long = longlong = int64
uint = uintp = uint64
double = float64
single = float32
half = float16
byte, ubyte, short, ushort, intc, uintc = int8, uint8, int16, uint16, int32, uint32
True_, False_ = bool_(True), bool_(False)
ScalarType = (int, float, bool_, float32, float64, int32, int64, uint8)

globals().update(_ufuncs.ufuncs())

from numpy import exceptions, linalg, random  # noqa: E402

_FUNCTIONS = {
    _arrangement: (
        "append array_split atleast_1d atleast_2d broadcast_to column_stack concat concatenate dstack expand_dims "
        "flip fliplr flipud hsplit hstack meshgrid moveaxis ndim pad permute_dims ravel repeat reshape roll shape "
        "size split squeeze stack swapaxes tile transpose vsplit vstack"
    ),
    _reductions: (
        "all amax amin any argmax argmin average count_nonzero cumprod cumsum max mean median min percentile prod ptp "
        "quantile std sum var"
    ),
    _selection: "argsort argwhere flatnonzero nonzero searchsorted sort take_along_axis unique where",
    _functions: (
        "allclose apply_along_axis around array_equal array_equiv bincount clip copyto dot histogram isclose isscalar "
        "may_share_memory nan_to_num promote_types result_type round shares_memory vectorize"
    ),
}
globals().update({name: getattr(part, name) for part, names in _FUNCTIONS.items() for name in names.split()})
take = _selection.take_function


class _IndexExpression:
    """A key written as one: np.s_[1:3]."""

    def __getitem__(self, key):
        return key


s_ = index_exp = _IndexExpression()


class errstate:
    """Accepted and without effect: a division by zero says nothing here."""

    def __init__(self, **_):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


def seterr(**_):
    return {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}


def __getattr__(name):
    function = None if name.startswith("_") else _functions.generic_function(name)
    if function is None:
        known = {each for each in (*globals(), *_functions.host.names()) if not each.startswith("_")}
        raise _missing_name("module 'numpy'", name, known)
    globals()[name] = function
    return function
