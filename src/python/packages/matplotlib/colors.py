"""matplotlib.colors: what Matplotlib takes as a colour, as the page takes it."""

import re

from matplotlib._data import is_number, plain

BASE_COLORS = {
    "b": "#0000ff",
    "g": "#008000",
    "r": "#ff0000",
    "c": "#00bfbf",
    "m": "#bf00bf",
    "y": "#bfbf00",
    "k": "black",
    "w": "white",
}
TABLEAU_COLORS = {
    f"tab:{name}": f"C{number}"
    for number, name in enumerate("blue orange green red purple brown pink gray olive cyan".split())
}
_CSS_NAMES = frozenset(
    """
    aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
    cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray
    darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen
    darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue
    firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew
    hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan
    lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon lightseagreen lightskyblue lightslategray
    lightslategrey lightsteelblue lightyellow lime limegreen linen magenta maroon mediumaquamarine mediumblue
    mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise mediumvioletred
    midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
    palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple
    rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue
    slateblue slategray slategrey snow springgreen steelblue tan teal thistle tomato turquoise violet wheat white
    whitesmoke yellow yellowgreen
    """.split()
)
_HEX = re.compile(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)


def page_color(color):
    """
    A colour as the page takes it.

    :raises ValueError: for what is no colour, in Matplotlib's words
    """
    found = _named(color) if isinstance(color, str) else _numbers(color)
    if found is None:
        raise ValueError(
            f"{color!r} is not a valid value for color: supported inputs are (r, g, b) and (r, g, b, a) 0-1 float "
            "tuples; '#rrggbb', '#rrggbbaa', '#rgb', '#rgba' strings; named color strings; string reprs of 0-1 floats "
            "for grayscale values; 'C0', 'C1', ... strings for colors of the color cycle; and pairs combining one of "
            "the above with an alpha value"
        )
    return found


def is_color_like(color):
    try:
        page_color(color)
    except ValueError:
        return False
    return True


def page_colors(colors):
    """One colour, or a list of them, as a list for the page."""
    if isinstance(colors, str):
        return [page_color(colors)]
    values = plain(colors)
    if isinstance(values, list) and values and not is_number(values[0]):
        return [page_color(color) for color in values]
    return [page_color(colors)]


def _named(name):
    if name in BASE_COLORS:
        return BASE_COLORS[name]
    lower = name.lower()
    if lower == "none":
        return "transparent"
    if lower in TABLEAU_COLORS or lower == "tab:grey":
        return TABLEAU_COLORS.get(lower, "C7")
    if re.fullmatch(r"C\d+", name):
        return f"C{int(name[1:]) % 10}"
    if lower in _CSS_NAMES or _HEX.fullmatch(name):
        return lower
    try:
        grey = float(name)
    except ValueError:
        return None
    return _numbers((grey, grey, grey)) if 0 <= grey <= 1 else None


def _numbers(color):
    parts = plain(color)
    if not isinstance(parts, (list, tuple)):
        return None
    if len(parts) not in (3, 4) or not all(is_number(part) and 0 <= part <= 1 for part in parts):
        return None
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
