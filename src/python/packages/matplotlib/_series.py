"""The functions of a plot that draw data."""

from matplotlib._colormaps import colormap_name
from matplotlib._data import columns, finite, flat, is_number, plain, repeated, shape_of
from matplotlib._format import marker, read_format
from matplotlib._grid import edges_of, grid_of, in_bands
from matplotlib.artist import settings_of, single_number
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.colors import page_color, page_colors
from matplotlib.container import BarContainer
from matplotlib.image import AxesImage, Image
from matplotlib.lines import Line2D, RuleLine
from matplotlib.patches import Span
from matplotlib.text import Text, text_settings

# Square points of a scatter's marker: the square of 6 points.
_MARKER_AREA = 36


class Series:
    """`plot`, `scatter`, `bar` and the others."""

    def plot(self, *args, scalex=True, scaley=True, data=None, **keywords):
        settings = settings_of("Line2D", keywords, Line2D.KNOWN)
        if data is not None:
            args = [data[arg] if isinstance(arg, str) and arg in data else arg for arg in args]
        lines = []
        for x, y, style in _groups_of(args):
            lines += self._plot(x, y, read_format(style) | settings)
        return lines

    def _plot(self, x, y, settings):
        ys = columns(y)
        count = len(ys[0]) if ys else 0
        xs = [list(range(count))] if x is None else columns(x)
        if xs and len(xs[0]) != count:
            shapes = f"{_shape(x)} and {_shape(y)}"
            raise ValueError(f"x and y must have same first dimension, but have shapes {shapes}")
        if len(xs) > 1 and len(ys) > 1 and len(xs) != len(ys):
            raise ValueError(f"x has {len(xs)} columns but y has {len(ys)} columns")
        total = max(len(xs), len(ys))
        labels = settings.get("label")
        if total == 1 or not isinstance(labels, (list, tuple)):
            labels = [labels] * total
        made = []
        for number in range(total):
            own = settings | {"label": labels[number]}
            if own.get("color") is None:
                own["color"] = self._line_color()
            line_x = self.xaxis.numbers(xs[number % len(xs)])
            line_y = self.yaxis.numbers(ys[number % len(ys)])
            made.append(self._add(Line2D(line_x, line_y, own), own))
        return made

    def semilogx(self, *args, **keywords):
        self.set_xscale("log")
        return self.plot(*args, **keywords)

    def semilogy(self, *args, **keywords):
        self.set_yscale("log")
        return self.plot(*args, **keywords)

    def loglog(self, *args, **keywords):
        self.set_xscale("log")
        return self.semilogy(*args, **keywords)

    def step(self, x, y, *args, where="pre", **keywords):
        xs, ys = flat(plain(x)), flat(plain(y))
        before = {"pre": 0, "mid": 0.5, "post": 1}[where]
        corners = [(a + (b - a) * before) for a, b in zip(xs, xs[1:])]
        step_x = xs[:1] + [x for corner in corners for x in (corner, corner)] + xs[-1:]
        step_y = [value for value in ys for _ in range(2)]
        return self.plot(step_x, step_y, *args, **keywords)

    def scatter(self, x, y, s=None, c=None, *, marker="o", cmap=None, vmin=None, vmax=None, **keywords):
        settings = settings_of("PathCollection", keywords, PathCollection.KNOWN)
        xs, ys = self.xaxis.numbers(flat(plain(x))), self.yaxis.numbers(flat(plain(y)))
        if len(xs) != len(ys):
            raise ValueError("x and y must be the same size")
        sizes = [_MARKER_AREA] if s is None else flat(plain(s))
        colors, mapped = [], None
        given = c if c is not None else settings.get("color", settings.get("facecolor"))
        values = None if given is None or isinstance(given, str) else flat_numbers(given)
        if values is not None and (len(values) == len(xs) or len(shape_of(plain(given))) == 1 and len(values) > 4):
            mapped = self._mapped(values, len(xs), cmap, vmin, vmax)
        elif given is None:
            colors = [self._patch_color()]
        else:
            colors = _scatter_colors(given, len(xs))
        points = PathCollection(xs, ys, sizes, _marker_or_circle(marker), colors, mapped)
        return self.figure.remember_mappable(self._add(points, settings))

    def _mapped(self, values, count, cmap, vmin, vmax):
        if len(values) != count:
            raise _count_error(values, count)
        return {"values": values, "cmap": colormap_name(cmap), "clim": _color_limits(values, vmin, vmax)}

    def bar(self, x, height, width=0.8, bottom=None, *, align="center", **keywords):
        return self._bars("up", "x", "height", x, height, width, bottom, align, keywords)

    def barh(self, y, width, height=0.8, left=None, *, align="center", **keywords):
        return self._bars("right", "y", "width", y, width, height, left, align, keywords)

    def _bars(self, direction, place_name, length_name, places, lengths, thickness, start, align, keywords):
        keywords.pop("yerr", None), keywords.pop("xerr", None)
        tick_label = keywords.pop("tick_label", None)
        axis = self.xaxis if direction == "up" else self.yaxis
        settings = settings_of("Rectangle", keywords, BarContainer.KNOWN)
        centers, values = axis.numbers(flat(plain(places))), flat(plain(lengths))
        count = max(len(centers), len(values))
        if {len(centers), len(values)} - {1, count}:
            raise ValueError(
                "shape mismatch: objects cannot be broadcast to a single shape.  Mismatch is between "
                f"{place_name!r} with shape {(len(centers),)} and {length_name!r} with shape {(len(values),)}."
            )
        centers = centers * count if len(centers) == 1 else centers
        values = values * count if len(values) == 1 else values
        thicknesses = repeated(thickness, count)
        edges = [x - size / 2 if align == "center" else x for x, size in zip(centers, thicknesses)]
        starts = [0] * count if start is None else repeated(start, count)
        bars = self._rectangles(direction, edges, thicknesses, starts, values, settings, self._patch_color)
        if tick_label is not None:
            axis.set_ticks(centers, repeated(tick_label, count))
        return bars

    def _rectangles(self, direction, edges, thicknesses, starts, lengths, settings, next_color):
        given = settings.get("color", settings.get("facecolor"))
        colors = [next_color()] if given is None else page_colors(given)
        edge = settings.get("edgecolor")
        edge_color = None if edge is None else page_color(edge)
        bars = BarContainer(direction, edges, thicknesses, starts, lengths, colors, edge_color)
        if isinstance(settings.get("label"), (list, tuple)):
            settings = settings | {"label": None}
        return self._add(bars, settings)

    def imshow(
        self, X, cmap=None, *, aspect=None, alpha=None, vmin=None, vmax=None, origin=None, extent=None, **keywords
    ):
        norm = keywords.pop("norm", None)
        if norm is not None:
            raise NotImplementedError("imshow: norm is not in the browser yet. Use vmin and vmax.")
        settings = settings_of("AxesImage", keywords, {"label"})
        image = Image(X, origin == "lower")
        limits = _color_limits(image.range(), vmin, vmax)
        edges = _extent_of(image, origin, extent)
        shown = AxesImage(image, edges, colormap_name(cmap), limits)
        self._add(shown, settings | {"alpha": None if alpha is None else single_number(alpha)})
        self.set_aspect(aspect or "equal")
        self.xaxis.fit()
        self.yaxis.fit()
        self.xaxis.set_inverted(edges[0] > edges[1])
        self.yaxis.set_inverted(edges[2] > edges[3])
        return self.figure.remember_mappable(shown)

    def pcolormesh(self, *args, **keywords):
        """Numbers over a grid of equal steps: X, Y and C, or C alone."""
        x, y, values = grid_of(args)
        rows, columns = shape_of(values)[:2]
        edges = (*edges_of(x, columns), *edges_of(y, rows)) if len(args) > 1 else (0, columns, 0, rows)
        return self._field(values, edges, keywords)

    def contourf(self, *args, levels=None, **keywords):
        """Bands of numbers over a grid of equal steps: X, Y and Z, or Z alone; then levels."""
        x, y, values = grid_of(args)
        if len(args) in (2, 4):
            levels = args[-1]
        return self._field(in_bands(values, levels), (*x[:2], *y[:2]), keywords)

    def _field(self, values, extent, keywords):
        known = {name: keywords.get(name) for name in ("cmap", "alpha", "vmin", "vmax")}
        return self.imshow(values, aspect="auto", origin="lower", extent=extent, **known)

    def matshow(self, Z, **keywords):
        return self.imshow(Z, **keywords)

    def axhline(self, y=0, xmin=0, xmax=1, **keywords):
        return self._rule(y, "horizontal", keywords)

    def axvline(self, x=0, ymin=0, ymax=1, **keywords):
        return self._rule(x, "vertical", keywords)

    def _rule(self, at, direction, keywords):
        settings = {"color": "C0"} | settings_of("Line2D", keywords, Line2D.KNOWN)
        return self._add(RuleLine(single_number(at), direction, settings), settings)

    def axhspan(self, ymin, ymax, xmin=0, xmax=1, **keywords):
        return self._span(ymin, ymax, "horizontal", keywords)

    def axvspan(self, xmin, xmax, ymin=0, ymax=1, **keywords):
        return self._span(xmin, xmax, "vertical", keywords)

    def _span(self, low, high, direction, keywords):
        settings = settings_of("Rectangle", keywords, PolyCollection.KNOWN)
        color = page_color(settings.get("color", settings.get("facecolor", "C0")))
        return self._add(Span(low, high, direction, color), settings)

    def fill_between(self, x, y1, y2=0, where=None, **keywords):
        settings = settings_of("FillBetweenPolyCollection", keywords, PolyCollection.KNOWN)
        xs, upper = self.xaxis.numbers(flat(plain(x))), flat(plain(y1))
        shown = [True] * len(xs) if where is None else flat(plain(where))
        upper, lower = (_where(flat(repeated(values, len(xs))), shown) for values in (upper, y2))
        given = settings.get("color", settings.get("facecolor"))
        color = self._patch_color() if given is None else page_color(given)
        return self._add(PolyCollection(xs, lower, upper, color), settings)

    def text(self, x, y, s, fontdict=None, **keywords):
        settings = (fontdict or {}) | text_settings(keywords)
        is_relative = settings.get("transform") is self.transAxes
        if not is_relative:
            [x], [y] = self.xaxis.numbers([plain(x)]), self.yaxis.numbers([plain(y)])
        return self._add(Text(x, y, s, settings, is_relative), settings)

    def annotate(self, text, xy, xytext=None, *, arrowprops=None, xycoords="data", textcoords=None, **keywords):
        settings = text_settings(keywords)
        x, y = plain(xy if xytext is None or textcoords not in (None, "data") else xytext)
        arrow_to = [single_number(part) for part in xy] if arrowprops is not None else None
        return self._add(Text(x, y, text, settings, arrow_to=arrow_to), settings)


def _groups_of(args):
    """The (x, y, format) that the arguments of plot are."""
    rest = list(args)
    while rest:
        group = [rest.pop(0)]
        if rest and not isinstance(rest[0], str):
            group.append(rest.pop(0))
        style = rest.pop(0) if rest and isinstance(rest[0], str) else ""
        x, y = group if len(group) == 2 else (None, group[0])
        yield (None if x is None else plain(x)), plain(y), style


def _shape(values):
    shape = shape_of(values)
    return shape or (1,)


def flat_numbers(values):
    """All numbers of lists and arrays, or None where there is anything else in them."""
    found = flat(plain(values))
    return found if all(is_number(value) for value in found) else None


def _scatter_colors(given, count):
    try:
        colors = page_colors(given)
    except ValueError:
        values = flat_numbers(given)
        if values is not None:
            raise _count_error(values, count) from None
        raise ValueError(
            f"'c' argument must be a color, a sequence of colors, or a sequence of numbers, not {given!r}"
        ) from None
    if len(colors) not in (1, count):
        raise _count_error(colors, count)
    return colors


def _count_error(colors, count):
    return ValueError(
        f"'c' argument has {len(colors)} elements, which is inconsistent with 'x' and 'y' with size {count}."
    )


def _marker_or_circle(name):
    return marker(name) or "o"


def _color_limits(values, vmin, vmax):
    numbers = finite(values) or [0, 1]
    low = min(numbers) if vmin is None else single_number(vmin)
    high = max(numbers) if vmax is None else single_number(vmax)
    return (low, high)


def _extent_of(image, origin, extent):
    if extent is not None:
        return [single_number(edge) for edge in extent]
    left, right, top, bottom = -0.5, image.width - 0.5, -0.5, image.height - 0.5
    return [left, right, top, bottom] if origin == "lower" else [left, right, bottom, top]


def _where(values, shown):
    return [value if is_shown else float("nan") for value, is_shown in zip(values, shown)]
