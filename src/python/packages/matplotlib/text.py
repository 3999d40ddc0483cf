"""Texts of a plot."""

from matplotlib.artist import Artist, settings_of
from matplotlib.colors import page_color


class Text(Artist):
    """A text in a plot, or a title."""

    KNOWN = frozenset(
        """
        color alpha fontsize fontweight fontfamily fontdict fontstyle horizontalalignment verticalalignment rotation
        transform bbox loc pad y x wrap labelpad linespacing multialignment rotation_mode backgroundcolor
        """.split()
    )

    def __init__(self, x, y, text, settings=None, is_relative=False, arrow_to=None):
        settings = settings or {}
        self._x, self._y = x, y
        self._text = str(text)
        self._color = page_color(settings.get("color") or "black")
        self._horizontal = settings.get("horizontalalignment", "left")
        self._vertical = settings.get("verticalalignment", "baseline")
        rotation = settings.get("rotation") or 0
        self._rotation = {"vertical": 90, "horizontal": 0}.get(rotation, rotation)
        self._is_relative, self._arrow_to = is_relative, arrow_to
        self.set_alpha(settings.get("alpha"))

    def get_text(self):
        return self._text

    def set_text(self, text):
        self._text = str(text)

    def set_color(self, color):
        self._color = page_color(color)

    def __repr__(self):
        return f"Text({self._x!r}, {self._y!r}, {self._text!r})"

    def specification(self):
        return self.common("text") | {
            "text": self._text,
            "x": self._x,
            "y": self._y,
            "is_relative": self._is_relative,
            "colour": self._color,
            "horizontal": self._horizontal,
            "vertical": "center" if self._vertical == "center_baseline" else self._vertical,
            "rotation": self._rotation,
            "arrow_to": self._arrow_to,
        }


def text_settings(keywords):
    """Arguments of a text by their long names."""
    settings = settings_of("Text", keywords, Text.KNOWN)
    return (settings.pop("fontdict", None) or {}) | settings
