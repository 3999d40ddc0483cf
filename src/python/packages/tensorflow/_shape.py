"""tf.TensorShape."""

import math

from _duet.bridge import converts_to_host, to_host


class TensorShape(tuple):
    """The shape of a tensor; None where a length is open."""

    def __new__(cls, dims=()):
        return tuple.__new__(cls, dims)

    @property
    def rank(self):
        return len(self)

    ndims = rank

    @property
    def dims(self):
        return list(self)

    def as_list(self):
        return list(self)

    def num_elements(self):
        return math.prod(self) if self.is_fully_defined() else None

    def is_fully_defined(self):
        return None not in self

    def __getitem__(self, key):
        part = tuple.__getitem__(self, key)
        return TensorShape(part) if isinstance(key, slice) else part

    def __add__(self, other):
        return TensorShape(tuple.__add__(self, tuple(other)))

    def __eq__(self, other):
        return isinstance(other, (tuple, list)) and tuple.__eq__(self, tuple(other))

    def __ne__(self, other):
        return not self == other

    __hash__ = tuple.__hash__

    def __str__(self):
        return tuple.__repr__(self)

    def __repr__(self):
        return f"TensorShape({list(self)})"


@converts_to_host(TensorShape)
def _shape_to_host(shape):
    return to_host(list(shape))
