"""Counts values, for hist."""

from bisect import bisect_right

from numpy import asarray

from matplotlib._data import columns, finite, flat, is_number, plain
from matplotlib.artist import settings_of
from matplotlib.container import BarContainer
from matplotlib.lines import Line2D


class Histograms:
    """`hist`."""

    def hist(self, x, bins=None, range=None, density=False, *, histtype="bar", orientation="vertical", **keywords):
        keywords.pop("rwidth", None)
        settings = settings_of("Rectangle", keywords, BarContainer.KNOWN)
        sets = _sets_of_values(x)
        edges = _bin_edges([value for values in sets for value in values], bins, range)
        counts = [_histogram(values, edges, density) for values in sets]
        if histtype == "step":
            drawn = [self._steps(edges, count, settings) for count in counts]
        else:
            drawn = self._histogram_bars(edges, counts, orientation, settings)
        heights, places = asarray(counts, dtype=float), asarray(edges, dtype=float)
        return (heights[0], places, drawn[0]) if len(sets) == 1 else (heights, places, drawn)

    def _histogram_bars(self, edges, counts, orientation, settings):
        # Several sets of values stand side by side in the middle of each bin.
        share = 1 if len(counts) == 1 else 0.8 / len(counts)
        labels, colors = settings.get("label"), settings.get("color")
        drawn = []
        for number, lengths in enumerate(counts):
            own = dict(settings)
            if isinstance(labels, (list, tuple)):
                own["label"] = labels[number]
            if len(counts) > 1 and isinstance(colors, (list, tuple)):
                own["color"] = colors[number]
            widths = [(high - low) * share for low, high in zip(edges, edges[1:])]
            indent = 0 if len(counts) == 1 else 0.1
            lefts = [
                low + (high - low) * indent + width * number for low, high, width in zip(edges, edges[1:], widths)
            ]
            direction = "up" if orientation == "vertical" else "right"
            starts = [0] * len(lengths)
            drawn.append(self._rectangles(direction, lefts, widths, starts, lengths, own, self._line_color))
        return drawn

    def _steps(self, edges, counts, settings):
        x = [edge for edge in edges for _ in (0, 1)]
        y = [0, *(count for count in counts for _ in (0, 1)), 0]
        style = {name: value for name, value in settings.items() if name in Line2D.KNOWN}
        return self._plot(x, y, style)


def _sets_of_values(values):
    """Each set of numbers that hist counts on its own."""
    found = plain(values)
    if isinstance(found, list) and found and isinstance(found[0], list):
        table = len({len(row) for row in found}) == 1 and (hasattr(values, "tolist") or hasattr(values, "__array__"))
        return [finite(column) for column in (columns(found) if table else found)]
    return [finite(flat(found))]


def _bin_edges(values, bins, limits):
    if bins is not None and not is_number(bins) and not isinstance(bins, str):
        return plain(bins)
    count = bins if isinstance(bins, int) else 10
    low, high = plain(limits) if limits is not None else (min(values), max(values)) if values else (0.0, 1.0)
    if low == high:
        low, high = low - 0.5, high + 0.5
    return [low + (high - low) * number / count for number in range(count)] + [float(high)]


def _histogram(values, edges, density):
    counts = [0.0] * (len(edges) - 1)
    for value in values:
        if edges[0] <= value <= edges[-1]:
            counts[min(bisect_right(edges, value), len(counts)) - 1] += 1
    total = sum(counts)
    if density and total:
        return [count / total / (high - low) for count, low, high in zip(counts, edges, edges[1:])]
    return counts
