"""numpy.ndarray: names and text are Python's, memory and arithmetic TypeScript's."""

import re

from _duet.bridge import JsException, as_python
from _duet.host import host as _all
from _duet.names import missing_name
from _duet.nest import nested
from pyodide.ffi import JsProxy, to_js

from numpy import _text
from numpy._access import Flags, Flat, index_item
from numpy._dtypes import _dtype_of_class, _dtype_of_name, bool_, dtype_of, float64, generic, int64
from numpy._shapes import axes_of, filled_in

host = _all.numpy


def message_of(text):
    """The message of numpy-ts with shapes as NumPy writes them."""
    return re.sub(r"\[(\d+(?:,\d+)*)?\]", lambda found: _shape_text(found[1]), text)


def _shape_text(sizes):
    return "()" if not sizes else f"({sizes})" if "," in sizes else f"({sizes},)"


def attempt(function, *args):
    """Calls TypeScript, with its error as NumPy's."""
    try:
        return function(*args)
    except JsException as error:
        if str(error.js_error.name) != "Error":
            raise as_python(error) from None
        raise ValueError(message_of(_all.messageOf(error.js_error))) from None


def compute(path, *args):
    """A function of numpy-ts on arrays and plain values, with its result as Python has it."""
    return take(attempt(host.call, path, *args))


def take(js):
    """What TypeScript gave: an array, a number, or a list of them."""
    if not isinstance(js, JsProxy):
        return js
    if host.isArray(js):
        if not len(js.shape):
            return scalar_of(host.values(js)[0], _dtype_of_name[js.dtype].type)
        return wrap(js)
    if host.isList(js):
        return [take(part) for part in js]
    return js


def scalar_of(value, kind):
    """A number of NumPy's from one of Python's, rounded to its type."""
    name = _dtype_of_class[kind].name
    if kind is float64:
        return kind._make(float(value))
    if kind is int64:
        return kind._make(int(value))
    if kind is bool_:
        return _TRUE if value else _FALSE
    number = host.values(host.scalar(value, name))[0]
    return kind._make(float(number) if name.startswith("float") else int(number))


_TRUE = bool_._make(True)
_FALSE = bool_._make(False)


def array_of_scalar(scalar):
    return wrap(host.scalar(scalar.item(), scalar.dtype.name))


def is_weak(value):
    """Whether a value is a number of Python, which takes the type of the array beside it."""
    return isinstance(value, (bool, int, float)) and not isinstance(value, generic)


def wrap(js, sources=()):
    """An array of Python for one of TypeScript. @param sources: arrays whose memory it may show"""
    made = ndarray.__new__(ndarray)
    made._js = js
    made._base = next((source.owner for source in sources if host.sharesMemory(js, source._js)), None)
    made._links = []
    made._writeable = made._base is None or made._base._writeable
    return made


class ndarray:
    """An array of NumPy."""

    __slots__ = ("_js", "_base", "_links", "_writeable", "__weakref__")
    __module__ = "numpy"

    def __new__(cls, shape=None, dtype=float, **_):
        if shape is None:
            return object.__new__(cls)
        from numpy._creation import empty

        return empty(shape, dtype)

    # Memory.

    @property
    def owner(self):
        """The array whose memory this one shows: itself, or the one that it is a view of."""
        return self if self._base is None else self._base

    @property
    def js(self):
        """The array of TypeScript, with what a tensor that shares its memory has changed in it."""
        for link in self.owner._links:
            link.pull()
        return self._js

    def changed(self):
        """Tells the tensors that share the memory of a change in it."""
        for link in self.owner._links:
            link.push()

    # Facts.

    @property
    def shape(self):
        return tuple(self._js.shape)

    @shape.setter
    def shape(self, shape):
        self._js = self.reshape(shape)._js

    @property
    def strides(self):
        return tuple(step * self.itemsize for step in self._js.strides)

    @property
    def dtype(self):
        return _dtype_of_name[self._js.dtype]

    @property
    def ndim(self):
        return len(self._js.shape)

    @property
    def size(self):
        return self._js.size

    @property
    def itemsize(self):
        return self.dtype.itemsize

    @property
    def nbytes(self):
        return self.size * self.itemsize

    @property
    def base(self):
        return self._base

    @property
    def flags(self):
        return Flags(self)

    @property
    def T(self):
        return self.transpose()

    mT = property(lambda self: self.swapaxes(-1, -2))
    real = property(lambda self: self)

    @property
    def flat(self):
        return Flat(self)

    def setflags(self, write=None, **_):
        if write is not None:
            self._writeable = bool(write)

    # Reading.

    def flat_list(self):
        """All elements row by row as numbers of Python."""
        values = host.values(self.js).to_py().tolist()
        return list(map(bool, values)) if self.dtype.kind == "b" else values

    def tolist(self):
        flat = iter(self.flat_list())
        return nested(flat, self.shape)

    def item(self, *args):
        if args:
            key = args[0] if len(args) == 1 and isinstance(args[0], tuple) else args
            return (self.ravel() if len(key) == 1 else self)[tuple(key)].item()
        if self.size != 1:
            raise ValueError("can only convert an array of size 1 to a Python scalar")
        return self.flat_list()[0]

    def tobytes(self, order="C"):
        return bytes(host.values(self.js).to_py())

    def __array__(self, dtype=None, copy=None):
        made = self if dtype is None or dtype_of(dtype) is self.dtype else self.astype(dtype)
        return made.copy() if copy and made is self else made

    def __repr__(self):
        return _text.array_repr(self)

    def __str__(self):
        return _text.array_str(self)

    def __format__(self, form):
        if self.ndim == 0:
            return format(self.item(), form)
        if form:
            raise TypeError("unsupported format string passed to numpy.ndarray.__format__")
        return str(self)

    def __len__(self):
        if self.ndim == 0:
            raise TypeError("len() of unsized object")
        return self._js.shape[0]

    def __iter__(self):
        if self.ndim == 0:
            raise TypeError("iteration over a 0-d array")
        if self.ndim == 1:
            kind = self.dtype.type
            return iter([scalar_of(value, kind) for value in self.flat_list()])
        return (self[position] for position in range(len(self)))

    def __contains__(self, value):
        return bool((self == value).any())

    def _single(self):
        if self.size != 1:
            raise TypeError("only 0-dimensional arrays can be converted to Python scalars")
        if self.ndim:
            raise TypeError("only 0-dimensional arrays can be converted to Python scalars")
        return self.item()

    def __float__(self):
        return float(self._single())

    def __int__(self):
        return int(self._single())

    def __complex__(self):
        return complex(self._single())

    def __index__(self):
        if self.ndim or self.dtype.kind not in "iu":
            raise TypeError("only integer scalar arrays can be converted to a scalar index")
        return self.item()

    def __bool__(self):
        if self.size == 1:
            return bool(self.item())
        if self.size == 0:
            raise ValueError(
                "The truth value of an empty array is ambiguous. Use `array.size > 0` to check that an array is not "
                "empty."
            )
        raise ValueError(
            "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
        )

    __hash__ = None

    def __copy__(self):
        return self.copy()

    def __deepcopy__(self, memo):
        return self.copy()

    def __reduce__(self):
        from numpy._creation import array

        return array, (self.tolist(), self.dtype.name)

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        raise missing_name("'numpy.ndarray' object", name, dir(ndarray))

    # Parts.

    def __getitem__(self, key):
        items = key if isinstance(key, tuple) else (key,)
        found = attempt(host.index, self.js, to_js([index_item(item) for item in items]))
        if not len(found.shape) and Ellipsis not in [item for item in items if item is Ellipsis]:
            return scalar_of(host.values(found)[0], self.dtype.type)
        return wrap(found, (self,))

    def __setitem__(self, key, value):
        from numpy._creation import asarray

        if not self._writeable:
            raise ValueError("assignment destination is read-only")
        items = key if isinstance(key, tuple) else (key,)
        given = host.scalar(value, self.dtype.name) if is_weak(value) else asarray(value).js
        self.js
        attempt(host.assign, self._js, to_js([index_item(item) for item in items]), given)
        self.changed()

    # Operators; those with another side are given in _operators.

    def __divmod__(self, other):
        return self // other, self % other

    def __neg__(self):
        return compute("negative", self.js)

    def __pos__(self):
        return self.copy()

    def __abs__(self):
        return compute("absolute", self.js)

    def __invert__(self):
        if self.dtype.kind == "b":
            return compute("logical_not", self.js)
        return compute("invert", self.js)

    # Copies and other shapes.

    def copy(self, order="C"):
        return wrap(host.copy(self.js))

    def astype(self, dtype, order="K", casting="unsafe", subok=True, copy=True):
        kind = dtype_of(dtype)
        if not copy and kind is self.dtype:
            return self
        return wrap(attempt(host.cast, self.js, kind.name))

    def view(self, dtype=None):
        if dtype is None or dtype_of(dtype) is self.dtype:
            return wrap(host.view(self.js, self._js.shape, self._js.strides, host.offsetOf(self._js)), (self,))
        raise NotImplementedError("view(dtype) is not in the browser; astype(dtype) converts the values.")

    def reshape(self, *shape, order="C", copy=None):
        sizes = shape[0] if len(shape) == 1 and isinstance(shape[0], (tuple, list)) else shape
        wanted = [int(size) for size in sizes]
        whole = filled_in(self.size, wanted)
        return wrap(attempt(host.callView, "reshape", self.js, to_js(whole)), (self,))

    def ravel(self, order="C"):
        return self.reshape(-1)

    def flatten(self, order="C"):
        return self.reshape(-1).copy()

    def transpose(self, *axes):
        order = axes[0] if len(axes) == 1 and isinstance(axes[0], (tuple, list)) else axes
        order = [axis % self.ndim for axis in order] if order and order[0] is not None else range(self.ndim)[::-1]
        if len(order) != self.ndim:
            raise ValueError("axes don't match array")
        shape, strides = self._js.shape, self._js.strides
        return wrap(
            host.view(
                self.js,
                to_js([shape[axis] for axis in order]),
                to_js([strides[axis] for axis in order]),
                host.offsetOf(self._js),
            ),
            (self,),
        )

    def swapaxes(self, axis1, axis2):
        order = list(range(self.ndim))
        order[axis1], order[axis2] = order[axis2], order[axis1]
        return self.transpose(order)

    def squeeze(self, axis=None):
        shape = self.shape
        chosen = range(self.ndim) if axis is None else axes_of(axis, self.ndim)
        if axis is not None and any(shape[each] != 1 for each in chosen):
            raise ValueError("cannot select an axis to squeeze out which has size not equal to one")
        return self.reshape([size for each, size in enumerate(shape) if size != 1 or each not in chosen])

    # Changes.

    def fill(self, value):
        self[...] = value

    def sort(self, axis=-1, **_):
        self[...] = compute("sort", self.js, axis)

    def put(self, indices, values):
        flat = self.reshape(-1)
        flat[indices] = values

    def dot(self, other, out=None):
        from numpy import dot

        return dot(self, other)
