"""numpy.ndarray: names and text are Python's, memory and arithmetic TypeScript's."""

import re

from _duet.bridge import JsException, as_python
from _duet.host import host as _all
from _duet.names import missing_name
from pyodide.ffi import JsProxy, to_js

from numpy import _text
from numpy.exceptions import AxisError, UFuncTypeError
from numpy._dtypes import _dtype_of_class, _dtype_of_name, bool_, dtype_of, float64, generic, int64

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
            return scalar_of(_first(js), _dtype_of_name[js.dtype].type)
        return wrap(js)
    if host.isList(js):
        return [take(part) for part in js]
    return js


def _first(js):
    value = host.values(js)[0]
    return value


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


def wrap(js, sources=()):
    """An array of Python for one of TypeScript. @param sources: arrays whose memory it may show"""
    made = ndarray.__new__(ndarray)
    made._js = js
    made._base = next((source.owner for source in sources if host.sharesMemory(js, source._js)), None)
    made._links = []
    made._writeable = made._base is None or made._base._writeable
    return made


def weak(value, kind):
    """A number of Python beside an array: it takes the array's type where that can hold its kind."""
    if isinstance(value, bool):
        return host.scalar(value, "bool")
    if isinstance(value, int):
        if kind.kind == "b":
            kind = dtype_of("int64")
        if kind.kind in "iu":
            bits = 8 * kind.itemsize
            low, high = (0, 2**bits) if kind.kind == "u" else (-(2 ** (bits - 1)), 2 ** (bits - 1))
            if not low <= value < high:
                raise OverflowError(f"Python integer {value} out of bounds for {kind.name}")
        return host.scalar(value, kind.name)
    return host.scalar(value, kind.name if kind.kind == "f" else "float64")


def is_weak(value):
    return isinstance(value, (bool, int, float)) and not isinstance(value, generic)


def operands(values):
    """Numbers and arrays as TypeScript takes them side by side, with the types that NumPy gives Python's numbers."""
    from numpy._creation import asarray

    strong = [None if is_weak(value) else asarray(value) for value in values]
    kinds = [array.dtype for array in strong if array is not None]
    if not kinds:
        return [asarray(value).js for value in values]
    common = kinds[0]
    for kind in kinds[1:]:
        common = dtype_of(attempt(host.call, "promote_types", common.name, kind.name))
    return [weak(value, common) if array is None else array.js for value, array in zip(values, strong)]


def binary(name, one, other):
    """A function of two arrays, with NumPy's own errors."""
    first, second = operands((one, other))
    kinds = {first.dtype, second.dtype}
    if name == "subtract" and kinds == {"bool"}:
        raise TypeError(
            "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, "
            "or the logical_xor function instead."
        )
    if name == "power" and not any(kind.startswith("float") for kind in kinds):
        if not isinstance(other, ndarray) and int(other) < 0:
            raise ValueError("Integers to negative integer powers are not allowed.")
    try:
        if name == "floor_divide":
            return take(host.floorDivide(first, second))
        return take(host.call(name, first, second))
    except JsException as error:
        text = message_of(_all.messageOf(error.js_error))
        if "broadcast together" in text:
            shapes = f"{host.shapeText(first.shape)} {host.shapeText(second.shape)}"
            raise ValueError(f"operands could not be broadcast together with shapes {shapes} ") from None
        raise (as_python(error) if str(error.js_error.name) != "Error" else ValueError(text)) from None


def matmul(one, other):
    from numpy._creation import asarray

    first, second = asarray(one), asarray(other)
    for number, array in enumerate((first, second)):
        if array.ndim == 0:
            raise ValueError(
                f"matmul: Input operand {number} does not have enough dimensions (has 0, gufunc core with signature "
                "(n?,k),(k,m?)->(n?,m?) requires 1)"
            )
    depth = max(second.ndim - 2, 0)
    if first.shape[-1] != second.shape[depth]:
        raise ValueError(
            "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature "
            f"(n?,k),(k,m?)->(n?,m?) (size {second.shape[depth]} is different from {first.shape[-1]})"
        )
    return compute("matmul", first.js, second.js)


def _operator(name):
    def operator(self, other):
        if not _is_operand(other):
            return NotImplemented
        return binary(name, self, other)

    return operator


def _reflected(name):
    def operator(self, other):
        if not _is_operand(other):
            return NotImplemented
        return binary(name, other, self)

    return operator


def _in_place(name):
    def operator(self, other):
        result = binary(name, self, other)
        _require_castable(result, self, name)
        self[...] = result
        return self

    return operator


def _require_castable(result, target, name):
    ranks = "biuf"
    if ranks.index(result.dtype.kind) > ranks.index(target.dtype.kind):
        raise UFuncTypeError(
            f"Cannot cast ufunc '{name}' output from {result.dtype!r} to {target.dtype!r} with casting rule 'same_kind'"
        )


def _comparison(name):
    def operator(self, other):
        if not _is_operand(other):
            return NotImplemented
        return binary(name, self, other)

    return operator


def _is_operand(value):
    if isinstance(value, (ndarray, generic, bool, int, float, list, tuple)):
        return True
    return hasattr(value, "__array__") and getattr(value, "__array_priority__", 0) <= 0


class _Flags:
    """What holds of an array's memory."""

    def __init__(self, array):
        self._array = array

    @property
    def writeable(self):
        return self._array._writeable

    @writeable.setter
    def writeable(self, value):
        self._array._writeable = bool(value)

    @property
    def c_contiguous(self):
        return host.isRowByRow(self._array._js)

    contiguous = c_contiguous

    @property
    def f_contiguous(self):
        return host.isRowByRow(self._array.T._js)

    @property
    def owndata(self):
        return self._array._base is None

    def __getitem__(self, name):
        return getattr(self, name.lower())

    def __repr__(self):
        return "\n".join(
            [
                f"  C_CONTIGUOUS : {self.c_contiguous}",
                f"  F_CONTIGUOUS : {self.f_contiguous}",
                f"  OWNDATA : {self.owndata}",
                f"  WRITEABLE : {self.writeable}",
                "  ALIGNED : True",
                "  WRITEBACKIFCOPY : False",
                "",
            ]
        )


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
        return _Flags(self)

    @property
    def T(self):
        return self.transpose()

    mT = property(lambda self: self.swapaxes(-1, -2))
    real = property(lambda self: self)

    @property
    def flat(self):
        return _Flat(self)

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
        return _nested(flat, self.shape)

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
        found = attempt(host.index, self.js, to_js([_index_item(item) for item in items]))
        if not len(found.shape) and Ellipsis not in [item for item in items if item is Ellipsis]:
            return scalar_of(_first(found), self.dtype.type)
        return wrap(found, (self,))

    def __setitem__(self, key, value):
        from numpy._creation import asarray

        if not self._writeable:
            raise ValueError("assignment destination is read-only")
        items = key if isinstance(key, tuple) else (key,)
        given = host.scalar(value, self.dtype.name) if is_weak(value) else asarray(value).js
        self.js
        attempt(host.assign, self._js, to_js([_index_item(item) for item in items]), given)
        self.changed()

    # Operators.

    __add__, __radd__, __iadd__ = _operator("add"), _reflected("add"), _in_place("add")
    __sub__, __rsub__, __isub__ = _operator("subtract"), _reflected("subtract"), _in_place("subtract")
    __mul__, __rmul__, __imul__ = _operator("multiply"), _reflected("multiply"), _in_place("multiply")
    __truediv__, __rtruediv__, __itruediv__ = _operator("divide"), _reflected("divide"), _in_place("divide")
    __floordiv__, __rfloordiv__ = _operator("floor_divide"), _reflected("floor_divide")
    __ifloordiv__ = _in_place("floor_divide")
    __mod__, __rmod__, __imod__ = _operator("mod"), _reflected("mod"), _in_place("mod")
    __pow__, __rpow__, __ipow__ = _operator("power"), _reflected("power"), _in_place("power")
    __and__, __rand__, __iand__ = _operator("bitwise_and"), _reflected("bitwise_and"), _in_place("bitwise_and")
    __or__, __ror__, __ior__ = _operator("bitwise_or"), _reflected("bitwise_or"), _in_place("bitwise_or")
    __xor__, __rxor__, __ixor__ = _operator("bitwise_xor"), _reflected("bitwise_xor"), _in_place("bitwise_xor")
    __lshift__, __rlshift__ = _operator("left_shift"), _reflected("left_shift")
    __rshift__, __rrshift__ = _operator("right_shift"), _reflected("right_shift")
    __eq__, __ne__ = _comparison("equal"), _comparison("not_equal")
    __lt__, __le__ = _comparison("less"), _comparison("less_equal")
    __gt__, __ge__ = _comparison("greater"), _comparison("greater_equal")

    def __divmod__(self, other):
        return self // other, self % other

    def __matmul__(self, other):
        return matmul(self, other) if _is_operand(other) else NotImplemented

    def __rmatmul__(self, other):
        return matmul(other, self) if _is_operand(other) else NotImplemented

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
        whole = _fill_in(self.size, wanted)
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
        chosen = range(self.ndim) if axis is None else _axes(axis, self.ndim)
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


def _fill_in(size, wanted):
    """A shape with -1 replaced by what is left."""
    known = 1
    for each in wanted:
        known *= 1 if each < 0 else each
    sizes = ["newaxis" if each < 0 else str(each) for each in wanted]
    text = f"({sizes[0]},)" if len(sizes) == 1 else f"({','.join(sizes)})"
    unknown = [at for at, each in enumerate(wanted) if each < 0]
    if len(unknown) > 1:
        raise ValueError("can only specify one unknown dimension")
    if unknown and known and size % known == 0:
        return [size // known if each < 0 else each for each in wanted]
    if unknown or known != size:
        raise ValueError(f"cannot reshape array of size {size} into shape {text}")
    return wanted


def _axes(axis, ndim):
    """Axes from 0 on."""
    given = axis if isinstance(axis, (tuple, list)) else (axis,)
    for each in given:
        if not -ndim <= each < ndim:
            raise AxisError(each, ndim)
    return [int(each) % ndim for each in given]


def _index_item(item):
    if isinstance(item, slice):
        parts = [None if part is None else int(part) for part in (item.start, item.stop, item.step)]
        return _all.record(to_js([["slice", to_js(parts)]]))
    if item is Ellipsis:
        return "..."
    if item is None:
        return "newaxis"
    if isinstance(item, (bool, bool_)):
        return host.scalar(bool(item), "bool")
    if isinstance(item, int):
        return item
    if isinstance(item, generic) and item.dtype.kind in "iu":
        return int(item)
    if isinstance(item, (ndarray, list, range)) or hasattr(item, "__array__"):
        from numpy._creation import asarray

        found = asarray(item)
        if found.size == 0 and not isinstance(item, ndarray):
            found = found.astype("int64")
        if found.dtype.kind in "biu":
            return found.js if found.ndim or found.dtype.kind == "b" else found.item()
        if isinstance(item, ndarray):
            raise IndexError("arrays used as indices must be of integer (or boolean) type")
    raise IndexError(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are "
        "valid indices"
    )


def _nested(flat, shape):
    if not shape:
        return next(flat)
    return [_nested(flat, shape[1:]) for _ in range(shape[0])]


class _Flat:
    """An array's elements one after the other."""

    def __init__(self, array):
        self._array = array

    def __iter__(self):
        return iter(self._array.reshape(-1))

    def __len__(self):
        return self._array.size

    def __getitem__(self, key):
        return self._array.reshape(-1)[key]

    def __setitem__(self, key, value):
        flat = self._array.reshape(-1)
        flat[key] = value
        if flat._base is not self._array.owner:
            self._array[...] = flat.reshape(self._array.shape)


def _scalar_operator(name, is_reflected=False):
    def operator(self, other):
        if isinstance(other, ndarray) or not _is_operand(other):
            return NotImplemented
        return binary(name, other, self) if is_reflected else binary(name, self, other)

    return operator


def _give_scalars_operators():
    names = {
        "add": "add",
        "sub": "subtract",
        "mul": "multiply",
        "truediv": "divide",
        "floordiv": "floor_divide",
        "mod": "mod",
        "pow": "power",
        "and": "bitwise_and",
        "or": "bitwise_or",
        "xor": "bitwise_xor",
    }
    compared = {
        "eq": "equal",
        "ne": "not_equal",
        "lt": "less",
        "le": "less_equal",
        "gt": "greater",
        "ge": "greater_equal",
    }
    for kind in (generic, float64):
        for short, name in names.items():
            setattr(kind, f"__{short}__", _scalar_operator(name))
            setattr(kind, f"__r{short}__", _scalar_operator(name, is_reflected=True))
        for short, name in compared.items():
            setattr(kind, f"__{short}__", _scalar_operator(name))
        kind.__neg__ = lambda self: compute("negative", self.__array__().js)
        kind.__pos__ = lambda self: self
        kind.__abs__ = lambda self: compute("absolute", self.__array__().js)
    bool_.__invert__ = lambda self: scalar_of(not self.item(), bool_)


_give_scalars_operators()
