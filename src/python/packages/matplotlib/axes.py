"""One plot of a figure."""

from _duet.names import missing_name

from matplotlib._data import plain
from matplotlib._histogram import Histograms
from matplotlib._series import Series
from matplotlib._warn import warn
from matplotlib.axis import Axis
from matplotlib.image import AxesImage
from matplotlib.legend import legend_of
from matplotlib.lines import Line2D, RuleLine
from matplotlib.patches import Span
from matplotlib.spines import Spines
from matplotlib.text import Text, text_settings


class _Transform:
    """Stands for the coordinates of a plot's frame."""


class Axes(Series, Histograms):
    """A plot: its data, its two axes, its title and its legend."""

    def __init__(self, figure, place, twin_of=None):
        self.figure, self.place, self.twin_of = figure, place, twin_of
        self.transAxes, self.transData = _Transform(), _Transform()
        self._twins = []
        self.clear()

    def clear(self):
        """Takes everything out of it."""
        self.artists = []
        self.xaxis, self.yaxis = Axis(self, "x"), Axis(self, "y")
        self._title = Text(0.5, 1.0, "")
        self.spines = Spines()
        self._is_framed = True
        self._is_equal = False
        self._legend = None
        self._color_bar = None
        self._next_line_color = self._next_patch_color = 0

    cla = clear

    def __repr__(self):
        parts = {"title": self.get_title(), "xlabel": self.xaxis.label, "ylabel": self.yaxis.label}
        return f"<Axes: {', '.join(f'{name}={text!r}' for name, text in parts.items() if text)}>"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise missing_name("'Axes' object", name, (known for known in dir(type(self)) if not known.startswith("_")))

    # Series.

    def _add(self, artist, settings):
        artist.axes = self
        artist.set_label(settings.get("label"))
        artist.set_alpha(settings.get("alpha"))
        self.artists.append(artist)
        self.xaxis.forget_tick_bounds()
        self.yaxis.forget_tick_bounds()
        return artist

    def remove_artist(self, artist):
        self.artists.remove(artist)

    @property
    def has_data(self):
        return any(not isinstance(artist, Text) for artist in self.artists)

    def artists_of(self, letter):
        """What the limits of an axis have to hold: of the x axis a twin's too."""
        twins = [*self._twins, *([self.twin_of] if self.twin_of else [])] if letter == "x" else []
        return [artist for axes in (self, *twins) for artist in axes.artists]

    def lacks_values(self, letter):
        """Whether nothing in it has a place along an axis: a horizontal line has none on the x axis."""
        free = [artist for artist in self.artists if not isinstance(artist, Text)]
        return all(isinstance(artist, (RuleLine, Span)) for artist in free)

    @property
    def lines(self):
        return [artist for artist in self.artists if isinstance(artist, Line2D)]

    @property
    def images(self):
        return [artist for artist in self.artists if isinstance(artist, AxesImage)]

    def _line_color(self):
        self._next_line_color += 1
        return f"C{(self._next_line_color - 1) % 10}"

    def _patch_color(self):
        self._next_patch_color += 1
        return f"C{(self._next_patch_color - 1) % 10}"

    # Around the data.

    def set_title(self, label, fontdict=None, loc=None, pad=None, *, y=None, **keywords):
        self._title = Text(0.5, 1.0, label, text_settings(keywords))
        return self._title

    def get_title(self):
        return self._title.get_text()

    def set_xlabel(self, xlabel, fontdict=None, labelpad=None, **keywords):
        return _label(self.xaxis, xlabel, keywords)

    def set_ylabel(self, ylabel, fontdict=None, labelpad=None, **keywords):
        return _label(self.yaxis, ylabel, keywords)

    def get_xlabel(self):
        return self.xaxis.label

    def get_ylabel(self):
        return self.yaxis.label

    def set_xlim(self, left=None, right=None, *, xmin=None, xmax=None, **_):
        return self.xaxis.set_limits(xmin if left is None else left, xmax if right is None else right)

    def set_ylim(self, bottom=None, top=None, *, ymin=None, ymax=None, **_):
        return self.yaxis.set_limits(ymin if bottom is None else bottom, ymax if top is None else top)

    def get_xlim(self):
        return self.xaxis.limits()

    def get_ylim(self):
        return self.yaxis.limits()

    def set_xticks(self, ticks, labels=None, *, minor=False, **settings):
        if not minor:
            self.xaxis.set_ticks(ticks, labels, **settings)

    def set_yticks(self, ticks, labels=None, *, minor=False, **settings):
        if not minor:
            self.yaxis.set_ticks(ticks, labels, **settings)

    def set_xticklabels(self, labels, **settings):
        self.xaxis.set_ticklabels(labels, **settings)

    def set_yticklabels(self, labels, **settings):
        self.yaxis.set_ticklabels(labels, **settings)

    def get_xticks(self):
        return self.xaxis.ticks() or []

    def get_yticks(self):
        return self.yaxis.ticks() or []

    def set_xscale(self, value, **_):
        self.xaxis.set_scale(value)

    def set_yscale(self, value, **_):
        self.yaxis.set_scale(value)

    def invert_xaxis(self):
        self.xaxis.invert()

    def invert_yaxis(self):
        self.yaxis.invert()

    def tick_params(self, axis="both", **settings):
        for own in self._axes_named(axis):
            own.style_ticks(**settings)
        if settings.get("labelbottom") is False:
            self.xaxis.are_ticks_labelled = False
        if settings.get("labelleft") is False:
            self.yaxis.are_ticks_labelled = False

    def label_outer(self):
        """Leaves the texts of ticks to the plots at the left and at the bottom."""
        row, column, row_span, _ = self.place.cells
        if row + row_span < self.place.rows:
            self.xaxis.are_ticks_labelled = False
            self.xaxis.label = ""
        if column > 0:
            self.yaxis.are_ticks_labelled = False
            self.yaxis.label = ""

    def grid(self, visible=None, which="major", axis="both", **keywords):
        for own in self._axes_named(axis):
            own.has_grid = bool(visible) if visible is not None else bool(keywords) or not own.has_grid

    def _axes_named(self, name):
        return {"x": [self.xaxis], "y": [self.yaxis], "both": [self.xaxis, self.yaxis]}[name]

    def set_aspect(self, aspect, **_):
        self._is_equal = aspect in ("equal", 1)

    def set_axis_off(self):
        self._is_framed = False

    def set_axis_on(self):
        self._is_framed = True

    def axis(self, arg=None, /, **limits):
        if isinstance(arg, (bool, str)):
            self._axis_option({True: "on", False: "off"}.get(arg, arg))
        elif arg is not None:
            left, right, bottom, top = plain(arg)
            self.set_xlim(left, right)
            self.set_ylim(bottom, top)
        if limits:
            self.set_xlim(limits.get("xmin"), limits.get("xmax"))
            self.set_ylim(limits.get("ymin"), limits.get("ymax"))
        return (*self.get_xlim(), *self.get_ylim())

    def _axis_option(self, option):
        if option in ("on", "off"):
            self._is_framed = option == "on"
        elif option in ("equal", "scaled", "square", "image"):
            self._is_equal = True
        elif option in ("tight", "auto"):
            self._is_equal = self._is_equal and option == "tight"
        else:
            raise ValueError(f"Unrecognized string {option!r} to axis; try 'on' or 'off'")

    def margins(self, *_, **__):
        """Margins are the page's."""

    def set(self, **settings):
        for name, value in settings.items():
            if name.startswith("_") or f"set_{name}" not in dir(type(self)):
                raise AttributeError(f"Axes.set() got an unexpected keyword argument {name!r}")
            change = getattr(self, f"set_{name}")
            change(value)

    def twinx(self):
        """A plot over this one, with the same x axis and a y axis of its own on the right."""
        twin = self.figure.add_axes(Axes(self.figure, self.place, twin_of=self))
        twin.xaxis = self.xaxis
        self._twins.append(twin)
        return twin

    def legend(self, *args, **keywords):
        self._legend = legend_of(self, args, keywords)
        if not self._legend.entries and not args:
            warn(
                "No artists with labels found to put in legend.  Note that artists whose label start with an "
                "underscore are ignored when legend() is called with no argument."
            )
        return self._legend

    def get_legend(self):
        return self._legend

    def get_legend_handles_labels(self):
        named = [artist for artist in self.artists if artist.get_label() and not artist.get_label().startswith("_")]
        return named, [artist.get_label() for artist in named]

    def set_color_bar(self, mappable, label):
        self._color_bar = (mappable, label)

    def get_figure(self):
        return self.figure

    def remove(self):
        self.figure.remove_axes(self)

    def specification(self, place):
        """What the page draws at a place in the grid of the figure."""
        row, column, row_span, column_span = place.cells
        return {
            "row": row,
            "column": column,
            "row_span": row_span,
            "column_span": column_span,
            "twin_of": None if self.twin_of is None else self.figure.axes.index(self.twin_of),
            "title": self.get_title(),
            "x": self.xaxis.specification(),
            "y": self.yaxis.specification(),
            "is_framed": self._is_framed,
            "is_equal": self._is_equal,
            "legend": self._legend.specification() if self._legend else None,
            "colour_bar": self._color_bar_specification(),
            "series": [artist.specification() for artist in self.artists],
        }

    def _color_bar_specification(self):
        if self._color_bar is None:
            return None
        mappable, label = self._color_bar
        return {"series": self.artists.index(mappable), "label": label}


def _label(axis, text, keywords):
    text_settings(keywords)
    axis.label = str(text)
    return Text(0.5, 0, text)
