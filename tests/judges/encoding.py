"""Values of the frameworks as JSON: what a golden file holds, and what the tests read.

A tensor is {"tensor": [row by row], "shape": [...], "dtype": "float32"}; a number that JSON lacks is "inf", "-inf" or
"nan"; None, booleans, numbers and strings are themselves; lists and tuples are lists; a tuple with named fields, such
as that of torch.max over a dimension, is a dict.
"""

import math
from collections.abc import Mapping


def encode(value):
    """JSON of a tensor (torch, TensorFlow, Keras or NumPy), a number, a string, or lists, tuples and dicts of these."""
    if value is None or isinstance(value, bool | str | int):
        return value
    if isinstance(value, float):
        return encode_float(value)
    if value is Ellipsis:
        return "..."
    if isinstance(value, slice):
        return {"slice": [encode(value.start), encode(value.stop), encode(value.step)]}
    if isinstance(value, Mapping):
        return {str(key): encode(entry) for key, entry in value.items()}
    if isinstance(value, tuple) and hasattr(value, "__match_args__"):
        return {name: encode(getattr(value, name)) for name in value.__match_args__}
    if isinstance(value, list | tuple):
        return [encode(entry) for entry in value]
    if is_torch_dtype(value):
        return {"dtype": str(value).removeprefix("torch.")}
    return encode_tensor(value)


def encode_float(value):
    if math.isfinite(value):
        return value
    return "nan" if math.isnan(value) else "inf" if value > 0 else "-inf"


def is_torch_dtype(value):
    return type(value).__module__ == "torch" and type(value).__name__ == "dtype"


def encode_tensor(value):
    array = to_numpy(value)
    flat = array.flatten().tolist()
    if array.dtype.kind == "f":
        # NumPy writes the fewest digits, nine at most, that tell a float32 from any other.
        flat = [encode_float(float(str(entry))) for entry in array.flatten()]
    if array.dtype.kind in "fiub":
        return {"tensor": shorten(flat), "shape": list(array.shape), "dtype": array.dtype.name}
    raise TypeError(f"No way to write a {type(value).__name__} of {array.dtype} to a golden file.")


def shorten(flat):
    """Whole numbers without their ".0", which JSON does not need; -0.0 keeps its sign."""
    return [int(entry) if is_whole_float(entry) else entry for entry in flat]


def is_whole_float(entry):
    return isinstance(entry, float) and entry.is_integer() and abs(entry) < 2**53 and str(entry) != "-0.0"


def to_numpy(value):
    if hasattr(value, "detach"):
        return value.detach().cpu().numpy()
    if hasattr(value, "numpy") and callable(value.numpy):
        return value.numpy()
    if type(value).__module__ == "numpy":
        import numpy

        return numpy.asarray(value)
    raise TypeError(f"No way to write a {type(value).__name__} to a golden file.")
