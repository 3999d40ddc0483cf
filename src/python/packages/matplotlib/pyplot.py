"""matplotlib.pyplot: a current figure and a current plot, which the functions draw into."""

import matplotlib
from _duet.names import missing_name

from matplotlib import cm as cm
from matplotlib import rcParams as rcParams
from matplotlib.axes import Axes as Axes
from matplotlib.cm import get_cmap as get_cmap
from matplotlib.figure import Figure as Figure
from matplotlib.figure import place_of

_figures = {}
_current = None


# Figures.


def figure(num=None, figsize=None, *, clear=False, **_):
    """A new figure, or the open one of a number or a name."""
    global _current
    if isinstance(num, Figure):
        num = num.number
    if num is None:
        num = max((number for number in _figures if isinstance(number, int)), default=0) + 1
    if num not in _figures:
        number = num if isinstance(num, int) else len(_figures) + 1
        _figures[num] = Figure(number, rcParams["figure.figsize"] if figsize is None else figsize)
    elif clear:
        _figures[num].clear()
    _current = num
    return _figures[num]


def gcf():
    """The current figure."""
    return _figures[_current] if _current in _figures else figure()


def gca():
    """The current plot."""
    return gcf().gca()


def sca(ax):
    global _current
    _current = next((num for num, each in _figures.items() if each is ax.figure), _current)
    gcf().sca(ax)


def gci():
    """The image or the points that `colorbar` is for."""
    return gcf().mappable


def get_fignums():
    return sorted(each.number for each in _figures.values())


def fignum_exists(num):
    return num in _figures


def subplots(
    nrows=1, ncols=1, *, sharex=False, sharey=False, squeeze=True, subplot_kw=None, gridspec_kw=None, **settings
):
    """A new figure and its plots in a grid."""
    made = figure(**settings)
    plots = made.subplots(nrows, ncols, sharex=sharex, sharey=sharey, squeeze=squeeze)
    if subplot_kw:
        for axes in made.axes:
            axes.set(**subplot_kw)
    return made, plots


def subplot(*position, **settings):
    """The plot at a place of the current figure."""
    place_of(position)
    return gcf().subplot(*position, **settings)


def axes(*_, **__):
    return gcf().add_subplot()


def close(fig=None):
    """Closes a figure, or the current one, or "all"."""
    global _current
    if fig == "all":
        closed = list(_figures)
    elif isinstance(fig, Figure):
        closed = [num for num, each in _figures.items() if each is fig]
    else:
        closed = [_current if fig is None else fig]
    for num in closed:
        found = _figures.pop(num, None)
        if found is not None and found.is_saved:
            found.show()
    if _current not in _figures:
        _current = max(_figures, key=lambda num: _figures[num].number, default=None)


def show(*_, **__):
    """Hands all open figures to the page, and closes them, as a notebook does. A cell that ends calls it too."""
    global _current
    shown = list(_figures.values())
    _figures.clear()
    _current = None
    for each in shown:
        if each.axes or each.is_saved:
            each.show()


def clf():
    gcf().clear()


def cla():
    gca().clear()


def savefig(fname, **settings):
    gcf().savefig(fname, **settings)


def suptitle(t, **settings):
    gcf().suptitle(t, **settings)


def tight_layout(**_):
    """The page lays the plots out."""


subplots_adjust = tight_layout


def ion():
    """Does nothing: figures are shown by `show`, or when the cell ends."""


ioff = draw = ion


def pause(interval):
    """Does nothing: figures are shown by `show`, or when the cell ends."""


def colorbar(mappable=None, cax=None, ax=None, **settings):
    return gcf().colorbar(mappable, ax=ax, **settings)


def matshow(A, fignum=None, **settings):
    if fignum is None:
        figure()
    return gca().matshow(A, **settings)


def title(label, *args, **settings):
    return gca().set_title(label, *args, **settings)


def xlabel(xlabel, *args, **settings):
    return gca().set_xlabel(xlabel, *args, **settings)


def ylabel(ylabel, *args, **settings):
    return gca().set_ylabel(ylabel, *args, **settings)


def xlim(*args, **settings):
    return gca().set_xlim(*args, **settings) if args or settings else gca().get_xlim()


def ylim(*args, **settings):
    return gca().set_ylim(*args, **settings) if args or settings else gca().get_ylim()


def xscale(value, **settings):
    gca().set_xscale(value, **settings)


def yscale(value, **settings):
    gca().set_yscale(value, **settings)


def xticks(ticks=None, labels=None, *, minor=False, **settings):
    return _ticks(gca().xaxis, ticks, labels, minor, settings)


def yticks(ticks=None, labels=None, *, minor=False, **settings):
    return _ticks(gca().yaxis, ticks, labels, minor, settings)


def _ticks(axis, ticks, labels, minor, settings):
    if ticks is not None and not minor:
        axis.set_ticks(ticks, labels)
    elif labels is not None:
        axis.set_ticklabels(labels)
    axis.style_ticks(**settings)
    return axis.ticks() or [], axis.tick_labels() or []


def twinx(ax=None):
    return (ax or gca()).twinx()


def setp(obj, *_, **settings):
    for each in obj if isinstance(obj, (list, tuple)) else [obj]:
        each.set(**settings)


def rc(group, **settings):
    matplotlib.rc(group, **settings)


class style:
    """`plt.style`: the page has a style of its own."""

    available = ["default"]

    @staticmethod
    def use(style):
        """Does nothing: the page has a style of its own."""


_OF_AXES = frozenset(
    """
    plot scatter bar barh hist imshow pcolormesh contourf axhline axvline axhspan axvspan fill_between text annotate step semilogx semilogy
    loglog legend grid axis tick_params margins
    """.split()
)


def __getattr__(name):
    if name not in _OF_AXES:
        known = [*_OF_AXES, *(known for known in globals() if not known.startswith("_"))]
        raise missing_name("module 'matplotlib.pyplot'", name, known)

    def function(*args, **keywords):
        return getattr(gca(), name)(*args, **keywords)

    function.__name__ = function.__qualname__ = name
    function.__module__ = __name__
    globals()[name] = function
    return function
