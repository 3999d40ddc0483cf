"""keras.utils."""

from keras._host import invoke as _invoke
from keras._host import namespace as _namespace
from keras._host import new as _new
from tensorflow._tensor import host as _host


def set_random_seed(seed):
    import random

    import numpy
    import tensorflow.random
    from keras import random as keras_random

    if not isinstance(seed, int):
        raise ValueError(f"Expected `seed` argument to be an integer. Received: seed={seed} (of type {type(seed)})")
    random.seed(seed)
    numpy.random.seed(seed)
    tensorflow.random.set_seed(seed)
    keras_random.forget_generator()


def to_categorical(x, num_classes=None):
    import numpy

    from tensorflow._ops import one_hot

    labels = numpy.asarray(x)
    count = num_classes or int(labels.max()) + 1
    if labels.size and int(labels.max()) >= count:
        raise IndexError(f"index {int(labels.max())} is out of bounds for axis 1 with size {count}")
    shape = labels.shape[:-1] if len(labels.shape) > 1 and labels.shape[-1] == 1 else labels.shape
    return one_hot(labels.reshape(shape), count).numpy().astype("float64")


def normalize(x, axis=-1, order=2):
    import numpy

    values = numpy.atleast_1d(numpy.asarray(x))
    norms = numpy.atleast_1d(numpy.linalg.norm(values, order, axis))
    norms[norms == 0] = 1
    return values / numpy.expand_dims(norms, axis)


class Progbar:
    """A progress bar as `fit` draws it."""

    def __init__(self, target, width=20, verbose=1, interval=0.05, stateful_metrics=None, unit_name="step"):
        given = dict(width=width, verbose=verbose, interval=interval, unit_name=unit_name)
        if stateful_metrics is not None:
            given["stateful_metrics"] = list(stateful_metrics)
        self.target = target
        self._js = _new(_host.keras.utils.Progbar, (target,), given)

    def update(self, current, values=None, finalize=None):
        _invoke(self._js.update, (current, _named(values), finalize))

    def add(self, n, values=None):
        _invoke(self._js.add, (n, _named(values)))


def _named(values):
    return [[name, float(value)] for name, value in values or ()]


__getattr__ = _namespace(_host.keras.utils, "keras.utils")
