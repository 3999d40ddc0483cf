"""How saved tensors are put together again. Files name these functions."""

import math

from _duet.bridge import from_host, to_js
from _duet.host import host

from torch._promotion import set_type
from torch.nn.parameter import Parameter
from torch.storage import values_of


def _rebuild_tensor_v2(storage, storage_offset, size, stride, requires_grad, backward_hooks, metadata=None):
    values = values_of(storage)
    if not _is_row_by_row(size, stride) or storage_offset or len(values) != math.prod(size):
        values = [values[place] for place in _places(storage_offset, size, stride)]
    tensor = from_host(host.tensorOf(to_js(values), to_js(list(size)), storage.kind.held_as))
    set_type(tensor, storage.kind)
    tensor.requires_grad = requires_grad
    return tensor


def _rebuild_parameter(data, requires_grad, backward_hooks):
    return Parameter(data, requires_grad)


def strides_of(shape):
    """Steps between the elements along each axis of a tensor whose elements lie row by row."""
    strides = []
    step = 1
    for length in reversed(shape):
        strides.insert(0, step)
        step *= length
    return tuple(strides)


def _is_row_by_row(size, stride):
    expected = 1
    for length, step in zip(reversed(size), reversed(stride)):
        if length != 1 and step != expected:
            return False
        expected *= length
    return True


def _places(offset, size, stride):
    """Where the elements of a view lie in its storage, row by row."""
    if not size:
        return [offset]
    return [place for index in range(size[0]) for place in _places(offset + index * stride[0], size[1:], stride[1:])]
