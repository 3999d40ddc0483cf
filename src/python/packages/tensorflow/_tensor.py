"""tf.Tensor."""

from weakref import WeakValueDictionary

from pyodide.webloop import PyodideFuture

from _duet.host import host as _duet_host
from _duet import bridge
from _duet.bridge import call, converts_from_host, converts_to_host, to_js
from _duet.names import missing_name

from tensorflow import _device, _trace
from tensorflow._dtypes import as_dtype, bool_, float32, float64, int32
from tensorflow._shape import TensorShape
from tensorflow._wide import keep_wide, wide_values

host = _duet_host.tf
operations = host.operations
_tensor_of_id = WeakValueDictionary()
_PLAIN = frozenset((bool, int, float))
_EAGER_NAME = "tensorflow.python.framework.ops.EagerTensor"


def as_tensor(value, dtype=None):
    """The value as a tensor, of this type where it is not one yet."""
    if isinstance(value, Tensor):
        return value
    if hasattr(value, "_as_tensor"):
        return value._as_tensor()
    return constant(value, dtype)


def constant(value, dtype=None, shape=None, name="Const"):
    """A tensor of the value: numbers, lists of them, an array or a tensor."""
    kind = None if dtype is None else as_dtype(dtype)
    if isinstance(value, Tensor) or hasattr(value, "_as_tensor"):
        from tensorflow import _arithmetic

        tensor = as_tensor(value)
        made = tensor if kind in (None, tensor.dtype) else _arithmetic.cast(tensor, kind)
    else:
        made = _from_python(value, kind)
    if shape is not None and tuple(shape) != tuple(made.shape):
        from tensorflow import _ops

        return _ops.reshape(made, shape) if made.ndim else _ops.fill(shape, made)
    return made


def _from_python(value, kind):
    if type(value) in (bool, int, float):
        return _scalar(value, kind)
    from tensorflow import _arrays

    if _arrays.is_array(value):
        values, shape, name = _arrays.parts_of(value)
        found = kind or as_dtype(name)
        return keep_wide(_made(host.tensorOf(values, to_js(list(shape)), found.storage), found), value)
    if not isinstance(value, (list, tuple, range)):
        if hasattr(value, "__array__"):
            return _from_python(value.__array__(), kind)
        raise ValueError(
            f"Attempt to convert a value ({value!r}) with an unsupported type ({type(value)}) to a Tensor."
        )
    flat, shape = _flattened(value)
    if not _PLAIN.issuperset(map(type, flat)) and any(isinstance(each, Tensor) or hasattr(each, "_as_tensor") for each in flat):
        from tensorflow import _ops

        return _ops.reshape(_ops.stack([as_tensor(each, kind) for each in flat]), shape + list(as_tensor(flat[0]).shape))
    found = kind or _type_of(flat)
    if found.is_integer and float in map(type, flat):
        raise TypeError(f"Cannot convert {value} to EagerTensor of dtype {found.name}")
    made = _made(host.tensorOf(to_js([each + 0 for each in flat]), to_js(shape), found.storage), found)
    return keep_wide(made, flat) if found is float64 else made


def _scalar(value, kind):
    found = kind or as_dtype(type(value))
    if found.is_integer and type(value) is float:
        raise TypeError(f"Cannot convert {value} to EagerTensor of dtype {found.name}")
    made = _made(host.scalarOf(value, found.storage), found)
    return keep_wide(made, value) if found is float64 else made


def _flattened(value):
    """The numbers of nested lists row by row, and the lengths of the lists."""
    if not isinstance(value, (list, tuple, range)):
        from tensorflow import _arrays

        if _arrays.is_array(value):
            array = value.tolist()
            return _flattened(array) if isinstance(array, list) else ([array], [])
        return [value], []
    if _PLAIN.issuperset(map(type, value)):
        return list(value), [len(value)]
    parts = [_flattened(each) for each in value]
    shapes = {tuple(shape) for _, shape in parts}
    if len(shapes) > 1:
        raise ValueError("Can't convert non-rectangular Python sequence to Tensor.")
    flat = [each for numbers, _ in parts for each in numbers]
    return flat, [len(value), *(parts[0][1] if parts else ())]


def _type_of(flat):
    types = {type(each) for each in flat}
    if not flat or float in types:
        return float32
    return bool_ if types == {bool} else int32


def _made(js, dtype):
    """A new tensor of the dialect, which this object owns."""
    tensor = take(js)
    tensor._dtype = dtype
    return tensor


def take(js, owned=True):
    """
    The one object of Python for a tensor.

    :param owned: whether the tensor is freed with it
    """
    number = js.id
    tensor = _tensor_of_id.get(number)
    if tensor is None:
        tensor = Tensor.__new__(EagerTensor)
        tensor._js = js
        tensor._owned = owned
        tensor._dtype = as_dtype(js.dtype)
        if _device._stack:
            tensor._place = _device.current()
        _tensor_of_id[number] = tensor
    return tensor


class Tensor:
    """A tensor of TensorFlow: names and text are Python's, values and arithmetic those of TensorFlow.js."""

    __slots__ = ("_js", "_owned", "_dtype", "_shape", "__weakref__", "__dict__")
    # numpy leaves an operator with an array on its left side to the tensor.
    __array_priority__ = 100

    def __del__(self):
        if self._owned:
            self._js.dispose()

    def __getattr__(self, name):
        if name == "_shape":
            self._shape = TensorShape(self._js.shape)
            return self._shape
        if name.startswith("_"):
            raise AttributeError(name)
        raise missing_name(f"'{_EAGER_NAME}' object", name, dir(type(self)))

    @property
    def shape(self):
        return self._shape

    @property
    def dtype(self):
        return self._dtype

    @property
    def ndim(self):
        return len(self._shape)

    @property
    def device(self):
        return self.__dict__.get("_place") or _device.full_name("/CPU:0")

    @property
    def name(self):
        raise AttributeError("Tensor.name is undefined when eager execution is enabled.")

    def get_shape(self):
        return self._shape

    # Reading.

    def _values(self):
        values = host.read(self._js)
        return bridge.wait(values) if isinstance(values, PyodideFuture) else values

    def numpy(self):
        trace = _trace.current()
        if trace is not None and id(self) in trace.node_of:
            raise AttributeError("'SymbolicTensor' object has no attribute 'numpy'")
        array = self._array()
        return array if self.ndim else array[()]

    def _array(self):
        from tensorflow import _arrays

        if self._dtype is float64:
            return wide_values(self).copy()
        return _arrays.array_of(self._values(), self._shape, self._dtype)

    def __array__(self, dtype=None, copy=None):
        array = self._array()
        if dtype is not None:
            return array.astype(dtype)
        if not copy:
            array.flags.writeable = False
        return array

    def _number(self):
        _trace.note_reading(self)
        if self._shape.num_elements() != 1:
            raise TypeError("only 0-dimensional arrays can be converted to Python scalars")
        return wide_values(self).item() if self._dtype is float64 else _duet_host.first(self._values())

    def __float__(self):
        return float(self._number())

    def __int__(self):
        return int(self._number())

    def __bool__(self):
        if self._shape.num_elements() != 1:
            raise ValueError(
                "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()"
            )
        return bool(self._number())

    def __index__(self):
        if not self._dtype.is_integer or self.ndim:
            raise TypeError("only integer scalar arrays can be converted to a scalar index")
        return int(self._number())

    def __len__(self):
        if not self.ndim:
            raise TypeError("Scalar tensor has no `len()`")
        return self._shape[0]

    def __iter__(self):
        if not self.ndim:
            raise TypeError("Cannot iterate over a scalar tensor")
        return (self[index] for index in range(len(self)))

    def __hash__(self):
        raise TypeError(
            "Tensor is unhashable. Instead, use tensor.ref() as the key."
        )

    def ref(self):
        return _Reference(self)

    def __str__(self):
        if _is_symbolic(self):
            return _symbolic_text(self)
        text = str(self.numpy())
        separator = "\n" if "\n" in text else ""
        return f"tf.Tensor({separator}{text}, shape={self._shape}, dtype={self._dtype.name})"

    def __repr__(self):
        if _is_symbolic(self):
            return f"<tf.Tensor '{_symbolic_name(self)}' shape={self._shape} dtype={self._dtype.name}>"
        text = repr_of_values(self.numpy())
        separator = "\n" if "\n" in text else " "
        return f"<tf.Tensor: shape={self._shape}, dtype={self._dtype.name}, numpy={separator.strip(' ')}{text}>"

    def __format__(self, form):
        return format(self.numpy(), form)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    # Indexing.

    def __getitem__(self, key):
        from tensorflow import _ops

        return _ops.get_item(self, key)

    def __setitem__(self, key, value):
        raise TypeError(f"'{_EAGER_NAME}' object does not support item assignment")

    def set_shape(self, shape):
        pass


class EagerTensor(Tensor):
    """A tensor with values."""

    __slots__ = ()
    __module__ = "tensorflow.python.framework.ops"


Tensor.__module__ = "tensorflow"


def repr_of_values(values):
    """Values in the repr of a tensor: a single number has all digits of a float of Python."""
    return repr(values) if getattr(values, "ndim", 0) else repr(values.item())


class _Reference:
    """What stands for a tensor in a set or as a key."""

    def __init__(self, tensor):
        self._tensor = tensor

    def deref(self):
        return self._tensor

    def __eq__(self, other):
        return isinstance(other, _Reference) and other._tensor is self._tensor

    def __hash__(self):
        return id(self._tensor)


def _is_symbolic(tensor):
    trace = _trace.current()
    return trace is not None and id(tensor) in trace.node_of


def _symbolic_name(tensor):
    return f"{_trace.current().node_of[id(tensor)].name}:0"


def _symbolic_text(tensor):
    shape = _trace.current().shape_of.get(id(tensor), tensor.shape)
    return f'Tensor("{_symbolic_name(tensor)}", shape={shape}, dtype={tensor.dtype.name})'


@converts_to_host(Tensor)
def _tensor_to_host(tensor):
    return tensor._js


@converts_from_host("tf.Tensor")
def _tensor_from_host(js):
    return take(js)


def borrowed(value):
    """What a dialect hands to a function of Python, which it goes on owning."""
    if not isinstance(value, bridge.JsProxy):
        return bridge.from_host(value)
    kind = _duet_host.kindOf(value)
    if kind == "tf.Tensor":
        return take(value, owned=False)
    if kind == "list":
        return [borrowed(each) for each in value]
    return bridge.from_host(value)


def handed_over(value):
    """A result of Python's as the dialect's own, which it may free."""
    if isinstance(value, (list, tuple)):
        return to_js([handed_over(each) for each in value])
    if isinstance(value, dict):
        return host.shareAll(to_js([[name, as_tensor(each)._js] for name, each in value.items()]))
    if isinstance(value, Tensor) or hasattr(value, "_as_tensor"):
        return host.share(as_tensor(value)._js)
    return bridge.to_host(value)


def compute(function, *values):
    """Calls an operation of TensorFlow.js; what it gives has the type of its first tensor where that is stored alike."""
    result = call(function, values)
    first = next((value for value in values if isinstance(value, Tensor)), None)
    if first is not None and isinstance(result, Tensor) and result._dtype.storage == first._dtype.storage:
        result._dtype = first._dtype
    return result
