"""Layers and losses: classes of Python around those of the dialect."""

import re
import sys

from _duet.host import host
from _duet.bridge import call, from_host, method, new_instance, to_host
from _duet.names import camel_case, snake_case

from torch import _promotion
from torch._signatures import LAYERS, require_known
from torch._tensor import Tensor
from torch.device import is_meta, without_device
from torch.nn.module import Module
from torch.nn.modules import module_of

_forward = method("forward")


class _Layer(Module):
    """A layer of the dialect. Its parameters and buffers are those of `_js`."""

    _class = None
    # PyTorch's name of it, which a subclass of the reader's does not have.
    _layer = ""

    def __init__(self, *args, **keywords):
        super().__init__()
        require_known(LAYERS, self._layer, keywords, f"{self._get_name()}.__init__")
        plain = without_device(keywords)
        object.__setattr__(self, "_arguments", (args, plain))
        object.__setattr__(self, "_js", new_instance(self._class, self._get_name(), args, plain))
        self._read_members()
        if is_meta([keywords.get("device")]):
            self.to("meta")
        if keywords.get("dtype") is not None:
            self.to(keywords["dtype"])

    def _read_members(self):
        for name, value in host.parametersOf(self._js):
            self._parameters[name] = from_host(value)
        for name, value in host.buffersOf(self._js):
            self._buffers[name] = from_host(value)

    def _members(self, kind):
        # Running means and their like are other tensors after each step.
        if kind == "_buffers":
            return {name: self.__getattr__(name) for name in self._buffers}
        return super()._members(kind)

    def __getstate__(self):
        state = {name: value for name, value in self.__dict__.items() if name != "_js"}
        return {**state, "_buffers": self._members("_buffers")}

    def __setstate__(self, state):
        args, keywords = state["_arguments"]
        # A copy draws no random numbers, though a new layer does.
        before = host.torch.getRngState()
        js = new_instance(self._class, self._get_name(), args, keywords)
        host.torch.setRngState(before)
        object.__setattr__(self, "_js", js)
        self.__dict__.update(state)
        for name, value in (*self._parameters.items(), *self._buffers.items()):
            host.setMember(js, camel_case(name), to_host(value))
        js.train(self.training)

    def forward(self, *inputs, **keywords):
        if not inputs and not keywords:
            raise TypeError(f"{self._get_name()}.forward() missing 1 required positional argument: 'input'")
        if self._layer == "Linear" and inputs and not isinstance(inputs[0], Tensor):
            raise TypeError(
                f"linear(): argument 'input' (position 1) must be Tensor, not {type(inputs[0]).__name__}"
            )
        if not _promotion.in_use:
            return call(_forward, (self._js, *inputs), keywords)
        own = [value for value in (*self._parameters.values(), *self._buffers.values()) if value is not None]
        if not _promotion.concerns((*inputs, *own)):
            return call(_forward, (self._js, *inputs), keywords)
        _promotion.require_one_device((*inputs, *own))
        _require_type_of_parameters(inputs, self._parameters, self._get_name())
        result = call(_forward, (self._js, *inputs), keywords)
        result = _promotion.name_result("forward", result, (*inputs, *self._parameters.values()))
        if _promotion.tracer is not None:
            replay = ("layer", (self, len(inputs)))
            _promotion.tracer.called(
                "layer", _operation_of(self._get_name()), replay, (*inputs, *own), keywords, result
            )
        return result

    def train(self, mode=True):
        super().train(mode)
        self._js.train(mode)
        return self

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        js = self.__dict__.get("_js")
        if js is not None and not name.startswith("_"):
            host.setMember(js, camel_case(name), to_host(value))

    def __getattr__(self, name):
        js = self.__dict__.get("_js")
        if js is not None and not name.startswith("__") and host.hasMember(js, camel_case(name)):
            value = getattr(js, camel_case(name))
            if host.isFunction(value):
                return lambda *args, **keywords: call(value, args, keywords)
            return from_host(value)
        return super().__getattr__(name)

    def extra_repr(self):
        args, keywords = self._arguments
        text = self._js.extraRepr()
        # JavaScript does not tell 0.0 from 0.
        for name, value in {**dict(zip(LAYERS.get(self._layer, "").split(), args)), **keywords}.items():
            if type(value) is float and value.is_integer():
                text = re.sub(rf"\b{name}={int(value)}(?![\d.])", f"{name}={value}", text)
        return text


def _operation_of(name):
    """The function that a layer computes: batch_norm of BatchNorm2d, relu of ReLU."""
    plain = name.replace("PReLU", "Prelu").replace("ReLU", "Relu").replace("SiLU", "Silu").replace("NLL", "Nll")
    snake = snake_case(re.sub(r"(?<=[A-Z])(?=[A-Z][a-z])", "_", plain)).lower()
    return re.sub(r"(norm)\dd$", r"\1", snake)


def _require_type_of_parameters(inputs, parameters, name):
    """Refuses to compute with parameters, or with classes, of another type."""
    if name in ("CrossEntropyLoss", "NLLLoss") and len(inputs) == 2:
        _promotion.require_class_target(inputs[1])
    given = [value.dtype for value in inputs if isinstance(value, Tensor)]
    own = [value.dtype for value in parameters.values() if value is not None]
    if not given or not own or given[0] is own[0]:
        return
    has_bias = parameters.get("bias") is not None
    if name == "Linear":
        _promotion.refuse_product(given[0], own[0], has_bias)
    if name.startswith("Conv") and has_bias:
        raise RuntimeError(f"Input type ({given[0].c_name}) and bias type ({own[0].c_name}) should be the same")
    if name.startswith("Conv"):
        raise RuntimeError(f"expected scalar type {given[0].tensor_name} but found {own[0].tensor_name}")
    if "Norm" in name:
        raise RuntimeError("mixed dtype (CPU): all inputs must share same datatype.")


class _LazyLayer(_Layer):
    """A layer that learns its sizes from its first input, and is an ordinary one from then on."""

    def forward(self, *inputs, **keywords):
        result = super().forward(*inputs, **keywords)
        self._read_members()
        self.__class__ = getattr(sys.modules["torch.nn"], self._get_name().removeprefix("Lazy"))
        return result


def layer_class(name):
    """The class of a layer or loss that the dialect has, or None."""
    js = getattr(host.torch.nn, name, None)
    if not host.isModuleClass(js):
        return None
    base = _LazyLayer if name.startswith("Lazy") else _Layer
    facts = {"_class": js, "_layer": name, "__module__": module_of(name), "__qualname__": name}
    return type(name, (base,), facts)
