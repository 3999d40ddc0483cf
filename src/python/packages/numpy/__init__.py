"""
A subset of NumPy 2.4 for Python in the page: names and text are Python's, arithmetic is that of numpy-ts in TypeScript.

Arrays hold numbers and booleans. What is missing raises an AttributeError that names what there is.
"""

import math as _math

from _duet.names import missing_name as _missing_name

from numpy import _functions
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
    finfo,
    float16,
    float32,
    float64,
    floating,
    generic,
    iinfo,
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
from numpy._functions import matmul, ufunc
from numpy._text import (
    array2string,
    array_repr,
    array_str,
    get_printoptions,
    printoptions,
    set_printoptions,
)

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

globals().update(_functions.ufuncs())

from numpy import exceptions, linalg, random  # noqa: E402

_FUNCTIONS = (
    "all allclose amax amin any append apply_along_axis argmax argmin argsort argwhere around array_equal array_equiv "
    "array_split atleast_1d atleast_2d average bincount broadcast_to clip column_stack concat concatenate copyto "
    "count_nonzero cumprod cumsum dot dstack expand_dims flatnonzero flip fliplr flipud histogram hsplit hstack "
    "isclose isscalar max may_share_memory mean median meshgrid min moveaxis nan_to_num ndim nonzero pad percentile "
    "permute_dims "
    "prod promote_types ptp quantile ravel repeat reshape result_type roll round searchsorted shape shares_memory size "
    "sort split squeeze stack std sum swapaxes take_along_axis tile transpose unique var vectorize vsplit vstack where"
)
globals().update({name: getattr(_functions, name) for name in _FUNCTIONS.split()})
take = _functions.take_function


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
