"""Cuts long trainings of listings, which know nothing of it.

A pass over data (an epoch of `fit`, `evaluate`, `predict`, a loop over a `DataLoader` or a `tf.data.Dataset`) may have
DUET_LISTING_BATCHES batches. A longer one is cut, and from then on every pass ends after two batches: it is seen that
the program runs, but its figures are of no use.
"""

import functools
import inspect
import os

LIMIT = int(os.environ.get("DUET_LISTING_BATCHES", "64"))
AFTER_A_CUT = 2


class Cut:
    """Whether a pass has been cut, and how long passes may be."""

    def __init__(self):
        self.happened = False
        self.inside_keras = False

    @property
    def limit(self):
        return AFTER_A_CUT if self.happened else LIMIT

    def pass_over(self, batches):
        """The first batches, no more than the limit."""
        limit = self.limit
        for count, batch in enumerate(batches):
            if count == limit:
                self.happened = True
                return
            yield batch


def cut_loaders(cut):
    from torch.utils.data import DataLoader

    whole = DataLoader.__iter__
    DataLoader.__iter__ = lambda self: whole(self) if cut.inside_keras else cut.pass_over(whole(self))


def cut_datasets(cut):
    import tensorflow

    whole = tensorflow.data.Dataset.__iter__

    def iterate(self):
        inside = cut.inside_keras or not tensorflow.executing_eagerly()
        return whole(self) if inside else cut.pass_over(whole(self))

    tensorflow.data.Dataset.__iter__ = iterate


def cut_keras(cut):
    # The one of the backend that Keras runs on.
    from keras.src.models.model import Trainer

    for name, steps in (("fit", fit_steps), ("evaluate", other_steps), ("predict", other_steps)):
        setattr(Trainer, name, cut_method(cut, getattr(Trainer, name), steps))


def cut_method(cut, method, steps):
    signature = inspect.signature(method)

    @functools.wraps(method)
    def cut_to_limit(*args, **keywords):
        if cut.inside_keras:
            return method(*args, **keywords)
        arguments = signature.bind(*args, **keywords).arguments
        for option, count in steps(arguments).items():
            if count is None or count > cut.limit:
                cut.happened = True
                arguments[option] = AFTER_A_CUT
                shorten(arguments)
        cut.inside_keras = True
        try:
            return method(**arguments)
        finally:
            cut.inside_keras = False

    return cut_to_limit


def shorten(arguments):
    """Of arrays only the images that are used: to hand over all of them would take longer than the training."""
    samples = 2 * AFTER_A_CUT * (arguments.get("batch_size") or 32)
    for name in ("x", "y", "sample_weight"):
        if hasattr(arguments.get(name), "shape"):
            arguments[name] = arguments[name][:samples]


def fit_steps(options):
    x = options["x"]
    batch_size = options.get("batch_size") or 32
    split = options.get("validation_split") or 0
    steps = {"steps_per_epoch": options.get("steps_per_epoch") or batches_in(x, batch_size, 1 - split)}
    if split:
        steps["validation_steps"] = batches_in(x, options.get("validation_batch_size") or batch_size, split)
    held_out = options.get("validation_data")
    if held_out is not None:
        data = held_out[0] if isinstance(held_out, list | tuple) else held_out
        known = options.get("validation_steps")
        steps["validation_steps"] = known or batches_in(data, options.get("validation_batch_size") or batch_size)
    return steps


def other_steps(options):
    return {"steps": options.get("steps") or batches_in(options["x"], options.get("batch_size") or 32)}


def batches_in(data, batch_size, part=1):
    """How many batches a pass has, or None where nobody knows."""
    if hasattr(data, "cardinality"):
        count = int(data.cardinality())
        return count if count >= 0 else None
    if isinstance(data, list | tuple | dict):
        data = next(iter(data.values() if isinstance(data, dict) else data))
    if getattr(data, "shape", None):
        return -(-int(data.shape[0] * part) // batch_size)
    return len(data) if hasattr(data, "__len__") else None
