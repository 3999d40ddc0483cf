"""Arrays of NumPy for tensors, and back: values cross as JavaScript's typed arrays."""

from _duet.host import host as _duet_host
from _duet.bridge import to_js


def array_of(values, shape, dtype):
    """An array of the values of a typed array, row by row, which are copied. @param dtype: TensorFlow's"""
    from numpy._array import wrap

    return wrap(_duet_host.numpy.fromValues(values, to_js(list(shape)), _stored(values), dtype.name))


def _stored(values):
    return {"Float32Array": "float32", "Float64Array": "float64", "Int32Array": "int32", "Uint8Array": "uint8"}[values.constructor.name]


def is_array(value):
    """Whether a value is an array or a number of NumPy."""
    return type(value).__module__.partition(".")[0] == "numpy" and hasattr(value, "dtype")


def parts_of(array):
    """The values of an array as a typed array row by row, its shape, and the name of its type."""
    from numpy import asarray

    whole = asarray(array)
    return _duet_host.numpy.values(whole.js), whole.shape, whole.dtype.name
