"""Limits of an axis that fit the data, as Matplotlib chooses them."""

from math import ceil, floor, log10

MARGIN = 0.05


def fitting_limits(values, edges, scale):
    """
    The least and the greatest value with a margin around them.

    :param values: finite numbers along the axis
    :param edges: where the margin ends: the foot of bars, the border of an image
    :param scale: linear or log
    """
    if scale == "log":
        values = [value for value in values if value > 0]
        if not values:
            return (1.0, 10.0)
        low, high = _apart_by_decades(min(values), max(values))
        margin = MARGIN * (log10(high) - log10(low))
        return (10 ** (log10(low) - margin), 10 ** (log10(high) + margin))
    low, high = _apart(min(values), max(values)) if values else (-MARGIN, MARGIN)
    return _with_margin(low, high, edges)


def _apart(low, high):
    """Two numbers that are not the same."""
    if high - low > max(abs(low), abs(high)) * 1e-15:
        return low, high
    if low == 0 and high == 0:
        return -MARGIN, MARGIN
    return low - MARGIN * abs(low), high + MARGIN * abs(high)


def _apart_by_decades(low, high):
    return (low, high) if low < high else (10 ** (ceil(log10(low)) - 1), 10 ** (floor(log10(high)) + 1))


def _with_margin(low, high, edges):
    margin = MARGIN * (high - low)
    tolerance = 1e-5 * abs(high - low)
    below = [edge for edge in edges if edge < low + tolerance]
    above = [edge for edge in edges if edge >= high - tolerance]
    return (
        max(low - margin, max(below)) if below else low - margin,
        min(high + margin, min(above)) if above else high + margin,
    )
