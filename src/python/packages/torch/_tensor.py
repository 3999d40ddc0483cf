"""torch.Tensor."""

from weakref import ref

from _duet.host import host
from _duet import bridge
from _duet.bridge import call, converts_to_host, from_host, to_host
from _duet.names import camel_case, missing_name, snake_case
from _duet.nest import nested

from torch import _promotion
from torch._protocols import Protocols
from torch._types import Size, dtype, dtype_named, shortest_float32, type_called
from torch.device import device, is_meta, require_here, without_device
from torch.return_types import called

js_torch = host.torch
# Weak references by the numbers of the dialect; a tensor that goes takes its own away.
_tensor_of_number = {}
_members = frozenset(host.membersOf(js_torch.Tensor.prototype))
_methods = frozenset(host.methodsOf(js_torch.Tensor.prototype))


class _TensorType(type):
    """Finds methods of the dialect on the class as well: torch.Tensor.add."""

    def __getattr__(cls, name):
        camel = camel_case(name)
        if name.startswith("_") or camel not in _methods:
            raise missing_name(f"type object '{cls.__name__}'", name, {snake_case(member) for member in _members})
        setattr(Tensor, name, _method(name, camel))
        return getattr(cls, name)


class Tensor(Protocols, metaclass=_TensorType):
    """A tensor of PyTorch: names and text are Python's, values and arithmetic the dialect's."""

    __module__ = "torch"

    __slots__ = ("_js", "_number", "_values", "__dict__", "__weakref__")
    # numpy leaves an operator with an array on its left side to the tensor.
    __array_priority__ = 1000
    # The type, where the dialect holds it as another one.
    _kind = None
    # Whether it has a shape alone: a tensor on the device meta.
    _is_meta = False

    def __new__(cls, *args, **keywords):
        if cls is Tensor and args:
            from torch import empty, float32, tensor

            is_size = all(isinstance(each, int) for each in args)
            return empty(*args) if is_size else tensor(*args, dtype=float32)
        return super().__new__(cls)

    def __del__(self):
        known = _tensor_of_number.get(self._number)
        if known is not None and known() is self:
            del _tensor_of_number[self._number]
        bridge.release(self._js)

    def _stand_for(self, js, number):
        """Makes this the object of Python for a tensor of the dialect, which calls it by a number."""
        self._js = js
        self._number = number
        _tensor_of_number[number] = ref(self)
        bridge.hold(js)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        camel = camel_case(name)
        if camel not in _members:
            known = {snake_case(member) for member in _members}
            raise missing_name(f"'{type(self).__name__}' object", name, known)
        member = getattr(self._js, camel)
        if not host.isFunction(member):
            return self._like_self(member)
        setattr(Tensor, name, _method(name, camel))
        return getattr(self, name)

    def promoted_for(self, other):
        """This tensor as real numbers where the other side is a Python float, which makes integers real."""
        if type(other) is float and self._js.dtype != "float32":
            return from_host(self._js.float())
        return self

    def _call(self, camel, *args, **keywords):
        """Calls a method of the dialect."""
        return self._dispatch("method", camel, args, keywords)

    def _dispatch(self, kind, camel, args, keywords):
        """`_call`, of an operator or of a method by its name."""
        inputs = (self, *args)
        if keywords.get("dtype") is None and not (_promotion.in_use and _promotion.concerns(inputs)):
            return call(bridge.method(camel), inputs, keywords)
        _promotion.require_one_device(inputs)
        _promotion.require_one_type(camel, inputs)
        result = call(bridge.method(camel), inputs, keywords)
        result = _promotion.name_result(camel, result, (self, *args), keywords.get("dtype"))
        if _promotion.tracer is not None:
            _promotion.tracer.called(kind, snake_case(camel), ("method", camel), (self, *args), keywords, result)
        return result

    def _put_in_place(self, js):
        """Lets this stand for another tensor of the dialect."""
        before = self._js
        self._stand_for(js, host.kindOf(js))
        bridge.release(before)

    # Facts.

    @property
    def shape(self):
        return Size(self._js.shape)

    @property
    def dtype(self):
        return self._kind or dtype_named(self._js.dtype)

    @property
    def device(self):
        return device("meta" if self._is_meta else "cpu")

    @property
    def is_meta(self):
        return self._is_meta

    def size(self, dim=None):
        return self.shape if dim is None else self.shape[dim]

    @property
    def grad(self):
        return self._like_self(self._js.grad)

    def _like_self(self, js):
        """A tensor of this one's type."""
        value = from_host(js)
        is_other = self._kind is not None and isinstance(value, Tensor)
        return _promotion.set_type(value, self._kind) if is_other else value

    @grad.setter
    def grad(self, value):
        _set(self, "grad", value)

    @property
    def data(self):
        return self._like_self(self._js.data)

    @data.setter
    def data(self, value):
        _set(self, "data", value)

    @property
    def requires_grad(self):
        return self._js.requiresGrad

    @requires_grad.setter
    def requires_grad(self, value):
        _set(self, "requiresGrad", value)

    @property
    def is_leaf(self):
        return self._js.isLeaf

    @property
    def is_cuda(self):
        return False

    @property
    def itemsize(self):
        return self.dtype.itemsize

    def element_size(self):
        return self.dtype.itemsize

    def type(self, dtype=None):
        if dtype is None:
            return f"torch.{self.dtype.tensor_name}Tensor"
        # A class of tensors, such as torch.LongTensor, stands for its type.
        return self.to(type_called(dtype) if isinstance(dtype, str) else getattr(dtype, "kind", dtype))

    # Reading.

    def values_row_by_row(self):
        """All values as a JavaScript array of numbers, row by row."""
        if _promotion.tracer is not None:
            _promotion.tracer.has_read = True
        values = host.read(self._js)
        return bridge.wait(values) if isinstance(values, bridge.PyodideFuture) else values

    def item(self):
        if self.numel() != 1:
            raise RuntimeError(f"a Tensor with {self.numel()} elements cannot be converted to Scalar")
        return self._as_python(host.first(self.values_row_by_row()))

    def _as_python(self, number):
        kind = self._js.dtype
        if kind == "float32":
            return float(number) if self._kind is None else shortest_float32(number)
        return bool(number) if kind == "bool" else int(number)

    def tolist(self):
        values = self.values_row_by_row().to_py().tolist()
        flat = iter([self._as_python(value) for value in values])
        return nested(flat, self.shape)

    def stride(self, dim=None):
        strides = tuple(self._js.stride())
        return strides if dim is None else strides[dim]

    def numpy(self, *, force=False):
        if self.requires_grad and not force:
            raise RuntimeError(
                "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."
            )
        from numpy._interop import array_of_tensor

        return array_of_tensor(self)

    def __array__(self, dtype=None, copy=None):
        array = self.numpy()
        return array if dtype is None else array.astype(dtype)

    def to(self, *targets, **keywords):
        given = [*targets, *keywords.values()]
        dtypes = [target for target in given if isinstance(target, dtype)]
        others = [target for target in given if isinstance(target, Tensor)]
        for target in given:
            require_here(target)
        wanted = dtypes[0] if dtypes else others[0].dtype if others else self.dtype
        to_meta = is_meta(given) and not self._is_meta
        if wanted is self.dtype and not to_meta and not keywords.get("copy"):
            return self
        copied = call(self._js.to, ({"dtype": wanted.held_as, "copy": True},))
        _promotion.name_result("to", copied, (), wanted)
        return _promotion.set_meta(copied) if to_meta or self._is_meta else copied

    def cpu(self):
        return self

    def cuda(self, *_, **__):
        require_here("cuda")

    def contiguous(self, **_):
        return self._call("contiguous")

    @property
    def layout(self):
        from torch import strided

        return strided

    def data_ptr(self):
        return host.addressOf(self._js)

    @property
    def nbytes(self):
        return self.numel() * self.itemsize

    def ndimension(self):
        return self.ndim

    def pin_memory(self, device=None):
        return self

    def share_memory_(self):
        return self

    @property
    def H(self):
        return self.mT

    def fill_diagonal_(self, fill_value):
        self.diagonal().fill_(fill_value)
        return self

    def apply_(self, callable):
        self.data = from_host(host.tensorOf(bridge.to_js([callable(value) for value in self.reshape(-1).tolist()]),
                                            bridge.to_js(list(self.shape)), self._js.dtype))
        return self

    def _become(self, other):
        """Takes the shape of a view of the same values, as the functions in place that change a shape do."""
        if self.requires_grad:
            raise RuntimeError("A tensor that requires a gradient cannot change its shape in place in the browser.")
        self._put_in_place(other._js)
        return self

    def t_(self):
        return self._become(self.t())

    def transpose_(self, dim0, dim1):
        return self._become(self.transpose(dim0, dim1))

    def squeeze_(self, *dims):
        return self._become(self.squeeze(*dims))

    def unsqueeze_(self, dim):
        return self._become(self.unsqueeze(dim))

    def resize_(self, *sizes):
        return self._become(self.reshape(*sizes))

    def type_as(self, other):
        return self.to(other.dtype)

    def is_floating_point(self):
        return self.dtype.is_floating_point

    def backward(self, gradient=None, retain_graph=None, create_graph=False, inputs=None):
        keywords = {"retain_graph": bool(create_graph if retain_graph is None else retain_graph)}
        if create_graph:
            keywords["create_graph"] = True
        if inputs is not None:
            keywords["inputs"] = [inputs] if isinstance(inputs, Tensor) else list(inputs)
        call(self._js.backward, () if gradient is None else (gradient,), keywords)
        # What the graph kept for this is free now.
        bridge.sweep_if_idle()

    def __repr__(self):
        if self._is_meta:
            return _text_of_meta(self)
        text = host.repr(self._js, "" if self._kind is None else self._kind.name)
        return bridge.wait(text) if isinstance(text, bridge.PyodideFuture) else text

    def __format__(self, form):
        if self.ndim == 0:
            return format(self.item(), form)
        return object.__format__(self, form)

    def __hash__(self):
        return id(self)


def _method(name, camel):
    def method(self, *args, **keywords):
        return called(name, self._call(camel, *args, **without_device(keywords)))

    method.__name__ = name
    method.__qualname__ = f"Tensor.{name}"
    return method


def _text_of_meta(tensor):
    facts = ["...", "device='meta'", f"size={tuple(tensor.shape)}"]
    if tensor.dtype.name not in ("float32", "int64", "bool"):
        facts.append(f"dtype={tensor.dtype}")
    if tensor.requires_grad:
        facts.append("requires_grad=True" if tensor.is_leaf else f"grad_fn=<{tensor.grad_fn.name()}>")
    text = f"tensor({', '.join(facts)})"
    return f"Parameter containing:\n{text}" if tensor._js.isParameter else text


def _conversion(kind):
    def method(self, **_):
        return self.to(kind)

    return method


_CONVERSIONS = {
    **{"float": "float32", "double": "float64", "half": "float16", "bfloat16": "bfloat16", "bool": "bool"},
    **{"long": "int64", "int": "int32", "short": "int16", "char": "int8", "byte": "uint8"},
}
for _name, _kind in _CONVERSIONS.items():
    setattr(Tensor, _name, _conversion(dtype_named(_kind)))


def _set(tensor, name, value):
    try:
        host.set(tensor._js, name, to_host(value))
    except bridge.JsException as error:
        raise bridge.as_python(error) from None


@converts_to_host(Tensor)
def _tensor_to_host(tensor):
    return tensor._js


def take(js, number):
    """The one object of Python for a tensor of the dialect. @param number: the dialect's, below 0 for a parameter."""
    known = _tensor_of_number.get(number)
    tensor = None if known is None else known()
    if tensor is None:
        if number < 0:
            from torch.nn.parameter import Parameter

            tensor = Parameter.__new__(Parameter)
        else:
            tensor = Tensor.__new__(Tensor)
        tensor._stand_for(js, number)
    return tensor


bridge.take_tensor = take
