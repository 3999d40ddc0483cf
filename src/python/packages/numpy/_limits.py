"""Limits of types of numbers."""

from numpy._dtypes import dtype, dtype_of


class finfo:
    """Limits of a type of real numbers."""

    def __init__(self, kind):
        self.dtype = kind = dtype_of(kind if isinstance(kind, (type, str, dtype)) else kind.dtype)
        digits, exponent, self.precision = {8: (52, 1024, 15), 4: (23, 128, 6), 2: (10, 16, 3)}[kind.itemsize]
        self.bits = kind.itemsize * 8
        self.eps = kind.type(2.0**-digits)
        self.max = kind.type((2.0 - 2.0**-digits) * 2.0 ** (exponent - 1))
        self.min = kind.type(-self.max.item())
        self.tiny = self.smallest_normal = kind.type(2.0 ** (2 - exponent))


class iinfo:
    """Limits of a type of integers."""

    def __init__(self, kind):
        self.dtype = kind = dtype_of(kind if isinstance(kind, (type, str, dtype)) else kind.dtype)
        self.bits = kind.itemsize * 8
        self.min = 0 if kind.kind == "u" else -(2 ** (self.bits - 1))
        self.max = 2 ** (self.bits - (kind.kind == "i")) - 1
