"""Lists, tuples and dictionaries within each other."""


def nested(flat, shape):
    """Lists of a shape. @param flat: an iterator of their elements, row by row"""
    if not shape:
        return next(flat)
    return [nested(flat, shape[1:]) for _ in range(shape[0])]


def leaves(value):
    """What is in nested lists, tuples and dictionaries, one after the other."""
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from leaves(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from leaves(each)
    else:
        yield value


def mapped(value, change):
    """The same lists, tuples and dictionaries with each leaf changed. Classes of tuples, such as shapes, are leaves."""
    if isinstance(value, list):
        return [mapped(each, change) for each in value]
    if type(value) is tuple:
        return tuple([mapped(each, change) for each in value])
    if isinstance(value, dict):
        return {name: mapped(each, change) for name, each in value.items()}
    return change(value)
