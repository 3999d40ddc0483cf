"""Matplotlib as far as the page draws it: figures become plain data, and the page draws these."""

from matplotlib import cm as cm
from matplotlib._colormaps import NAMES, Colormap

rcParams = {
    "figure.figsize": [6.4, 4.8],
    "figure.dpi": 100.0,
    "lines.linewidth": 1.5,
    "font.size": 10.0,
}


class _Colormaps:
    """`matplotlib.colormaps`: colormaps by name."""

    def __getitem__(self, name):
        from matplotlib._colormaps import colormap_name

        return Colormap(colormap_name(name))

    def __iter__(self):
        return iter(NAMES)

    def __len__(self):
        return len(NAMES)


colormaps = _Colormaps()


def use(backend, *, force=True):
    """Does nothing: the page draws every figure."""


def rc(group, **settings):
    """Sets parameters of a group."""
    rcParams.update({f"{group}.{name}": value for name, value in settings.items()})
