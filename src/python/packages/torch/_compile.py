"""torch.compile. The dialect computes step by step: only a backend of the reader's own gets a graph."""

import hashlib
import inspect
import operator
import sys

from torch._tensor import Tensor
from torch.fx import Graph, GraphModule, Target, Tracer
from torch.nn.module import Module

# What Python's operators are called in a graph.
_OPERATORS = {
    **{name: name for name in ("add", "sub", "mul", "pow", "matmul", "neg", "eq", "ne", "lt", "le", "gt", "ge", "mod")},
    "div": "truediv",
    "floor_divide": "floordiv",
    "remainder": "mod",
    "index": "getitem",
}


class OptimizedModule(Module):
    """What torch.compile makes of a module."""

    __module__ = "torch._dynamo.eval_frame"

    def __init__(self, module, run):
        super().__init__()
        self._orig_mod = module
        object.__setattr__(self, "_run", run)

    def forward(self, *inputs, **keywords):
        return self._run(*inputs, **keywords)

    def __getattr__(self, name):
        if name == "_orig_mod" or name.startswith("__"):
            return super().__getattr__(name)
        return getattr(self._orig_mod, name)


def compile(model=None, *, fullgraph=False, dynamic=None, backend="inductor", mode=None, options=None, disable=False):
    if model is None:
        return lambda function: compile(function, backend=backend, disable=disable)
    if not callable(backend):
        run = model
    else:
        run = _Compiled(model, backend)
    if isinstance(model, Module):
        return OptimizedModule(model, run)
    return run


class _Compiled:
    """A function with the graphs that were made of it."""

    def __init__(self, function, backend):
        self._function = function
        self._backend = backend
        self._runs = {}
        self._is_dynamic = False
        self._known_sizes = None

    def __call__(self, *args, **kwargs):
        sizes = tuple(tuple(value.shape) for value in args if isinstance(value, Tensor))
        run = self._runs.get(sizes)
        if run is not None:
            return run(*args)
        # A graph for any size is there already.
        if self._is_dynamic or kwargs:
            return self._function(*args, **kwargs)
        return self._trace(args, sizes)

    def _trace(self, args, sizes):
        forward = self._function.forward if isinstance(self._function, Module) else self._function
        names = list(inspect.signature(forward).parameters)
        tracer = _DynamoTracer(self._function if isinstance(self._function, Module) else None)
        inputs = {id(value): name for name, value in zip(names, args) if isinstance(value, Tensor)}
        tracer.inputs = inputs
        if self._runs:
            self._add_sizes(tracer, names, args, sizes)
        result = tracer.run(self._function, args, {})
        if tracer.has_read:
            # Python decides by values, so that there is no graph of the whole.
            self._is_dynamic = True
            return result
        tracer.finish(result, is_tuple=True)
        constants = {node: value for node, value in tracer.values.items() if node is not None}
        given = list(constants.values())
        module = GraphModule(tracer.graph, {})
        compiled = self._backend(module, given)
        self._runs[sizes] = lambda *now: self._run(compiled, tracer, args, now, isinstance(result, tuple))
        return self._runs[sizes](*args)

    def _add_sizes(self, tracer, names, args, sizes):
        """An axis whose length has changed is an input from now on."""
        self._is_dynamic = True
        known = next(iter(self._runs))
        tensors = [(name, value) for name, value in zip(names, args) if isinstance(value, Tensor)]
        for (name, _), now, before in zip(tensors, sizes, known):
            for axis, (length, other) in enumerate(zip(now, before)):
                if length != other:
                    source = f"L['{name}'].size()[{axis}]"
                    number = int(hashlib.sha256(source.encode()).hexdigest(), 16) % 100
                    tracer.add_size(f"s{number}", length)

    def _run(self, compiled, tracer, traced, now, is_tuple):
        changed = {id(before): value for before, value in zip(traced, now)}
        values = [changed.get(id(value), value) for value in tracer.values.values()]
        result = compiled(*values)
        return result if is_tuple or not isinstance(result, (tuple, list)) else result[0]


class _DynamoTracer(Tracer):
    def __init__(self, module):
        super().__init__(Graph(shows_types=True))
        self.inputs = {}
        self.values = {}
        self._paths = {}
        if module is not None:
            for path, owner in module.named_modules():
                self._add_paths(path, owner)

    def _add_paths(self, path, owner):
        prefix = "".join(f"modules_{name}_" for name in path.split(".")) if path else ""
        for kind in ("parameters", "buffers"):
            for name, value in owner._members(f"_{kind}").items():
                if value is not None:
                    self._paths[id(value)] = f"L_self_{prefix}{kind}_{name}_"

    def run(self, function, args, kwargs):
        # A variable may get its value in the last line before the return.
        sys.setprofile(lambda frame, event, _: event == "return" and self.name_variables(frame))
        try:
            return super().run(function, args, kwargs)
        finally:
            sys.setprofile(None)

    def add_size(self, name, length):
        node = self.placeholder(None, name)
        self.values[node] = length

    def unknown(self, tensor):
        target = self._paths.get(id(tensor))
        if target is None:
            name = self.inputs.get(id(tensor))
            target = f"L_{name}_" if name else f"G_tensor{len(self.values)}_"
        node = self.placeholder(tensor, f"{target[0].lower()}{target[1:]}", target)
        self.values[node] = tensor
        return node

    def called(self, kind, name, call, args, kwargs, result):
        if kind == "layer":
            # A layer has its parameters at hand before it gets its input.
            self._with_nodes(args[call[1][1] :])
            target = Target(name, f"torch.nn.functional.{name}")
        elif kind == "operator" and name in _OPERATORS:
            name = _OPERATORS[name]
            target = getattr(operator, name)
        elif kind == "method":
            target = name
        else:
            target = Target(name, f"{kind}.{name}")
        op = "call_method" if kind == "method" else "call_function"
        self.record(op, name, target, call, args, kwargs, result)

    def name_variables(self, frame):
        """Calls nodes by the variables of the program that hold their results."""
        while frame is not None and ("/" in frame.f_code.co_filename or frame.f_code.co_filename.startswith("<")):
            frame = frame.f_back
        if frame is None or frame.f_code.co_name == "<module>":
            return
        for name, value in frame.f_locals.items():
            node = self._unnamed.pop(id(value), None)
            if node is not None:
                node.name = self.graph.free_name(name)
