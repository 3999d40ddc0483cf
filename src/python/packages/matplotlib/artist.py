"""What is drawn in a plot: each with its data, and as the page takes it."""

from matplotlib._data import is_number, plain

# Names of settings that the page does not need.
_IGNORED = frozenset(
    """
    zorder antialiased aa picker rasterized clip_on clip_path gid snap url visible markeredgecolor mec markeredgewidth
    mew markerfacecolor mfc fillstyle solid_capstyle solid_joinstyle dash_capstyle dash_joinstyle drawstyle markevery
    linewidths hatch fill joinstyle capstyle interpolation interpolation_stage filternorm filterrad resample aspect
    """.split()
)
_LONG_NAMES = {
    "c": "color",
    "ls": "linestyle",
    "lw": "linewidth",
    "ms": "markersize",
    "ec": "edgecolor",
    "edgecolors": "edgecolor",
    "fc": "facecolor",
    "facecolors": "facecolor",
    "ha": "horizontalalignment",
    "va": "verticalalignment",
    "size": "fontsize",
    "weight": "fontweight",
    "family": "fontfamily",
}


def settings_of(kind, keywords, known):
    """
    Arguments by their long names, without those that the page does not need.

    :raises AttributeError: for a name that Matplotlib does not know either
    """
    found = {}
    for name, value in keywords.items():
        long = _LONG_NAMES.get(name, name)
        if long in known:
            found[long] = value
        elif name not in _IGNORED and long not in _IGNORED:
            raise AttributeError(f"{kind}.set() got an unexpected keyword argument {name!r}")
    return found


class Artist:
    """
    Something drawn.

    `x_values` and `y_values` are the numbers that the limits of the axes have to hold, `x_edges` and `y_edges` where
    they need no margin.
    """

    x_edges = ()
    y_edges = ()
    _label = ""
    _alpha = None
    axes = None

    def x_values(self):
        return []

    def y_values(self):
        return []

    def get_label(self):
        return self._label

    def set_label(self, label):
        self._label = "" if label is None else str(label)

    def get_alpha(self):
        return self._alpha

    def set_alpha(self, alpha):
        self._alpha = alpha

    def set(self, **settings):
        """Several settings at once."""
        for name, value in settings.items():
            change = getattr(self, f"set_{_LONG_NAMES.get(name, name)}", None)
            if change is None:
                raise AttributeError(f"{type(self).__name__}.set() got an unexpected keyword argument {name!r}")
            change(value)

    def remove(self):
        self.axes.remove_artist(self)

    def common(self, kind):
        """The part of a specification that all kinds have."""
        return {"kind": kind, "label": self._label, "alpha": 1 if self._alpha is None else self._alpha}


class ColorMapped(Artist):
    """What shows numbers by the colours of a colormap."""

    _cmap = None
    _clim = (0, 1)

    def get_clim(self):
        return self._clim

    def set_clim(self, vmin=None, vmax=None):
        low, high = vmin if isinstance(vmin, (tuple, list)) else (vmin, vmax)
        self._clim = (self._clim[0] if low is None else low, self._clim[1] if high is None else high)

    def color_range(self):
        return {"colormap": self._cmap, "minimum": self._clim[0], "maximum": self._clim[1]}


def single_number(value):
    """One number out of whatever holds one."""
    number = plain(value)
    while isinstance(number, list) and len(number) == 1:
        number = number[0]
    if not is_number(number):
        raise TypeError(f"expected a number, not {value!r}")
    return number
