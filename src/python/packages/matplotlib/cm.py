"""matplotlib.cm: the colormaps by name."""

from _duet.names import missing_name

from matplotlib._colormaps import NAMES, Colormap, colormap_name


def get_cmap(name=None, lut=None):
    return Colormap(colormap_name(name))


def __getattr__(name):
    if name.removesuffix("_r") in NAMES:
        return Colormap(name)
    raise missing_name("module 'matplotlib.cm'", name, NAMES)
