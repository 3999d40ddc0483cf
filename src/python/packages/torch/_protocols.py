"""What Python's operators, indices, built-in functions and modules copy and pickle ask of a tensor."""

from _duet.bridge import call, from_host
from _duet.host import host
from _duet.names import camel_case

from torch import _promotion

js_torch = host.torch


def _binary(name):
    """A method of an operator with another tensor or a number."""
    camel = camel_case(name)

    def operator(self, other):
        if not is_operand(other):
            return NotImplemented
        return self.promoted_for(other)._dispatch("operator", camel, (_as_operand(other),), {})

    return operator


def _reflected(name):
    """A method of an operator whose left side is a number."""
    function = getattr(js_torch, camel_case(name))

    def operator(self, other):
        if not is_operand(other):
            return NotImplemented
        operands = (_as_operand(other), self.promoted_for(other))
        result = call(function, operands)
        is_named = _promotion.in_use and _promotion.concerns(operands)
        return _promotion.name_result(name, result, operands) if is_named else result

    return operator


def _in_place(name):
    camel = camel_case(name)

    def operator(self, other):
        self._dispatch("operator", camel, (_as_operand(other),), {})
        return self

    return operator


def is_operand(value):
    """Whether a value can stand beside a tensor in arithmetic."""
    return isinstance(value, (Protocols, bool, int, float)) or hasattr(value, "__array__")


def _as_operand(value):
    """An array as a tensor; anything else as it is."""
    if isinstance(value, (Protocols, bool, int, float)) or not getattr(value, "ndim", 0):
        return value
    from numpy._interop import copied_tensor

    return copied_tensor(value)


class Protocols:
    """A tensor's side of x + y, x[i], len(x), float(x) and their like."""

    __slots__ = ()

    def __bool__(self):
        count = self.numel()
        if count == 0:
            raise RuntimeError("Boolean value of Tensor with no values is ambiguous")
        if count > 1:
            raise RuntimeError("Boolean value of Tensor with more than one value is ambiguous")
        return bool(self.item())

    def __float__(self):
        return float(self._single())

    def __int__(self):
        return int(self._single())

    def _single(self):
        if self.numel() != 1:
            raise ValueError("only one element tensors can be converted to Python scalars")
        return self.item()

    def __index__(self):
        if self._js.dtype == "float32":
            raise TypeError("only integer tensors of a single element can be converted to an index")
        return int(self.item())

    def __len__(self):
        if self.ndim == 0:
            raise TypeError("len() of a 0-d tensor")
        return self._js.shape[0]

    def __iter__(self):
        if self.ndim == 0:
            raise TypeError("iteration over a 0-d tensor")
        return iter(self.unbind(0))

    def __contains__(self, value):
        return bool((self == value).any())

    def __reversed__(self):
        return self.flip(0) if self.ndim else self

    def __getitem__(self, key):
        items = key if isinstance(key, tuple) else (key,)
        return self._dispatch("operator", "index", (_index_items(items),), {})

    def __setitem__(self, key, value):
        items = key if isinstance(key, tuple) else (key,)
        call(self._js.setIndex, (_index_items(items), value))

    def __deepcopy__(self, memo):
        if not self.is_leaf:
            raise RuntimeError(
                "Only Tensors created explicitly by the user (graph leaves) support the deepcopy protocol at the moment."
            )
        copy = self.detach().clone()
        copy.requires_grad = self.requires_grad
        memo[id(self)] = copy
        return copy

    def __reduce_ex__(self, protocol):
        from collections import OrderedDict

        from torch import _utils, storage

        data = (
            storage.storage_of(self.detach()), 0, tuple(self.shape), _utils.strides_of(self.shape),
            self.requires_grad, OrderedDict()
        )
        return _utils._rebuild_tensor_v2, data

    # Operators.

    __add__ = _binary("add")
    __sub__ = _binary("sub")
    __mul__ = _binary("mul")
    __truediv__ = _binary("div")
    __floordiv__ = _binary("floor_divide")
    __mod__ = _binary("remainder")
    __pow__ = _binary("pow")
    __matmul__ = _binary("matmul")
    __radd__ = __add__
    __rmul__ = __mul__
    __rsub__ = _binary("rsub")
    __rpow__ = _reflected("pow")
    __rfloordiv__ = _reflected("floor_divide")
    __rmod__ = _reflected("remainder")
    __rmatmul__ = _reflected("matmul")
    __eq__ = _binary("eq")
    __ne__ = _binary("ne")
    __lt__ = _binary("lt")
    __le__ = _binary("le")
    __gt__ = _binary("gt")
    __ge__ = _binary("ge")
    __and__ = _binary("bitwise_and")
    __or__ = _binary("bitwise_or")
    __xor__ = _binary("bitwise_xor")
    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__
    __iadd__ = _in_place("add_")
    __isub__ = _in_place("sub_")
    __imul__ = _in_place("mul_")
    __itruediv__ = _in_place("div_")
    __ipow__ = _in_place("pow_")
    __imod__ = _in_place("remainder_")
    __ifloordiv__ = _in_place("floor_divide_")
    __iand__ = _in_place("bitwise_and_")
    __ior__ = _in_place("bitwise_or_")
    __ixor__ = _in_place("bitwise_xor_")

    def __rtruediv__(self, other):
        return self.reciprocal() * other

    def __lshift__(self, other):
        return self * 2**other

    def __rshift__(self, other):
        return self // 2**other

    def __neg__(self):
        return self._dispatch("operator", "neg", (), {})

    def __pos__(self):
        return self

    def __abs__(self):
        return self._call("abs")

    def __invert__(self):
        return self._call("bitwiseNot")


def _index_items(items):
    return [_index_item(item) for item in items]


def _index_item(item):
    if isinstance(item, slice):
        parts = [None if part is None else int(part) for part in (item.start, item.stop, item.step)]
        return {"slice": parts}
    if item is Ellipsis:
        return "..."
    if isinstance(item, Protocols) and item._js.dtype == "bool" and host.mustWait(item._js):
        return from_host(item._js.nonzero({"asTuple": True}))
    return item
