"""Points and areas of a plot."""

from matplotlib._data import finite
from matplotlib.artist import Artist, ColorMapped
from matplotlib.colors import page_colors


class PathCollection(ColorMapped):
    """The points of `scatter`."""

    KNOWN = frozenset("color alpha label edgecolor facecolor linewidth".split())

    def __init__(self, x, y, sizes, style, colors, mapped):
        self._x, self._y, self._sizes, self._marker = x, y, sizes, style
        self._colors = colors
        self._values = mapped["values"] if mapped else None
        if mapped:
            self._cmap, self._clim = mapped["cmap"], mapped["clim"]

    def x_values(self):
        return finite(self._x)

    def y_values(self):
        return finite(self._y)

    def set_color(self, color):
        self._colors, self._values = page_colors(color), None

    def specification(self):
        mapped = None if self._values is None else self.color_range() | {"values": self._values}
        return self.common("points") | {
            "x": self._x,
            "y": self._y,
            "colours": self._colors,
            "mapped": mapped,
            "sizes": self._sizes,
            "marker": self._marker,
        }


class PolyCollection(Artist):
    """The area of `fill_between`."""

    KNOWN = frozenset("color alpha label edgecolor facecolor linewidth linestyle".split())

    def __init__(self, x, lower, upper, color):
        self._x, self._lower, self._upper, self._color = x, lower, upper, color

    def x_values(self):
        return finite(self._x)

    def y_values(self):
        return finite([*self._lower, *self._upper])

    def specification(self):
        return self.common("band") | {
            "x": self._x,
            "lower": self._lower,
            "upper": self._upper,
            "colour": self._color,
        }
