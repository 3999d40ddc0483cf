"""keras.layers.Normalization."""

import numpy

from keras._layer import Layer
from tensorflow._arithmetic import cast, maximum, sqrt
from tensorflow._ops import reshape
from tensorflow._tensor import constant

_LEAST_DEVIATION = 1e-7


class Normalization(Layer):
    """(x - mean) / deviation, both given or learned of data by `adapt`."""

    __module__ = "keras.layers"

    def __init__(self, axis=-1, mean=None, variance=None, invert=False, input_shape=None, **keywords):
        super().__init__(**keywords)
        self.axis = () if axis is None else (axis,) if isinstance(axis, int) else tuple(axis)
        self.invert = invert
        self._fixed = None if mean is None else (constant(mean, "float32"), constant(variance, "float32"))
        self._learned = None
        if input_shape is not None:
            self.build((None, *input_shape))

    def build(self, input_shape):
        kept = {axis % len(input_shape) for axis in self.axis}
        self._spread_shape = [length if axis in kept else 1 for axis, length in enumerate(input_shape)] if kept else []
        if self._fixed is None and self._learned is None:
            shape = [input_shape[axis] for axis in sorted(kept)]
            self._learned = (
                self.add_weight(shape, "zeros", trainable=False, name="mean"),
                self.add_weight(shape, "ones", trainable=False, name="variance"),
            )
            self.add_weight((), "zeros", trainable=False, name="count")
        self.built = True

    def adapt(self, data):
        """Learns mean and variance of data."""
        parts = [part.numpy() for part in data] if hasattr(data, "element_spec") else [numpy.asarray(data)]
        values = numpy.concatenate(parts).astype("float32")
        if values.ndim == 1:
            values = values.reshape((-1, 1))
        if not self.built:
            self.build((None, *values.shape[1:]))
        kept = {axis % values.ndim for axis in self.axis}
        others = tuple(axis for axis in range(values.ndim) if axis not in kept)
        mean, variance = self._learned
        mean.assign(values.mean(axis=others))
        variance.assign(values.var(axis=others))

    @property
    def mean(self):
        return self._spread(0)

    @property
    def variance(self):
        return self._spread(1)

    def _spread(self, which):
        return reshape((self._fixed or self._learned)[which], self._spread_shape)

    def call(self, inputs):
        x = cast(inputs, "float32")
        deviation = maximum(sqrt(self.variance), _LEAST_DEVIATION)
        return x * deviation + self.mean if self.invert else (x - self.mean) / deviation

    def compute_output_shape(self, input_shape):
        return input_shape
