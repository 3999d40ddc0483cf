"""keras.utils."""

from keras._host import namespace as _namespace
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
    shape = labels.shape[:-1] if len(labels.shape) > 1 and labels.shape[-1] == 1 else labels.shape
    return one_hot(labels.reshape(shape), count).numpy().astype("float64")


def normalize(x, axis=-1, order=2):
    import numpy

    values = numpy.atleast_1d(numpy.asarray(x))
    norms = numpy.atleast_1d(numpy.linalg.norm(values, order, axis))
    norms[norms == 0] = 1
    return values / numpy.expand_dims(norms, axis)


__getattr__ = _namespace(_host.keras.utils, "keras.utils")
