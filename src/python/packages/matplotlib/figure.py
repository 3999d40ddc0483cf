"""A figure: plots in a grid."""

from math import lcm

from _duet.host import host
from _duet import bridge
from _duet.names import missing_name

from matplotlib._warn import warn
from matplotlib.axes import Axes

DEFAULT_SIZE = (6.4, 4.8)
INCHES_TO_PIXELS = 100


class Place:
    """Where a plot lies: `cells` is row, column and how many rows and columns it takes of a grid."""

    def __init__(self, rows, columns, row, column, row_span=1, column_span=1):
        self.rows, self.columns = rows, columns
        self.cells = (row, column, row_span, column_span)

    def __eq__(self, other):
        return (self.rows, self.columns, self.cells) == (other.rows, other.columns, other.cells)

    def in_grid(self, rows, columns):
        """The same place in a finer grid."""
        row, column, row_span, column_span = self.cells
        down, across = rows // self.rows, columns // self.columns
        return Place(rows, columns, row * down, column * across, row_span * down, column_span * across)


class AxesArray:
    """The plots of a grid, as `subplots` gives them: rows of plots, or one row or column of them."""

    def __init__(self, plots, shape):
        self._plots, self.shape = plots, shape

    @property
    def size(self):
        return len(self._plots)

    @property
    def ndim(self):
        return len(self.shape)

    @property
    def flat(self):
        return iter(self._plots)

    def ravel(self):
        return AxesArray(self._plots, (self.size,))

    flatten = ravel

    def reshape(self, *shape):
        wanted = tuple(shape[0]) if isinstance(shape[0], (tuple, list)) else shape
        if wanted == (-1,):
            wanted = (self.size,)
        return AxesArray(self._plots, wanted)

    def tolist(self):
        return list(self)

    @property
    def T(self):
        if self.ndim == 1:
            return self
        rows, columns = self.shape
        plots = [self._plots[row * columns + column] for column in range(columns) for row in range(rows)]
        return AxesArray(plots, (columns, rows))

    def __len__(self):
        return self.shape[0]

    def __iter__(self):
        return (self[number] for number in range(len(self)))

    def __getitem__(self, key):
        if self.ndim == 1:
            [key] = key if isinstance(key, tuple) else (key,)
            return self._part(self._plots[key])
        row, column = key if isinstance(key, tuple) else (key, slice(None))
        if isinstance(row, slice):
            rows = [self[number] for number in range(*row.indices(len(self)))]
            picked = [each[column] for each in rows]
            if isinstance(column, slice):
                plots = [plot for part in picked for plot in part.flat]
                return AxesArray(plots, (len(picked), picked[0].size if picked else 0))
            return self._part(picked)
        columns = self.shape[1]
        row = range(len(self))[row]
        return self._part(self._plots[row * columns : (row + 1) * columns][column])

    def _part(self, plots):
        return AxesArray(plots, (len(plots),)) if isinstance(plots, list) else plots

    def __str__(self):
        if self.ndim == 1:
            return f"[{' '.join(map(repr, self._plots))}]"
        return f"[{'\n '.join(map(str, self))}]"

    def __repr__(self):
        rows = [f"[{', '.join(map(repr, row.flat))}]" for row in self] if self.ndim == 2 else map(repr, self._plots)
        separator = ",\n       " if self.ndim == 2 else ", "
        return f"array([{separator.join(rows)}], dtype=object)"


class Colorbar:
    """What the colours of an image or of points stand for."""

    def __init__(self, mappable):
        self._mappable = mappable
        self.set_label("")

    def set_label(self, label, **_):
        self._mappable.axes.set_color_bar(self._mappable, str(label))


class Figure:
    """Plots in a grid, with a title over them."""

    def __init__(self, number, figsize=None):
        self.number = number
        self._width, self._height = (float(side) for side in (DEFAULT_SIZE if figsize is None else figsize))
        self.clear()

    def clear(self):
        """Takes all plots out of it."""
        self.axes = []
        self._title = ""
        self._current = None
        self._mappable = None

    clf = clear

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise missing_name("'Figure' object", name, (known for known in dir(type(self)) if not known.startswith("_")))

    def __repr__(self):
        width, height = (round(side * INCHES_TO_PIXELS) for side in (self._width, self._height))
        return f"<Figure size {width}x{height} with {len(self.axes)} Axes>"

    def __str__(self):
        width, height = (round(side * INCHES_TO_PIXELS) for side in (self._width, self._height))
        return f"Figure({width}x{height})"

    # Plots.

    def add_axes(self, axes):
        self.axes.append(axes)
        self._current = axes
        return axes

    def remove_axes(self, axes):
        self.axes.remove(axes)
        if self._current is axes:
            self._current = self.axes[-1] if self.axes else None

    def gca(self):
        """The plot that is drawn into."""
        return self._current or self.add_subplot(1, 1, 1)

    def sca(self, axes):
        self._current = axes

    def add_subplot(self, *position, sharex=None, sharey=None, **settings):
        axes = self.add_axes(Axes(self, place_of(position)))
        _share(axes, sharex, sharey)
        if settings:
            axes.set(**{name: value for name, value in settings.items() if name != "projection"})
        return axes

    def subplot(self, *position, **settings):
        """The plot at a place, made where there is none."""
        place = place_of(position)
        found = next((axes for axes in self.axes if axes.place == place and axes.twin_of is None), None)
        if found is None:
            return self.add_subplot(*position, **settings)
        self._current = found
        return found

    def subplots(self, nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, **_):
        for name, count in (("rows", nrows), ("columns", ncols)):
            if not isinstance(count, int) or count <= 0:
                raise ValueError(f"Number of {name} must be a positive integer, not {count!r}")
        plots = [
            self.add_axes(Axes(self, Place(nrows, ncols, row, column)))
            for row in range(nrows)
            for column in range(ncols)
        ]
        self._current = plots[-1]
        for letter, shared in (("x", sharex), ("y", sharey)):
            _share_groups(plots, nrows, ncols, letter, shared)
        if not squeeze or (nrows > 1 and ncols > 1):
            return AxesArray(plots, (nrows, ncols))
        return plots[0] if len(plots) == 1 else AxesArray(plots, (len(plots),))

    # Around them.

    def suptitle(self, t, **_):
        self._title = str(t)

    def remember_mappable(self, mappable):
        """Keeps what `colorbar` is for when it is not said."""
        self._mappable = mappable
        return mappable

    @property
    def mappable(self):
        return self._mappable

    def colorbar(self, mappable=None, ax=None, **keywords):
        shown = mappable or self._mappable
        if shown is None:
            raise RuntimeError(
                "No mappable was found to use for colorbar creation. First define a mappable such as an image (with "
                "imshow) or a contour set (with contourf)."
            )
        bar = Colorbar(shown)
        if keywords.get("label"):
            bar.set_label(keywords["label"])
        return bar

    def set_size_inches(self, width, height=None):
        self._width, self._height = (float(side) for side in (width if height is None else (width, height)))

    def tight_layout(self, **_):
        """The page lays the plots out."""

    def subplots_adjust(self, **_):
        """The page lays the plots out."""

    def autofmt_xdate(self, **_):
        """The page lays the texts out."""

    def savefig(self, fname, **_):
        """Says that the page draws the figure: there is no file to write to."""
        warn(f"savefig: {str(fname)!r} is not written in the browser; the page draws the figure below.")
        self.is_saved = True

    # True once a program has saved it, and so wanted to see it.
    is_saved = False

    def show(self):
        """Hands it to the page, which draws it."""
        bridge.call(host.showFigure, (self.specification(),))

    def specification(self):
        """What the page draws."""
        rows = lcm(*(axes.place.rows for axes in self.axes))
        columns = lcm(*(axes.place.columns for axes in self.axes))
        return {
            "number": self.number,
            "width": self._width,
            "height": self._height,
            "title": self._title,
            "rows": rows,
            "columns": columns,
            "axes": [axes.specification(axes.place.in_grid(rows, columns)) for axes in self.axes],
        }


def place_of(position):
    """The place that `subplot(2, 2, 1)`, `subplot(221)` or `subplot(2, 2, (1, 2))` names."""
    if not position:
        return Place(1, 1, 0, 0)
    if len(position) == 1:
        digits = str(position[0])
        if not isinstance(position[0], int) or len(digits) != 3:
            raise ValueError(f"Single argument to subplot must be a three-digit integer, not {position[0]!r}")
        position = tuple(int(digit) for digit in digits)
    if len(position) != 3:
        raise TypeError(f"subplot() takes 1 or 3 positional arguments but {len(position)} were given")
    rows, columns, number = position
    first, last = number if isinstance(number, tuple) else (number, number)
    for each in (first, last):
        if not 1 <= int(each) <= rows * columns:
            raise ValueError(f"num must be an integer with 1 <= num <= {rows * columns}, not {number!r}")
    row, column = divmod(int(first) - 1, columns)
    last_row, last_column = divmod(int(last) - 1, columns)
    return Place(rows, columns, row, column, last_row - row + 1, last_column - column + 1)


def _share(axes, sharex, sharey):
    if sharex is not None:
        _link([sharex.xaxis, axes.xaxis])
    if sharey is not None:
        _link([sharey.yaxis, axes.yaxis])


def _share_groups(plots, rows, columns, letter, shared):
    """Gives plots the same limits: all, those of a row, or those of a column; inner ones have no texts at ticks."""
    if shared in (False, "none"):
        return
    for place, axes in enumerate(plots):
        row, column = divmod(place, columns)
        mates = [
            mate
            for other, mate in enumerate(plots)
            if shared in (True, "all")
            or (shared == "row" and other // columns == row)
            or (shared == "col" and other % columns == column)
        ]
        axis = getattr(axes, f"{letter}axis")
        axis.shared = [getattr(mate, f"{letter}axis") for mate in mates]
        if letter == "x" and shared in (True, "all", "col") and row < rows - 1:
            axis.are_ticks_labelled = False
        if letter == "y" and shared in (True, "all", "row") and column > 0:
            axis.are_ticks_labelled = False


def _link(axes):
    everyone = list(dict.fromkeys(mate for axis in axes for mate in axis.shared))
    for axis in everyone:
        axis.shared = everyone
