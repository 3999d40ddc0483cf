"""Names of the colormaps that the page can draw."""

import difflib

NAMES = tuple(
    "viridis plasma inferno magma cividis Greys Blues Greens Oranges Reds Purples YlGnBu YlOrRd hot jet turbo coolwarm "
    "bwr seismic RdBu RdYlGn Spectral gray binary bone twilight tab10".split()
)


class Colormap:
    """A colormap by its name. The page has its colours."""

    def __init__(self, name):
        self.name = name

    def reversed(self):
        return Colormap(self.name[:-2] if self.name.endswith("_r") else f"{self.name}_r")

    def __repr__(self):
        return f"<matplotlib.colors.Colormap {self.name!r}>"


def colormap_name(value):
    """The name of a colormap, after a look whether there is one."""
    if value is None:
        return "viridis"
    name = value.name if isinstance(value, Colormap) else value
    if name == "grey":
        name = "gray"
    if not isinstance(name, str) or name.removesuffix("_r") not in NAMES:
        error = ValueError(f"{name!r} is not a valid value for cmap{_nearest(name)}")
        error.add_note(f"Colormaps in the browser: {', '.join(NAMES)}, and each of them with _r behind its name.")
        raise error
    return name


def _nearest(name):
    found = difflib.get_close_matches(str(name), NAMES, n=1)
    return f". Did you mean: {found[0]!r}?" if found else "."
