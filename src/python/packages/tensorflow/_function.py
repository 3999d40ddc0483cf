"""tf.function: a Python function runs once for each signature, and what it computed is done again after that."""

import contextlib
import functools
import inspect
import io

from _duet.nest import leaves, mapped

from tensorflow import _trace
from tensorflow._dtypes import as_dtype, float32
from tensorflow._shape import TensorShape
from tensorflow._tensor import Tensor, as_tensor

runs_eagerly = False


class TensorSpec:
    """A shape and a type of numbers."""

    def __init__(self, shape=None, dtype=float32, name=None):
        self.shape = TensorShape(shape or ())
        self.dtype = as_dtype(dtype)
        self.name = name

    def __repr__(self):
        return f"TensorSpec(shape={self.shape}, dtype={self.dtype!r}, name={self.name!r})"


def function(func=None, input_signature=None, autograph=True, jit_compile=None, reduce_retracing=False, **_):
    if func is None:
        return lambda each: function(each, input_signature=input_signature)
    return Function(func, input_signature)


class Function:
    """A Python function that becomes graphs."""

    def __init__(self, python_function, input_signature=None):
        self.python_function = python_function
        self._input_signature = input_signature
        self._graphs = {}
        functools.update_wrapper(self, python_function)

    def __get__(self, instance, owner):
        if instance is None:
            return self
        bound = Function(functools.partial(self.python_function, instance), self._input_signature)
        bound.__name__ = self.__name__
        name = f"_function_{self.__name__}_{id(self)}"
        return instance.__dict__.setdefault(name, bound)

    def __call__(self, *args, **keywords):
        if runs_eagerly or _trace.current() is not None:
            return self.python_function(*args, **keywords)
        key = _signature(args, keywords)
        concrete = self._graphs.get(key)
        if concrete is None:
            # With a signature TensorFlow makes one graph for all shapes. Here each has its own, and Python is heard once.
            is_heard = self._input_signature is None or not self._graphs
            with contextlib.nullcontext() if is_heard else contextlib.redirect_stdout(io.StringIO()):
                concrete = ConcreteFunction(self.python_function, args, keywords, self._input_signature)
            self._graphs[key] = concrete
            return concrete.first_result()
        if concrete.depends_on_values:
            # TensorFlow makes its loops and branches a part of the graph. Here Python takes them again, and is not heard.
            with contextlib.redirect_stdout(io.StringIO()):
                return mapped(self.python_function(*args, **keywords), _as_result)
        return concrete.run(args, keywords)

    def get_concrete_function(self, *args, **keywords):
        args, keywords = mapped((args, keywords), _example)
        key = _signature(args, keywords)
        if key not in self._graphs:
            self._graphs[key] = ConcreteFunction(self.python_function, args, keywords)
        return self._graphs[key]

    def experimental_get_tracing_count(self):
        return len(self._graphs) if self._input_signature is None else min(1, len(self._graphs))

    def __repr__(self):
        return f"<tensorflow.python.eager.polymorphic_function.polymorphic_function.Function object at {id(self):#x}>"


class ConcreteFunction:
    """The graph of one signature."""

    def __init__(self, python_function, args, keywords, input_signature=None):
        self._trace = _trace.Trace()
        with _trace.tracing(self._trace):
            self._args, self._keywords = mapped((args, keywords), _own)
            self._inputs = list(_trace.tensors_in([self._args, self._keywords]))
            for tensor, spec in zip(self._inputs, leaves(input_signature or ())):
                self._trace.shape_of[id(tensor)] = spec.shape
            for name, tensor in zip(_names(python_function, args, keywords), self._inputs):
                self._trace.add("Placeholder", name, result=tensor)
            result = python_function(*self._args, **self._keywords)
            self._result = mapped(result, _as_result)
        self.graph = Graph(self._trace, self._result)

    def first_result(self):
        """What the run that made the graph computed."""
        return self._result

    @property
    def depends_on_values(self):
        return self._trace.depends_on_values

    def __call__(self, *args, **keywords):
        return self.run(args, keywords)

    def run(self, args, keywords):
        given = [as_tensor(each) for each in _trace.tensors_in([args, keywords])]
        values = {id(old): new for old, new in zip(self._inputs, given)}

        def now(value):
            return mapped(value, lambda each: values.get(id(each), each))

        for node in self._trace.nodes:
            if node.function is None:
                continue
            result = node.function(*now(node.args), **now(node.keywords))
            for old, new in zip(_trace.tensors_in(node.result), _trace.tensors_in(result)):
                values[id(old)] = new
        return now(self._result)


class Graph:
    """The operations of a function."""

    def __init__(self, trace, result):
        self._operations = [Operation(node) for node in trace.nodes]
        known = {id(node): operation for node, operation in zip(trace.nodes, self._operations)}
        for node, operation in zip(trace.nodes, self._operations):
            operation.inputs = [_Edge(known[id(each)]) for each in node.inputs]
        for tensor in _trace.tensors_in([result]):
            if id(tensor) in trace.node_of:
                identity = Operation(_trace.Node("Identity", "Identity", None, (), {}, None, []))
                identity.inputs = [_Edge(known[id(trace.node_of[id(tensor)])])]
                self._operations.append(identity)

    def get_operations(self):
        return list(self._operations)


class Operation:
    """A node of a graph."""

    def __init__(self, node):
        self.type = node.type
        self.name = node.name
        self.inputs = []

    def __repr__(self):
        return f"<tf.Operation '{self.name}' type={self.type}>"


class _Edge:
    """The first result of an operation."""

    def __init__(self, operation):
        self.op = operation
        self.name = f"{operation.name}:0"


def _own(value):
    """A tensor of the graph's own, which no other graph knows."""
    from tensorflow import _arithmetic

    return _arithmetic.identity.compute(value) if isinstance(value, Tensor) else value


def _as_result(value):
    """A graph gives tensors, also where Python has numbers."""
    is_number = isinstance(value, (bool, int, float)) or hasattr(value, "_as_tensor")
    return as_tensor(value) if is_number else value


def _example(value):
    from tensorflow import _ops

    return _ops.zeros([length or 1 for length in value.shape], value.dtype) if isinstance(value, TensorSpec) else value


def _signature(args, keywords):
    def of(value):
        if isinstance(value, Tensor):
            return ("tensor", tuple(value.shape), value.dtype.name)
        if isinstance(value, (list, tuple)):
            return (type(value).__name__, *(of(each) for each in value))
        if isinstance(value, dict):
            return tuple((name, of(each)) for name, each in value.items())
        try:
            hash(value)
        except TypeError:
            return id(value)
        return (type(value).__name__, value)

    return of(args), of(keywords)


def _names(python_function, args, keywords):
    """What the placeholders are called: as the arguments are."""
    try:
        bound = inspect.signature(python_function).bind(*args, **keywords).arguments
    except (TypeError, ValueError):
        bound = {}
    for name, value in bound.items():
        for _ in _trace.tensors_in(value):
            yield name
