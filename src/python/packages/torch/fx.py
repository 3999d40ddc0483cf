"""torch.fx: the graph of a program, which torch.export and torch.compile make."""

import builtins
import keyword
import sys

from _duet.nest import leaves

from torch import _promotion
from torch._tensor import Tensor
from torch.nn.module import Module


class Target:
    """What a node calls, by PyTorch's name."""

    def __init__(self, name, qualified=None):
        self.name = self.__name__ = name
        self._qualified = qualified or name

    def __str__(self):
        return self.name

    def __repr__(self):
        return self._qualified


class Node:
    """A step of a graph: an input (placeholder), a call, or the output."""

    def __init__(self, graph, op, name, target, args=(), kwargs=None):
        self.graph = graph
        self.op = op
        self.name = name
        self.target = target
        self.args = args
        self.kwargs = kwargs or {}
        self.users = {}
        # How to run it: see `call`.
        self.call = None
        for node in self.all_input_nodes:
            node.users[self] = None

    @property
    def all_input_nodes(self):
        return list(dict.fromkeys(each for each in leaves((self.args, self.kwargs)) if isinstance(each, Node)))

    def __repr__(self):
        return self.name

    def format_node(self):
        users = f"[num_users={len(self.users)}]"
        if self.op == "placeholder":
            kind = f"{self.type_name} " if self.graph.shows_types else ""
            return f"%{self.name} : {kind}{users} = placeholder[target={self.target}]"
        args = _text(self.args)
        kwargs = ", ".join(f"{name}: {_text(value)}" for name, value in self.kwargs.items())
        return f"%{self.name} : {users} = {self.op}[target={self.target!r}](args = {args}, kwargs = {{{kwargs}}})"


class Graph:
    """Nodes in the order in which they run."""

    def __init__(self, shows_types=False):
        self.placeholders = []
        self.calls = []
        self.output = None
        self.shows_types = shows_types
        self._names = set()

    @property
    def nodes(self):
        return [*self.placeholders, *self.calls, *([] if self.output is None else [self.output])]

    def free_name(self, wanted):
        """`wanted`, or with a number where it is taken or a word of Python."""
        name = wanted
        number = 0
        while name in self._names or number == 0 and (hasattr(builtins, name) or keyword.iskeyword(name)):
            number += 1
            name = f"{wanted}_{number}"
        self._names.add(name)
        return name

    def run(self, values):
        """The output for values of the placeholders, by their nodes."""
        for node in self.calls:
            args, kwargs = _with_values((node.args, node.kwargs), values)
            values[node] = run_call(node.call, args, kwargs)
        return _with_values(self.output.args[0], values)

    def __str__(self):
        lines = [node.format_node() for node in (*self.placeholders, *self.calls)]
        result = self.output.args[0]
        lines.append(f"return {result if isinstance(result, Node) else _text(result).replace('%', '')}")
        return "graph():\n" + "\n".join(f"    {line}" for line in lines)


class GraphModule(Module):
    """A module whose forward runs a graph."""

    def __init__(self, graph, constants, result_of=None):
        super().__init__()
        self.graph = graph
        # Values of the placeholders that are no arguments: parameters and their like.
        self._constants = constants
        self._result_of = result_of or (lambda result: result)

    def forward(self, *inputs):
        values = dict(self._constants)
        free = [node for node in self.graph.placeholders if node not in values]
        values.update(zip(free, inputs))
        return self._result_of(self.graph.run(values))


def run_call(call, args, kwargs):
    """Runs what a node calls: a method of a tensor, a function of a namespace of torch, or a layer."""
    kind, name = call
    if kind == "method":
        tensor, *rest = args
        return tensor._call(name, *rest, **kwargs)
    if kind == "call":
        return name(*args, **kwargs)
    if kind == "layer":
        layer, count = name
        return layer.forward(*args[:count], **kwargs)
    return getattr(sys.modules[kind], name)(*args, **kwargs)


class Tracer:
    """Writes down what a function computes while it runs."""

    def __init__(self, graph):
        self.graph = graph
        self._node_of = {}
        # They must not be freed, since their ids are known.
        self._seen = []
        self._unnamed = {}
        # Whether the program looked at a value, on which the rest of the graph hangs.
        self.has_read = False

    def placeholder(self, tensor, name, target=None):
        node = Node(self.graph, "placeholder", self.graph.free_name(name), target or name)
        is_parameter = tensor is not None and tensor._js.isParameter
        node.type_name = "torch.nn.parameter.Parameter" if is_parameter else "torch.Tensor"
        self.graph.placeholders.append(node)
        if tensor is not None:
            self._remember(tensor, node)
        return node

    def find(self, tensor):
        return self._node_of.get(id(tensor))

    def _remember(self, tensor, node):
        self._node_of[id(tensor)] = node
        self._seen.append(tensor)

    def record(self, op, name, target, call, args, kwargs, result, wanted_name=None):
        """Adds the node of a call."""
        self.name_variables(sys._getframe())
        args, kwargs = self._with_nodes((tuple(args), kwargs))
        node = Node(self.graph, op, self.graph.free_name(wanted_name or name), target, args, kwargs)
        node.call = call
        self.graph.calls.append(node)
        if isinstance(result, Tensor):
            self._remember(result, node)
            self._unnamed[id(result)] = node
        elif isinstance(result, (tuple, list)):
            for position, part in enumerate(result):
                if isinstance(part, Tensor):
                    self._record_part(node, position, part)
        return node

    def _record_part(self, node, position, part):
        target = Target("getitem", "operator.getitem")
        child = Node(self.graph, "call_function", self.graph.free_name("getitem"), target, (node, position))
        child.call = ("call", _get_item)
        self.graph.calls.append(child)
        self._remember(part, child)

    def name_variables(self, frame):
        """Nothing, unless the graph's nodes have the names of the program's variables."""

    def unknown(self, tensor):
        """The node for a tensor that the program did not get as an argument."""
        raise NotImplementedError

    def _with_nodes(self, value):
        if isinstance(value, Tensor):
            return self.find(value) or self.unknown(value)
        if isinstance(value, dict):
            return {key: self._with_nodes(part) for key, part in value.items()}
        if isinstance(value, (tuple, list)):
            return type(value)([self._with_nodes(part) for part in value])
        return value

    def finish(self, result, is_tuple):
        output = self._with_nodes(result)
        if is_tuple and not isinstance(output, tuple):
            output = (output,)
        self.graph.output = Node(self.graph, "output", self.graph.free_name("output"), "output", (output,))

    def run(self, function, args, kwargs):
        before, _promotion.tracer, used = _promotion.tracer, self, _promotion.in_use
        _promotion.in_use = True
        try:
            return function(*args, **kwargs)
        finally:
            _promotion.tracer = before
            _promotion.in_use = used


def _get_item(values, position):
    return values[position]


def _with_values(value, values):
    if isinstance(value, Node):
        return values[value]
    if isinstance(value, dict):
        return {key: _with_values(part, values) for key, part in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)([_with_values(part, values) for part in value])
    return value


def _text(value):
    if isinstance(value, Node):
        return f"%{value.name}"
    if isinstance(value, tuple):
        inner = ", ".join(map(_text, value))
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    return repr(value) if isinstance(value, str) else str(value)
