"""What `fit` and its like read."""

from _duet.bridge import create_proxy, to_host

from keras._host import HostObject, as_input, remembered
from tensorflow import _arrays
from tensorflow._tensor import Tensor, handed_over, host


def as_data(value):
    """Data as the dialect takes them: tensors, or a data set that is asked for batches."""
    from tensorflow.data import Dataset

    if value is None or isinstance(value, Tensor):
        return value
    if isinstance(value, Dataset) or hasattr(value, "__next__"):
        return _dataset(value)
    if isinstance(value, HostObject):
        return value
    if isinstance(value, (list, tuple)) and value and any(_is_tensor_like(each) for each in value):
        return [as_input(each) for each in value]
    return as_input(value)


def _is_tensor_like(value):
    return isinstance(value, Tensor) or (_arrays.is_array(value) and getattr(value, "ndim", 0) > 0)


def as_validation(value):
    """What is validated on: data, or a pair of them."""
    return [as_data(each) for each in value] if isinstance(value, (list, tuple)) else as_data(value)


def _dataset(dataset):
    def start():
        elements = iter(dataset)

        def following():
            element = next(elements, None)
            if element is None:
                # Keras begins one more pass, which it never reads, where it knows how long one is.
                if count is not None:
                    next(iter(dataset), None)
                return to_host(None)
            parts = element if isinstance(element, tuple) else (element,)
            return handed_over([as_input(each) for each in parts])

        return create_proxy(remembered(following))

    try:
        count = len(dataset)
    except TypeError:
        count = None
    return host.datasetOf(to_host(count), create_proxy(remembered(start)))
