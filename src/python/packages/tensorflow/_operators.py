"""Python's operators on tensors and on what stands for one."""

from tensorflow import _arithmetic
from tensorflow._tensor import Tensor

# By the names of Python's methods: `__add__`, and for those with a tensor on the right side alone `__radd__`.
_REFLECTED = {
    "add": _arithmetic.plus,
    "sub": _arithmetic.minus,
    "mul": _arithmetic.times,
    "truediv": _arithmetic.truediv,
    "floordiv": _arithmetic.floordiv,
    "mod": _arithmetic.mod,
    "pow": _arithmetic.power,
    "matmul": _arithmetic.matmul,
    "and": _arithmetic.logical_and,
    "or": _arithmetic.logical_or,
}
_OTHERS = {
    "xor": _arithmetic.logical_xor,
    "eq": _arithmetic.equals,
    "ne": _arithmetic.differs,
    "lt": _arithmetic.less,
    "le": _arithmetic.less_equal,
    "gt": _arithmetic.greater,
    "ge": _arithmetic.greater_equal,
}
_UNARY = {"neg": _arithmetic.negative, "abs": _arithmetic.abs, "invert": _arithmetic.logical_not}


def _operator(function, reflected=False):
    def operator(self, other):
        if not _arithmetic.is_operand(other):
            return NotImplemented
        return function(other, self) if reflected else function(self, other)

    return operator


def _unary(function):
    def operator(self):
        return function(self)

    return operator


def add_operators(kind):
    """Gives a class the operators of a tensor."""
    for python, function in (_REFLECTED | _OTHERS).items():
        setattr(kind, f"__{python}__", _operator(function))
    for python, function in _REFLECTED.items():
        setattr(kind, f"__r{python}__", _operator(function, reflected=True))
    for python, function in _UNARY.items():
        setattr(kind, f"__{python}__", _unary(function))
    return kind


add_operators(Tensor)
