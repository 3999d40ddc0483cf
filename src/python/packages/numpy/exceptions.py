"""Errors of NumPy's own."""


class AxisError(ValueError, IndexError):
    """An axis that an array does not have."""

    def __init__(self, axis, ndim=None, msg_prefix=None):
        self.axis = axis
        self.ndim = ndim
        message = axis if ndim is None else f"axis {axis} is out of bounds for array of dimension {ndim}"
        super().__init__(message if msg_prefix is None else f"{msg_prefix}: {message}")


class UFuncTypeError(TypeError):
    """A result of a type that the array to be changed cannot hold."""


UFuncTypeError.__module__ = "numpy._core._exceptions"
AxisError.__module__ = "numpy.exceptions"
