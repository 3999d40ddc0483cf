"""Lines of a plot."""

from matplotlib._data import finite, plain
from matplotlib._format import line_style, marker
from matplotlib.artist import Artist
from matplotlib.colors import page_color


class Line2D(Artist):
    """A line of `plot`."""

    KNOWN = frozenset("color alpha label linestyle linewidth marker markersize".split())

    def __init__(self, x, y, settings):
        self.set_data(x, y)
        self._color = page_color(settings["color"])
        self._linestyle = line_style(settings.get("linestyle", "solid"))
        self._linewidth = settings.get("linewidth") or 1.5
        self._marker = marker(settings.get("marker"))
        self._markersize = settings.get("markersize") or 6
        self.set_alpha(settings.get("alpha"))
        self.set_label(settings.get("label"))

    def set_data(self, x, y):
        self._x, self._y = plain(x), plain(y)

    def get_xdata(self):
        return self._x

    def get_ydata(self):
        return self._y

    def get_color(self):
        return self._color

    def set_color(self, color):
        self._color = page_color(color)

    def set_linewidth(self, width):
        self._linewidth = width

    def set_linestyle(self, style):
        self._linestyle = line_style(style)

    def set_marker(self, name):
        self._marker = marker(name)

    def x_values(self):
        return finite(self._x)

    def y_values(self):
        return finite(self._y)

    def __str__(self):
        return f"Line2D({self._label or f'_child{self.axes.artists.index(self)}'})"

    def specification(self):
        return self.common("line") | {
            "x": self._x,
            "y": self._y,
            "colour": self._color,
            "line_style": self._linestyle,
            "line_width": self._linewidth,
            "marker": self._marker,
            "marker_size": self._markersize,
        }


class RuleLine(Line2D):
    """A line of `axhline` or `axvline`."""

    def __init__(self, at, direction, settings):
        super().__init__([], [], settings)
        self._at = plain(at)
        self._direction = direction

    def x_values(self):
        return [self._at] if self._direction == "vertical" else []

    def y_values(self):
        return [self._at] if self._direction == "horizontal" else []

    def specification(self):
        return self.common("rule") | {
            "direction": self._direction,
            "at": self._at,
            "colour": self._color,
            "line_style": self._linestyle,
            "line_width": self._linewidth,
        }
