"""Format strings of plot: r--o is a dashed red line with circles."""

from matplotlib.colors import is_color_like

LINE_STYLES = {
    "-": "solid",
    "--": "dashed",
    "-.": "dashdot",
    ":": "dotted",
    "solid": "solid",
    "dashed": "dashed",
    "dashdot": "dashdot",
    "dotted": "dotted",
    "none": "none",
    "None": "none",
    " ": "none",
    "": "none",
}
MARKERS = frozenset(".,ov^<>12348spP*hH+xXDd|_")
_COLORS = frozenset("bgrcmykw")


def read_format(text):
    """
    Colour, marker and line style that a format string names, by their keywords.

    :raises ValueError: for anything else, in Matplotlib's words
    """
    if len(text) > 1 and text not in LINE_STYLES and is_color_like(text):
        return {"color": text}
    found = {}
    place = 0
    while place < len(text):
        kind, value = _read(text, place)
        if kind is None:
            raise ValueError(f"{text!r} is not a valid format string (unrecognized character {text[place]!r})")
        if kind in found:
            raise ValueError(f"{text!r} is not a valid format string (two {kind} symbols)")
        found[kind] = value
        place += len(value)
    if "marker" in found and "linestyle" not in found:
        found["linestyle"] = "none"
    return found


def _read(text, place):
    if text[place : place + 2] in ("--", "-."):
        return "linestyle", text[place : place + 2]
    letter = text[place]
    if letter in "-:":
        return "linestyle", letter
    if letter in MARKERS:
        return "marker", letter
    if letter in _COLORS:
        return "color", letter
    if letter == "C" and text[place + 1 : place + 2].isdigit():
        end = place + 1
        while text[end : end + 1].isdigit():
            end += 1
        return "color", text[place:end]
    return None, ""


def line_style(value):
    """A style of lines as the page calls it."""
    if isinstance(value, (tuple, list)):
        return "dashed"
    if value is None:
        return "solid"
    if value not in LINE_STYLES:
        raise ValueError(f"{value!r} is not a valid value for ls.")
    return LINE_STYLES[value]


def marker(value):
    """A marker's letter, or None for none."""
    if value in (None, "", " ", "None", "none"):
        return None
    if value not in MARKERS:
        raise ValueError(f"Unrecognized marker style {value!r}")
    return value
