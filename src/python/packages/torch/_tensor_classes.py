"""The classes of tensors by their types: torch.DoubleTensor([1, 2]) is a tensor of float64."""

from torch._creation import tensor
from torch._tensor import Tensor
from torch._types import all_types


class _TensorClass(type):
    """The class of the tensors of one type."""

    def __call__(cls, *given):
        if given and all(isinstance(size, int) for size in given):
            import torch

            return torch.zeros(*given, dtype=cls.kind)
        return tensor(*(given or ([],)), dtype=cls.kind)

    def __instancecheck__(cls, value):
        return isinstance(value, Tensor) and value.dtype is cls.kind


for _kind in all_types:
    _name = f"{_kind.tensor_name}Tensor"
    globals()[_name] = _TensorClass(_name, (), {"kind": _kind, "__module__": "torch"})
