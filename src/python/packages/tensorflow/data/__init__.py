"""tf.data: batches of samples, made when they are asked for."""

from tensorflow.data._dataset import AUTOTUNE, INFINITE_CARDINALITY, UNKNOWN_CARDINALITY, Dataset


class Options:
    """Wishes of how a data set is run, which has one way to run here."""
