"""Lists, tuples and dictionaries within each other."""


def nested(flat, shape):
    """Lists of a shape. @param flat: an iterator of their elements, row by row"""
    if not shape:
        return next(flat)
    return [nested(flat, shape[1:]) for _ in range(shape[0])]
