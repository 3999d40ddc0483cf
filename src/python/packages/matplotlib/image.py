"""Images of a plot."""

import sys
from math import isfinite

from _duet.host import host
from pyodide.ffi import to_js

from matplotlib._colormaps import colormap_name
from matplotlib._data import flat, plain, shape_of
from matplotlib.artist import ColorMapped


class Image:
    """
    Rows of numbers, of RGB or of RGBA.

    :raises TypeError: for any other shape
    """

    def __init__(self, values, is_upside_down):
        rows = plain(values)
        shape = shape_of(rows)
        if len(shape) == 3 and shape[2] == 1:
            rows, shape = [[pixel[0] for pixel in row] for row in rows], shape[:2]
        if len(shape) not in (2, 3) or (len(shape) == 3 and shape[2] not in (3, 4)):
            raise TypeError(f"Invalid shape {shape} for image data")
        self.height, self.width = shape[:2]
        self.channels = shape[2] if len(shape) == 3 else 1
        self._values = [float(value) for value in flat(rows[::-1] if is_upside_down else rows)]
        self._greatest = 1 if any(type(value) is float for value in flat(rows[:1])) else 255
        if self.channels > 1:
            self._warn_of_clipping()

    def range(self):
        """The least and the greatest value."""
        values = [value for value in self._values if isfinite(value)]
        return (min(values), max(values)) if values else (0, 1)

    def pixels(self, minimum, maximum):
        """Its bytes, of one channel as places in a colormap between two values."""
        if self.channels > 1:
            minimum, maximum = 0, self._greatest
        return host.imagePixels(to_js(self._values), minimum, maximum, self.channels > 1)

    def _warn_of_clipping(self):
        low, high = self.range()
        if low < 0 or high > self._greatest:
            print(
                "Clipping input data to the valid range for imshow with RGB data ([0..1] for floats or [0..255] for "
                f"integers). Got range [{low}..{high}].",
                file=sys.stderr,
            )


class AxesImage(ColorMapped):
    """An image of `imshow`."""

    def __init__(self, image, extent, cmap, clim):
        self._image, self._extent, self._cmap, self._clim = image, extent, cmap, clim

    @property
    def is_mapped(self):
        return self._image.channels == 1

    def set_cmap(self, cmap):
        self._cmap = colormap_name(cmap)

    def x_values(self):
        return list(self._extent[:2])

    def y_values(self):
        return list(self._extent[2:])

    @property
    def x_edges(self):
        return self._extent[:2]

    @property
    def y_edges(self):
        return self._extent[2:]

    def specification(self):
        return self.common("image") | {
            "width": self._image.width,
            "height": self._image.height,
            "channels": self._image.channels,
            "pixels": self._image.pixels(*self._clim),
            "range": self.color_range() if self.is_mapped else None,
            "extent": self._extent,
        }
