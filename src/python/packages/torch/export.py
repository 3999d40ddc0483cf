"""torch.export: a module as a graph without Python."""

import inspect

from torch import serialization
from torch.fx import Graph, GraphModule, Target, Tracer
from torch.nn.module import Module

# Operations of several forms, whose plain one has a name.
_OVERLOADS = {
    **dict.fromkeys(("add", "sub", "mul", "div", "rsub", "remainder", "floor_divide"), "Tensor"),
    **dict.fromkeys(("softmax", "log_softmax", "select", "transpose", "size"), "int"),
    "flatten": "using_ints",
}
_SCALAR_OVERLOADS = frozenset(("eq", "ne", "lt", "le", "gt", "ge", "bitwise_and", "bitwise_or"))


class ExportedProgram:
    """A graph, and the parameters that it needs."""

    def __init__(self, graph, constants, names):
        self.graph = graph
        self._constants = constants
        self._names = names
        self._is_tuple = False

    @property
    def graph_module(self):
        return self.module()

    @property
    def state_dict(self):
        return {name: self._constants[node] for name, node in self._names.items()}

    def parameters(self):
        return iter(self.state_dict.values())

    def named_parameters(self):
        return iter(self.state_dict.items())

    def module(self):
        """The graph as a module that can be called."""
        return GraphModule(self.graph, self._constants, _whole if self._is_tuple else _single)


def _single(result):
    return result[0]


def _whole(result):
    return result


class _ExportTracer(Tracer):
    def unknown(self, tensor):
        node = self.placeholder(tensor, f"c_lifted_tensor_{len(self.constants)}")
        self.constants[node] = tensor
        return node

    def called(self, kind, name, call, args, kwargs, result):
        target = Target(f"aten.{name}.{_overload(name, args)}", f"torch.ops.aten.{name}.{_overload(name, args)}")
        self.record("call_function", name, target, call, args, kwargs, result)


def _overload(name, args):
    if name == "pow":
        return "Tensor_Scalar" if len(args) > 1 and isinstance(args[1], (int, float)) else "Tensor_Tensor"
    if name in _SCALAR_OVERLOADS:
        return "Scalar" if len(args) > 1 and isinstance(args[1], (int, float)) else "Tensor"
    if name in ("sum", "mean"):
        plain = "dim_IntList" if name == "sum" else "dim"
        return plain if len(args) > 1 else "default"
    return _OVERLOADS.get(name, "default")


def export(mod, args, kwargs=None, *, dynamic_shapes=None, strict=False, **_):
    if not isinstance(mod, Module):
        raise ValueError(f"Expected `mod` to be an instance of `torch.nn.Module`, got {type(mod)}.")
    if not isinstance(args, tuple):
        raise TypeError(f"Expecting `args` to be a tuple of example positional inputs, got {type(args)}")
    graph = Graph()
    tracer = _ExportTracer(graph)
    tracer.constants = {}
    names = {}
    for prefix, members in (("p", mod.named_parameters()), ("b", mod.named_buffers())):
        for name, tensor in members:
            names[name] = node = tracer.placeholder(tensor, f"{prefix}_{name.replace('.', '_')}")
            tracer.constants[node] = tensor
    given = kwargs or {}
    bound = inspect.signature(mod.forward).bind(*args, **given)
    for name, value in _flat(bound):
        tracer.placeholder(value, name)
    result = tracer.run(mod, args, given)
    tracer.finish(result, is_tuple=True)
    program = ExportedProgram(graph, tracer.constants, names)
    program._is_tuple = isinstance(result, tuple)
    return program


def _flat(bound):
    """Arguments by their names; those of *args are numbered."""
    for name, value in bound.arguments.items():
        if isinstance(value, tuple):
            yield from ((f"{name}_{number}", part) for number, part in enumerate(value))
        else:
            yield name, value


def save(ep, f, **_):
    serialization.save(ep, f)


def load(f, **_):
    return serialization.load(f, weights_only=False)
