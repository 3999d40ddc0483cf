"""Rectangles of a plot."""

from matplotlib._data import plain
from matplotlib.artist import Artist


class Rectangle:
    """One bar, whose colour can be changed."""

    def __init__(self, container, number):
        self._container, self._number = container, number

    def set_color(self, color):
        self._container.set_color_of(self._number, color)

    set_facecolor = set_color

    def get_height(self):
        return self._container.heights[self._number]

    def get_width(self):
        return self._container.widths[self._number]

    def get_x(self):
        return self._container.lefts[self._number]

    def get_y(self):
        return self._container.bottoms[self._number]

    def __str__(self):
        place = f"xy=({self.get_x():g}, {self.get_y():g})"
        return f"Rectangle({place}, width={self.get_width():g}, height={self.get_height():g}, angle=0)"


class Span(Artist):
    """A stripe of `axhspan` or `axvspan`."""

    def __init__(self, low, high, direction, color):
        self._low, self._high, self._direction, self._color = plain(low), plain(high), direction, color

    def x_values(self):
        return [self._low, self._high] if self._direction == "vertical" else []

    def y_values(self):
        return [self._low, self._high] if self._direction == "horizontal" else []

    def specification(self):
        return self.common("span") | {
            "direction": self._direction,
            "from": self._low,
            "to": self._high,
            "colour": self._color,
        }
