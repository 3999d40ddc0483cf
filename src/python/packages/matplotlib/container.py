"""The bars of a plot."""

from matplotlib._data import finite
from matplotlib.artist import Artist
from matplotlib.colors import page_color
from matplotlib.patches import Rectangle


class BarContainer(Artist):
    """The bars of `bar`, `barh` or `hist`."""

    KNOWN = frozenset("color alpha label edgecolor facecolor linewidth".split())

    def __init__(self, direction, edges, thicknesses, starts, lengths, colors, edge_color):
        self._direction = direction
        self._edges, self._thicknesses = edges, thicknesses
        self._starts, self._lengths = starts, lengths
        self._colors, self._edge_color = colors, edge_color
        self.patches = [Rectangle(self, number) for number in range(len(edges))]

    def __len__(self):
        return len(self.patches)

    def __iter__(self):
        return iter(self.patches)

    def __getitem__(self, key):
        return self.patches[key]

    def __repr__(self):
        return f"<BarContainer object of {len(self)} artists>"

    @property
    def _is_up(self):
        return self._direction == "up"

    @property
    def lefts(self):
        return self._edges if self._is_up else self._starts

    @property
    def bottoms(self):
        return self._starts if self._is_up else self._edges

    @property
    def widths(self):
        return self._thicknesses if self._is_up else self._lengths

    @property
    def heights(self):
        return self._lengths if self._is_up else self._thicknesses

    @property
    def datavalues(self):
        return list(self._lengths)

    def set_color_of(self, number, color):
        """Gives one bar a colour of its own."""
        if len(self._colors) == 1:
            self._colors = self._colors * len(self)
        self._colors[number] = page_color(color)

    def x_values(self):
        return _ends(self.lefts, self.widths)

    def y_values(self):
        return _ends(self.bottoms, self.heights)

    @property
    def x_edges(self):
        return () if self._is_up else self._starts

    @property
    def y_edges(self):
        return self._starts if self._is_up else ()

    def specification(self):
        return self.common("bars") | {
            "direction": self._direction,
            "edges": self._edges,
            "thicknesses": self._thicknesses,
            "starts": self._starts,
            "ends": [start + length for start, length in zip(self._starts, self._lengths)],
            "colours": self._colors,
            "edge_colour": self._edge_color,
        }


def _ends(starts, lengths):
    return finite([*starts, *(start + length for start, length in zip(starts, lengths))])
