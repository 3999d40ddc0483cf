"""Functions that make tensors of Python's numbers, whose types JavaScript cannot tell."""

import numbers

from _duet.host import host
from _duet.bridge import call, from_host, to_js

from torch._promotion import set_meta, set_type
from torch._tensor import Tensor
from torch._types import bool_, float32, int64
from torch.device import is_meta, require_here


def tensor(data, *, dtype=None, device=None, requires_grad=False, pin_memory=False):
    require_here(device)
    if isinstance(data, Tensor):
        made = data.detach().clone()
        made = made if dtype is None else made.to(dtype)
    elif hasattr(data, "__array__"):
        from numpy._interop import copied_tensor

        made = copied_tensor(data)
        made = made if dtype is None else made.to(dtype)
    else:
        flat, shape, found = read_nested(data)
        kind = dtype or found
        made = set_type(from_host(host.tensorOf(to_js(flat), to_js(list(shape)), kind.held_as)), kind)
    if is_meta([device]):
        set_meta(made)
    if requires_grad:
        if not made.dtype.is_floating_point:
            raise RuntimeError("Only Tensors of floating point and complex dtype can require gradients")
        made.requires_grad = True
    return made


def as_tensor(data, dtype=None, device=None):
    if isinstance(data, Tensor):
        return data if dtype is None else data.to(dtype)
    return tensor(data, dtype=dtype, device=device)


def from_numpy(array):
    from numpy._interop import tensor_of_array

    return tensor_of_array(array)


def read_nested(data):
    """
    A number, nested lists or an array as its numbers row by row, its shape and the type that PyTorch gives them.

    :raises ValueError: for lists of one level that differ in length
    """
    if isinstance(data, Tensor) or not hasattr(data, "__array__"):
        flat = []
        shape = _walk(data, flat)
        return [value.item() if isinstance(value, Tensor) else value for value in flat], shape, _type_of(flat)
    from numpy._interop import numbers_of_array

    return numbers_of_array(data)


def _walk(data, flat):
    if isinstance(data, Tensor) and data.ndim == 0:
        flat.append(data)
        return ()
    if not isinstance(data, Tensor) and hasattr(data, "__array__"):
        data = data.tolist()
    if isinstance(data, (bool, numbers.Number)):
        flat.append(data)
        return ()
    if isinstance(data, str) or not hasattr(data, "__len__"):
        raise TypeError(f"new(): invalid data type {type(data).__name__!r}")
    shapes = [_walk(part, flat) for part in data]
    if not shapes:
        return (0,)
    for position, shape in enumerate(shapes):
        if shape != shapes[0]:
            expected, got = (shapes[0] or (0,))[0], (shape or (0,))[0]
            raise ValueError(f"expected sequence of length {expected} at dim {_depth(data)} (got {got})")
    return (len(shapes), *shapes[0])


def _depth(_):
    return 1


def _type_of(flat):
    kinds = {_kind_of(value) for value in flat}
    if float in kinds or float32 in kinds or not flat:
        return float32
    return bool_ if kinds <= {bool, bool_} else int64


def _kind_of(value):
    if isinstance(value, Tensor):
        return value.dtype
    return float if isinstance(value, float) else type(value)


def _with_type_of(number_arguments, keywords):
    """A Python float among the arguments makes real numbers, whose type JavaScript cannot see."""
    if "dtype" not in keywords or keywords["dtype"] is None:
        if any(isinstance(value, float) for value in number_arguments):
            return {**keywords, "dtype": float32}
    return keywords


def _plain(keywords):
    require_here(keywords.get("device"))
    left_out = ("device", "layout", "pin_memory", "out", "memory_format")
    return {name: value for name, value in keywords.items() if name not in left_out and value is not None}


def full(size, fill_value, **keywords):
    return _typed(
        call(host.torch.full, (list(size), fill_value), _with_type_of([fill_value], _plain(keywords))),
        keywords
    )


def full_like(input, fill_value, **keywords):
    keywords = {"dtype": input.dtype, **keywords}
    return _typed(call(host.torch.fullLike, (input, fill_value), _plain(keywords)), keywords)


def arange(*values, **keywords):
    bounds = [keywords.pop(name) for name in ("start", "end", "step") if name in keywords]
    values = [*values, *bounds]
    plain = [value.item() if isinstance(value, Tensor) else value for value in values]
    return _typed(call(host.torch.arange, plain, _with_type_of(plain, _plain(keywords))), keywords)


def _typed(made, keywords):
    """A new tensor with the type and the device that the caller asked for."""
    if keywords.get("dtype") is not None:
        set_type(made, keywords["dtype"])
    return set_meta(made) if is_meta([keywords.get("device")]) else made
