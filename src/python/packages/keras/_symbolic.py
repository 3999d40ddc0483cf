"""Operations on tensors without values, each of which is a layer of the model."""

import functools

from _duet.nest import leaves, mapped

from keras._layer import Layer
from keras._tensor import KerasTensor

_classes = {}


def operation(name, function):
    """A function of keras.ops that makes a layer of itself where it is called on tensors without values."""

    @functools.wraps(function)
    def wrapper(*args, **keywords):
        if any(isinstance(each, KerasTensor) for each in leaves([args, keywords])):
            return as_layer(name, function, args, keywords)
        return function(*args, **keywords)

    return wrapper


def as_layer(name, function, args, keywords=None):
    """What a function gives for tensors without values, by a layer of the function's name."""
    class_name = "".join(part.capitalize() for part in name.split("_"))
    kind = _classes.get(class_name)
    if kind is None:
        kind = _classes[class_name] = type(class_name, (_Operation,), {})
    layer = kind(function, args, keywords or {})
    tensors = [each for each in leaves([args, keywords or {}]) if isinstance(each, KerasTensor)]
    return layer(tensors if len(tensors) > 1 else tensors[0])


class _Operation(Layer):
    """A function with places for the tensors that a model gives it."""

    def __init__(self, function, args, keywords):
        super().__init__()
        self._function = function
        self._arguments = args, keywords

    def call(self, inputs):
        given = iter(inputs if isinstance(inputs, (list, tuple)) else [inputs])
        args, keywords = mapped(self._arguments, lambda each: next(given) if isinstance(each, KerasTensor) else each)
        return self._function(*args, **keywords)


def _operator(name, function, reflected=False):
    def operator(self, other):
        return as_layer(name, function, (other, self) if reflected else (self, other))

    return operator


def _give_operators():
    from tensorflow import _arithmetic, _ops

    binary = {
        "add": ("add", _arithmetic.plus),
        "sub": ("subtract", _arithmetic.minus),
        "mul": ("multiply", _arithmetic.times),
        "truediv": ("true_divide", _arithmetic.truediv),
        "floordiv": ("floor_divide", _arithmetic.floordiv),
        "mod": ("mod", _arithmetic.mod),
        "pow": ("power", _arithmetic.power),
        "matmul": ("matmul", _arithmetic.matmul),
    }
    comparisons = {
        "lt": ("less", _arithmetic.less),
        "le": ("less_equal", _arithmetic.less_equal),
        "gt": ("greater", _arithmetic.greater),
        "ge": ("greater_equal", _arithmetic.greater_equal),
    }
    for python, (name, function) in binary.items():
        setattr(KerasTensor, f"__{python}__", _operator(name, function))
        setattr(KerasTensor, f"__r{python}__", _operator(name, function, reflected=True))
    for python, (name, function) in comparisons.items():
        setattr(KerasTensor, f"__{python}__", _operator(name, function))
    KerasTensor.__neg__ = lambda self: as_layer("negative", _arithmetic.negative, (self,))
    KerasTensor.__abs__ = lambda self: as_layer("absolute", _arithmetic.abs, (self,))
    KerasTensor.__getitem__ = lambda self, key: as_layer("get_item", lambda x: _ops.get_item(x, key), (self,))


_give_operators()
