"""
Text of numbers and arrays, as NumPy writes them.

Source: https://github.com/numpy/numpy/blob/main/numpy/_core/arrayprint.py
"""

import math
import struct
from decimal import Decimal

_defaults = {
    "edgeitems": 3,
    "threshold": 1000,
    "floatmode": "maxprec",
    "precision": 8,
    "suppress": False,
    "linewidth": 75,
    "nanstr": "nan",
    "infstr": "inf",
    "sign": "-",
    "formatter": None,
    "legacy": False,
    "override_repr": None,
}
_options = dict(_defaults)


def set_printoptions(
    precision=None,
    threshold=None,
    edgeitems=None,
    linewidth=None,
    suppress=None,
    nanstr=None,
    infstr=None,
    formatter=None,
    sign=None,
    floatmode=None,
    *,
    legacy=None,
    override_repr=None,
):
    given = {name: value for name, value in locals().items() if value is not None}
    given["formatter"] = formatter
    _options.update(given)


def get_printoptions():
    return dict(_options)


class printoptions:
    """Sets options within a `with` block."""

    def __init__(self, **options):
        self._given = options

    def __enter__(self):
        self._before = dict(_options)
        set_printoptions(**self._given)
        return get_printoptions()

    def __exit__(self, *_):
        _options.update(self._before)


def _shortest(value, itemsize):
    """The fewest digits that name the number among those of its size, as a decimal."""
    if itemsize == 8:
        return Decimal(repr(value))
    form = "f" if itemsize == 4 else "e"
    for digits in range(17):
        text = f"{value:.{digits}e}"
        try:
            if struct.unpack(form, struct.pack(form, float(text)))[0] == value:
                break
        except OverflowError:
            continue
    return Decimal(text)


def _fraction(decimal):
    """A decimal in positional notation: what is before the point, and after it without zeros at the end."""
    whole, _, fraction = format(decimal, "f").partition(".")
    return whole, fraction.rstrip("0")


def positional(value, itemsize, precision=None, unique=True, keep=False):
    """A number as 12.5, with at most `precision` digits after the point. `keep`: zeros at the end stay."""
    if unique:
        whole, fraction = _fraction(_shortest(value, itemsize))
        if precision is not None and len(fraction) > precision:
            whole, _, fraction = f"{value:.{precision}f}".partition(".")
            fraction = fraction.rstrip("0")
    else:
        whole, _, fraction = f"{value:.{precision}f}".partition(".")
    if keep and precision is not None:
        fraction = fraction.ljust(precision, "0")
    return f"{whole}.{fraction}"


def scientific(value, itemsize, precision=None, unique=True, keep=False, exponent_digits=2):
    """A number as 1.25e+01, with its options as those of `positional`."""
    if unique:
        shortest = _shortest(value, itemsize).normalize()
        digits = len(shortest.as_tuple().digits) - 1
        if precision is None or digits <= precision:
            text = f"{shortest:.{digits}e}"
        else:
            text = f"{value:.{precision}e}"
    else:
        text = f"{value:.{precision}e}"
    mantissa, _, exponent = text.partition("e")
    whole, _, fraction = mantissa.partition(".")
    if keep and precision is not None:
        fraction = fraction.ljust(precision, "0")
    elif not keep:
        fraction = fraction.rstrip("0")
    sign = exponent[0] if exponent[0] in "+-" else "+"
    return f"{whole}.{fraction}e{sign}{exponent.lstrip('+-').lstrip('0').rjust(exponent_digits, '0')}"


def scalar_text(value, itemsize):
    """A single real number: 0.1, 1e-05, nan."""
    if not math.isfinite(value):
        return str(value)
    largest = {8: 1e16, 4: 1e6, 2: 1e3}[itemsize]
    if value == 0 or 1e-4 <= abs(value) < largest:
        text = positional(value, itemsize)
        return text + "0" if text.endswith(".") else text
    mantissa, _, exponent = scientific(value, itemsize).partition("e")
    return f"{mantissa.rstrip('.')}e{exponent}"


class _FloatingFormat:
    """How the real numbers of one array are written, all as wide as the widest."""

    def __init__(self, values, itemsize, options):
        self.itemsize = itemsize
        self.options = options
        mode = options["floatmode"]
        self.precision = None if mode == "unique" else options["precision"]
        self.unique = mode != "fixed"
        self.keep = False
        finite = [value for value in values if math.isfinite(value)]
        self.exponential = self._is_exponential([abs(value) for value in finite if value != 0])
        self.pad_left = self.pad_right = 0
        self.exponent_digits = 2
        if finite and self.exponential:
            self._fit_exponential(finite)
        elif finite:
            self._fit_positional(finite, mode)
        if options["sign"] == " " and not any(math.copysign(1, value) < 0 for value in finite):
            self.pad_left += 1
        if len(finite) != len(values):
            offset = self.pad_right + 1
            has_sign = options["sign"] != "-" or any(value == -math.inf for value in values)
            self.pad_left = max(
                self.pad_left, len(options["nanstr"]) - offset, len(options["infstr"]) + has_sign - offset
            )

    def _is_exponential(self, sizes):
        if not sizes:
            return False
        largest, smallest = max(sizes), min(sizes)
        cutoff = 10.0 ** {8: 8, 4: 6, 2: 3}[self.itemsize]
        if largest >= cutoff:
            return True
        return not self.options["suppress"] and (smallest < 0.0001 or largest / smallest > 1000.0)

    def _fit_exponential(self, finite):
        texts = [self._first_text(scientific, value) for value in finite]
        mantissas, exponents = zip(*(text.split("e") for text in texts))
        wholes, fractions = zip(*(mantissa.split(".") for mantissa in mantissas))
        self.exponent_digits = max(map(len, exponents)) - 1
        self.precision = max(map(len, fractions))
        self.keep = True
        self.pad_left = max(map(len, wholes))
        self.pad_right = self.exponent_digits + 2 + self.precision

    def _fit_positional(self, finite, mode):
        texts = [self._first_text(positional, value) for value in finite]
        wholes, fractions = zip(*(text.split(".") for text in texts))
        self.pad_left = max(map(len, wholes))
        self.pad_right = max(map(len, fractions))
        if mode in ("fixed", "maxprec_equal"):
            self.precision = self.pad_right
            self.keep = True

    def _first_text(self, write, value):
        """A number as it is written before the widths are known."""
        return self._signed(write(value, self.itemsize, self.precision, self.unique, not self.unique))

    def _signed(self, text):
        return "+" + text if self.options["sign"] == "+" and not text.startswith("-") else text

    def __call__(self, value):
        if not math.isfinite(value):
            text = self.options["nanstr"] if math.isnan(value) else self.options["infstr"]
            sign = "-" if value < 0 else "+" if self.options["sign"] == "+" else ""
            return (sign + text).rjust(self.pad_left + self.pad_right + 1)
        if self.exponential:
            text = scientific(
                value, self.itemsize, self.precision, self.unique, self.keep, self.exponent_digits
            )
            text = self._signed(text)
            return " " * (self.pad_left - text.index(".")) + text
        text = self._signed(positional(value, self.itemsize, self.precision, self.unique, self.keep))
        whole, _, fraction = text.partition(".")
        return f"{whole.rjust(self.pad_left)}.{fraction.ljust(self.pad_right)}"


def _formatter_of(values, kind, has_axes, options):
    own = options["formatter"] or {}
    names = {"b": ("bool",), "i": ("int", "int_kind"), "u": ("int", "int_kind"), "f": ("float", "float_kind")}
    for name in ("all", *names[kind.kind]):
        if own.get(name) is not None:
            return lambda value: own[name](kind.type._make(value))
    if kind.kind == "b":
        return lambda value: (" True" if has_axes else "True") if value else "False"
    if kind.kind in "iu":
        sign = options["sign"]
        width = max((len(f"{value:{sign}d}") for value in values), default=0)
        return lambda value: f"{value:{sign}{width}d}"
    return _FloatingFormat(values, kind.itemsize, options)


def _edges(array, edgeitems):
    """The corners of a large array, which are all that is printed of it."""
    from numpy._creation import array as make

    for axis, size in enumerate(array.shape):
        if size > 2 * edgeitems:
            ends = make([*range(edgeitems), *range(-edgeitems, 0)])
            array = array[(slice(None),) * axis + (ends,)]
    return array


def array2string(
    a,
    max_line_width=None,
    precision=None,
    suppress_small=None,
    separator=" ",
    prefix="",
    *,
    formatter=None,
    threshold=None,
    edgeitems=None,
    sign=None,
    floatmode=None,
    suffix="",
    legacy=None,
):
    given = dict(
        linewidth=max_line_width,
        precision=precision,
        suppress=suppress_small,
        formatter=formatter,
        threshold=threshold,
        edgeitems=edgeitems,
        sign=sign,
        floatmode=floatmode,
    )
    options = {**_options, **{name: value for name, value in given.items() if value is not None}}
    if a.size == 0:
        return "[]"
    is_short = a.size > options["threshold"]
    shown = _edges(a, options["edgeitems"]) if is_short else a
    values = shown.flat_list()
    write = _formatter_of(values, a.dtype, a.ndim > 0, options)
    words = [write(value) for value in values]
    layout = _Layout(words, a.shape, shown.shape, options["edgeitems"] if is_short else None, separator)
    return layout.text((), " " + " " * len(prefix), options["linewidth"] - len(suffix))


class _Layout:
    """Brackets, separators and lines around the words of an array."""

    def __init__(self, words, shape, shown, edgeitems, separator):
        self.words = words
        self.shape = shape
        self.shown = shown
        self.edgeitems = edgeitems
        self.separator = separator

    def _word(self, index):
        position = 0
        for size, at in zip(self.shown, index):
            position = position * size + at % size
        return self.words[position]

    def text(self, index, indent, width):
        axis = len(index)
        left = len(self.shape) - axis
        if left == 0:
            return self._word(index)
        size = self.shape[axis]
        is_short = self.edgeitems is not None and 2 * self.edgeitems < size
        lead, trail = (self.edgeitems, self.edgeitems) if is_short else (0, size)
        positions = [*range(lead), *([None] if is_short else []), *range(-trail, 0)]
        if left == 1:
            body = self._row(index, positions, indent, width)
        else:
            body = self._rows(index, positions, indent, width, left)
        return "[" + body[len(indent) :] + "]"

    def _row(self, index, positions, indent, width):
        room = width - max(len(self.separator.rstrip()), 1)
        done, line = "", indent
        for number, position in enumerate(positions):
            word = "..." if position is None else self.text((*index, position), indent + " ", width - 1)
            if len(line) + len(word) > room and len(line) > len(indent):
                done += line.rstrip() + "\n"
                line = indent
            line += word
            if number < len(positions) - 1:
                line += self.separator
        return done + line

    def _rows(self, index, positions, indent, width, left):
        between = self.separator.rstrip() + "\n" * (left - 1)
        parts = [
            indent + ("..." if position is None else self.text((*index, position), indent + " ", width - 1))
            for position in positions
        ]
        return between.join(parts)


def array_str(a, max_line_width=None, precision=None, suppress_small=None):
    if a.ndim == 0:
        return str(a[()])
    return array2string(a, max_line_width, precision, suppress_small, " ", "")


def array_repr(a, max_line_width=None, precision=None, suppress_small=None):
    width = max_line_width or _options["linewidth"]
    prefix = "array("
    text = prefix + array2string(a, width, precision, suppress_small, ", ", prefix, suffix=")")
    extras = []
    if (a.size == 0 and a.shape != (0,)) or a.size > _options["threshold"]:
        extras.append(f"shape={a.shape}")
    if a.dtype.name not in ("int64", "float64", "bool") or a.size == 0:
        extras.append(f"dtype={a.dtype.name}")
    if not extras:
        return text + ")"
    text += ","
    extra = ", ".join(extras) + ")"
    last = len(text) - (text.rfind("\n") + 1)
    return text + ("\n" + " " * len(prefix) if last + len(extra) + 1 > width else " ") + extra
