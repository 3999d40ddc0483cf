"""matplotlib.ticker: where ticks are, as far as the page chooses them."""


class MaxNLocator:
    """Ticks at round numbers, with `integer=True` only at whole ones."""

    def __init__(self, nbins=None, *, integer=False, **_):
        self._integer = integer

    def apply_to(self, axis):
        axis.has_integer_ticks = self._integer


class FixedLocator:
    """Ticks at given places."""

    def __init__(self, locs, nbins=None):
        self._locs = locs

    def apply_to(self, axis):
        axis.set_ticks(self._locs)


class NullLocator:
    """No ticks."""

    def apply_to(self, axis):
        axis.set_ticks([])


class MultipleLocator:
    """Ticks at the multiples of a number."""

    def __init__(self, base=1.0, offset=0.0):
        self._base, self._offset = base, offset

    def apply_to(self, axis):
        low, high = sorted(axis.limits())
        first = int((low - self._offset) // self._base) + 1
        last = int((high - self._offset) // self._base)
        axis.set_ticks([self._offset + number * self._base for number in range(first, last + 1)])
