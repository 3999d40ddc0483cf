"""PIL.Image: images of bytes, in grey or in red, green and blue."""

import os
from enum import IntEnum

from _duet.host import host
from _duet.names import missing_name

_CHANNELS = {"L": 1, "RGB": 3}


class Resampling(IntEnum):
    """How the pixels of another size are made."""

    NEAREST = 0
    LANCZOS = 1
    BILINEAR = 2
    BICUBIC = 3
    BOX = 4
    HAMMING = 5


NEAREST, LANCZOS, BILINEAR, BICUBIC, BOX, HAMMING = Resampling


class Image:
    """
    An image. `size` is (width, height).

    :param js: the bytes, row by row, the channels of a pixel side by side
    :param mode: L (grey) or RGB
    """

    def __init__(self, js, size, mode):
        self._js = js
        self.size = size
        self.mode = mode

    @property
    def width(self):
        return self.size[0]

    @property
    def height(self):
        return self.size[1]

    def resize(self, size, resample=None, box=None, reducing_gap=None):
        if box is not None or reducing_gap is not None:
            raise NotImplementedError("Image.resize with box or reducing_gap is not in the browser yet.")
        if len(size) != 2:
            raise TypeError(f"argument 1 must be sequence of length 2, not {len(size)}")
        if min(size) < 1:
            raise ValueError("height and width must be > 0")
        size = (int(size[0]), int(size[1]))
        name = _filter(Resampling.BICUBIC if resample is None else resample).name.lower()
        return Image(host.vision.resize(self._js, *self.size, len(self.getbands()), *size, name), size, self.mode)

    def getbands(self):
        return tuple(self.mode)

    def getpixel(self, xy):
        x, y = xy
        if not (0 <= x < self.width and 0 <= y < self.height):
            raise IndexError("image index out of range")
        count = _CHANNELS[self.mode]
        start = (y * self.width + x) * count
        pixel = tuple(self._js[start + channel] for channel in range(count))
        return pixel[0] if count == 1 else pixel

    def convert(self, mode=None):
        if mode not in _CHANNELS:
            raise NotImplementedError(f"Image.convert({mode!r}) is not in the browser yet; there are 'L' and 'RGB'.")
        js = self._js if mode == self.mode else host.vision.toGrey(self._js) if mode == "L" else host.vision.toRgb(self._js)
        return Image(js.slice(), self.size, mode)

    def copy(self):
        return Image(self._js.slice(), self.size, self.mode)

    def tobytes(self):
        return self._js.to_bytes()

    def __array__(self, dtype=None, copy=None):
        from numpy._interop import array_of_values

        channels = () if self.mode == "L" else (3,)
        array = array_of_values(self._js.slice(), (self.height, self.width, *channels), "uint8")
        return array if dtype is None else array.astype(dtype)

    def __eq__(self, other):
        if not isinstance(other, Image):
            return NotImplemented
        return (self.mode, self.size, self.tobytes()) == (other.mode, other.size, other.tobytes())

    __hash__ = None

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        raise missing_name(f"'{type(self).__name__}' object", name, [each for each in dir(Image) if each[0] != "_"])

    def __repr__(self):
        return f"<PIL.Image.Image image mode={self.mode} size={self.width}x{self.height} at {id(self):#X}>"


def fromarray(obj, mode=None):
    """An image of an array of bytes, [height, width] or [height, width, 3]."""
    import numpy
    from numpy._interop import values_of_array

    array = numpy.asarray(obj)
    channels = array.shape[2:]
    if str(array.dtype) != "uint8" or array.ndim not in (2, 3) or channels not in ((), (3,)):
        key = (1, 1, *channels)
        error = TypeError(f"Cannot handle this data type: {key}, {_type_text(array.dtype)}")
        error.add_note("In the browser there are images of uint8: [height, width] and [height, width, 3].")
        raise error
    height, width = array.shape[:2]
    return Image(values_of_array(array), (width, height), "RGB" if channels else "L")


def open(fp, mode="r", formats=None):
    """Raises what Pillow raises of a file that is not there, and says of others that they cannot be decoded."""
    if isinstance(fp, (str, os.PathLike)) and not os.path.exists(fp):
        raise FileNotFoundError(2, "No such file or directory", str(fp))
    raise NotImplementedError("Image.open is not in the browser yet: no file of an image can be decoded here.")


def _filter(resample):
    if resample in tuple(Resampling):
        return Resampling(resample)
    names = [f"Image.Resampling.{each.name} ({each.value})" for each in Resampling]
    raise ValueError(f"Unknown resampling filter ({resample}). Use {', '.join(names[:-1])} or {names[-1]}")


def _type_text(kind):
    """As NumPy's array interface calls a type: |u1, <i8."""
    return f"{'|' if kind.itemsize == 1 else '<'}{kind.kind}{kind.itemsize}"


def __getattr__(name):
    raise missing_name("module 'PIL.Image'", name, [each for each in globals() if each[0] != "_"])
