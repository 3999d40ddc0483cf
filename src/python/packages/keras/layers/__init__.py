"""keras.layers: a class for each of the dialect's."""

import warnings as _warnings

from _duet.names import missing_name as _missing_name

from keras._layer import Layer
from keras._layer import layer_class as _layer_class
from keras.layers._normalization import Normalization
from keras._host import invoke as _invoke
from tensorflow._tensor import host as _host

for _name, _js_class in _host.layerClasses():
    if _name != "Layer":
        globals()[_name] = _layer_class(_js_class, _name)

MaxPool1D, MaxPool2D = MaxPooling1D, MaxPooling2D
AvgPool1D, AvgPool2D = AveragePooling1D, AveragePooling2D
GlobalAvgPool2D, GlobalMaxPool2D = GlobalAveragePooling2D, GlobalMaxPooling2D
Convolution2D = Conv2D


def Input(shape=None, batch_size=None, dtype=None, batch_shape=None, name=None, **_):
    given = dict(shape=shape, batch_size=batch_size, dtype=dtype, batch_shape=batch_shape, name=name)
    if isinstance(shape, int):
        raise ValueError(f"Cannot convert '{shape}' to a shape.")
    return _invoke(_host.keras.Input, (), {key: each for key, each in given.items() if each is not None})


def InputLayer(shape=None, *, input_shape=None, **keywords):
    if input_shape is not None:
        _warnings.warn("Argument `input_shape` is deprecated. Use `shape` instead.", stacklevel=2)
    return Input(input_shape if shape is None else shape, **keywords)


class Lambda(Lambda):
    def __init__(self, function, output_shape=None, mask=None, arguments=None, **keywords):
        given = arguments or {}
        if output_shape is not None:
            keywords["output_shape"] = output_shape
        # The dialect also tells whether it trains, which a function of the reader's does not ask for.
        super().__init__(lambda inputs, *_: function(inputs, **given), **keywords)


def concatenate(inputs, axis=-1, **keywords):
    return Concatenate(axis=axis, **keywords)(inputs)


def add(inputs, **keywords):
    return Add(**keywords)(inputs)


def subtract(inputs, **keywords):
    return Subtract(**keywords)(inputs)


def multiply(inputs, **keywords):
    return Multiply(**keywords)(inputs)


def average(inputs, **keywords):
    return Average(**keywords)(inputs)


def maximum(inputs, **keywords):
    return Maximum(**keywords)(inputs)


def minimum(inputs, **keywords):
    return Minimum(**keywords)(inputs)


def __getattr__(name):
    raise _missing_name("module 'keras.layers'", name, globals())
