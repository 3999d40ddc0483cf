"""Elements of data sets: tensors, in tuples and dictionaries, and what they are like."""

from _duet.nest import leaves

from tensorflow._function import TensorSpec
from tensorflow._ops import pad, stack, zeros
from tensorflow._shape import TensorShape
from tensorflow._tensor import as_tensor, constant


# An open length of an example that a function is tried on.
_OPEN = 3


def call_on(function, element):
    """What a function gives for an element, whose parts are its arguments."""
    return function(*element) if isinstance(element, tuple) else function(element)


def spec_of(value):
    """What a tensor is like."""
    return TensorSpec(value.shape, value.dtype)


def as_spec(value, spec):
    """Values of Python as tensors of a specification."""
    if isinstance(spec, tuple):
        return tuple(as_spec(each, own) for each, own in zip(value, spec))
    if isinstance(spec, dict):
        return {name: as_spec(value[name], own) for name, own in spec.items()}
    return constant(value, spec.dtype)


def map_parts(elements, join):
    """Elements of one structure as one element, whose parts are joined."""
    first = elements[0]
    if isinstance(first, tuple):
        return tuple(map_parts([each[index] for each in elements], join) for index in range(len(first)))
    if isinstance(first, dict):
        return {name: map_parts([each[name] for each in elements], join) for name in first}
    return join(elements)


def stacked(elements, join=stack):
    """Elements as a batch. @param join: makes one tensor of those at one place"""
    return map_parts(elements, lambda parts: join([as_tensor(each) for each in parts]))


def padded(tensors, value):
    """Tensors of several lengths in one, with a number after the shorter ones; 0 for None."""
    longest = [max(each.shape[axis] for each in tensors) for axis in range(tensors[0].ndim)]
    made = []
    for each in tensors:
        missing = [[0, length - own] for own, length in zip(each.shape, longest)]
        made.append(pad(each, missing, constant_values=value or 0) if longest else each)
    return stack(made)


def map_structure(value, change):
    """An element with each part changed. Lists are parts, as TensorFlow makes tensors of them."""
    if isinstance(value, tuple) and not isinstance(value, TensorShape):
        return tuple(map_structure(each, change) for each in value)
    if isinstance(value, dict):
        return {name: map_structure(each, change) for name, each in value.items()}
    return change(value)


def result_of(function, element):
    """What a function makes of an element: tensors, in tuples and dicts."""
    return map_structure(call_on(function, element), lambda each: each if _is_dataset(each) else constant(each))


def _is_dataset(value):
    return hasattr(type(value), "element_spec")


def spec_of_call(function, spec):
    """What a function's results are like, as it is with an example."""
    example = map_structure(spec, lambda each: zeros([_OPEN if n is None else n for n in each.shape], each.dtype))
    is_open = any(each.shape and each.shape[0] is None for each in leaves(spec))

    def of(value):
        shape = list(value.shape)
        if is_open and shape and shape[0] == _OPEN:
            shape[0] = None
        return TensorSpec(shape, value.dtype)

    return map_structure(result_of(function, example), of)
