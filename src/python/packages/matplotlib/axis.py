"""One axis of a plot."""

from matplotlib._data import is_number, plain
from matplotlib._limits import fitting_limits
from matplotlib.artist import single_number

SCALES = ("linear", "log")


class Axis:
    """The x axis or the y axis: limits, ticks, label, scale."""

    def __init__(self, axes, letter):
        self._axes, self._letter = axes, letter
        self.label = ""
        self.scale = "linear"
        self.categories = []
        self.has_grid = False
        self.has_integer_ticks = False
        self.are_ticks_labelled = True
        self._limits = None
        self._is_inverted = False
        self._tick_bounds = ()
        self._ticks = self._tick_labels = None
        self._rotation = 0
        # The axes of other plots with the same limits, this one among them.
        self.shared = [self]

    # Limits.

    def limits(self):
        """What is seen: from left to right, or from bottom to top."""
        fixed = next((axis._limits for axis in self.shared if axis._limits is not None), None)
        if fixed is not None:
            return fixed
        low, high = self._fitting()
        bounds = [bound for axis in self.shared for bound in axis._tick_bounds]
        low, high = min([low, *bounds]), max([high, *bounds])
        return (high, low) if any(axis._is_inverted for axis in self.shared) else (low, high)

    def _fitting(self):
        artists = [artist for axis in self.shared for artist in axis._axes.artists_of(axis._letter)]
        if not any(axis._axes.has_data for axis in self.shared):
            return (1.0, 10.0) if self.scale == "log" else (0.0, 1.0)
        kind = f"{self._letter}_values"
        values = [float(value) for artist in artists for value in getattr(artist, kind)()]
        if not values and all(axis._axes.lacks_values(axis._letter) for axis in self.shared):
            return (0.0, 1.0)
        edges = [edge for artist in artists for edge in getattr(artist, f"{self._letter}_edges")]
        return fitting_limits(values, edges, self.scale)

    def set_limits(self, first=None, last=None):
        if isinstance(first, (tuple, list)) or hasattr(first, "tolist") and last is None:
            first, last = plain(first)
        seen = self.limits()
        new = tuple(seen[end] if value is None else single_number(value) for end, value in enumerate((first, last)))
        for axis in self.shared:
            axis._limits = None
        self._limits = new
        self._tick_bounds = ()
        return self._limits

    def fit(self):
        """Lets the limits follow the data again."""
        for axis in self.shared:
            axis._limits = None

    def forget_tick_bounds(self):
        self._tick_bounds = ()

    def invert(self):
        if self._limits is not None:
            self._limits = self._limits[::-1]
        self._is_inverted = not self._is_inverted

    def set_inverted(self, is_inverted):
        self._is_inverted = is_inverted

    @property
    def is_inverted(self):
        first, last = self.limits()
        return first > last

    def set_scale(self, scale):
        if scale not in SCALES:
            error = ValueError(f"{scale!r} is not a valid value for scale.")
            error.add_note(f"Scales in the browser: {', '.join(SCALES)}.")
            raise error
        self.scale = scale

    # Data.

    def numbers(self, values):
        """Values of the data as numbers: each new text becomes a category of its own."""
        return [self._number(value) for value in values]

    def _number(self, value):
        if not isinstance(value, (str, bytes)):
            return value if is_number(value) else single_number(value)
        if value not in self.categories:
            self.categories.append(value)
        return self.categories.index(value)

    # Ticks.

    def set_ticks(self, ticks, labels=None, **settings):
        values = plain(ticks)
        self._ticks = self.numbers(values)
        self._tick_labels = None
        if self._ticks:
            self._show_at_least(self._ticks)
        if labels is not None:
            self.set_ticklabels(labels)
        self._style(settings)

    def _show_at_least(self, ticks):
        if self._limits is None:
            self._tick_bounds = (min(ticks), max(ticks))
            return
        low, high = sorted(self._limits)
        low, high = min([low, *ticks]), max([high, *ticks])
        self._limits = (low, high) if self._limits[0] <= self._limits[1] else (high, low)

    def set_ticklabels(self, labels, **settings):
        texts = [_text_of(label) for label in (plain(labels) if hasattr(labels, "tolist") else labels)]
        count = len(self._ticks) if self._ticks is not None else len(texts)
        if texts and count != len(texts):
            raise ValueError(
                f"The number of FixedLocator locations ({count}), usually from a call to set_ticks, does not match "
                f"the number of labels ({len(texts)})."
            )
        if self._ticks is None:
            self._ticks = [float(number) for number in range(len(texts))] if texts else None
        self._tick_labels = texts
        self.are_ticks_labelled = bool(texts)
        self._style(settings)

    def _style(self, settings):
        rotation = settings.get("rotation", settings.get("labelrotation"))
        if rotation is not None:
            self._rotation = {"vertical": 90, "horizontal": 0}.get(rotation, rotation)

    def style_ticks(self, **settings):
        self._style(settings)

    def ticks(self):
        """Where its ticks were set, or at its categories, or none."""
        if self._ticks is None and self.categories:
            return [float(number) for number in range(len(self.categories))]
        return self._ticks

    def tick_labels(self):
        if self._ticks is None and self.categories:
            return [str(category) for category in self.categories]
        return self._tick_labels

    def hide(self):
        """No ticks, and no label."""
        self._ticks, self._tick_labels, self.label = [], [], ""

    # As Matplotlib calls them.

    def set_major_locator(self, locator):
        locator.apply_to(self)

    def set_visible(self, is_visible):
        if not is_visible:
            self.hide()

    def set_label_text(self, text):
        self.label = str(text)

    def specification(self):
        return {
            "label": self.label,
            "limits": list(self.limits()),
            "scale": self.scale,
            "ticks": self.ticks(),
            "tick_labels": self.tick_labels(),
            "tick_rotation": self._rotation,
            "has_integer_ticks": self.has_integer_ticks,
            "are_ticks_labelled": self.are_ticks_labelled,
            "has_grid": self.has_grid,
        }


def _text_of(label):
    return label.get_text() if hasattr(label, "get_text") else str(label)
