"""What tf.function records: the calls of operations, to be done again on other tensors."""

from _duet.nest import leaves

_current = None


class Node:
    """One operation of a graph: its type and name, what it computes from, and how."""

    def __init__(self, type, name, function, args, keywords, result, inputs):
        self.type = type
        self.name = name
        self.function = function
        self.args = args
        self.keywords = keywords
        self.result = result
        self.inputs = inputs


class Trace:
    """The operations of one run of a Python function."""

    def __init__(self):
        self.nodes = []
        self.node_of = {}
        # Shapes of inputs that a signature leaves open.
        self.shape_of = {}
        self._counts = {}
        # Whether what Python did depends on values, so that the operations cannot just be done again on others.
        self.depends_on_values = False

    def add(self, type, name, function=None, args=(), keywords=None, result=None, inputs=()):
        node = Node(type, self._unique(name), function, args, keywords or {}, result, list(inputs))
        self.nodes.append(node)
        for tensor in tensors_in(result):
            self.node_of.setdefault(id(tensor), node)
        return node

    def _unique(self, name):
        count = self._counts.get(name, 0)
        self._counts[name] = count + 1
        return f"{name}_{count}" if count else name


def current():
    """The trace that is being made, or None where operations just compute."""
    return _current


def note_reading(tensor):
    """Python reads a value, on which what it does next may depend."""
    if _current is not None and id(tensor) in _current.node_of:
        _current.depends_on_values = True


class tracing:
    """Makes `trace` the current one, or None to record nothing."""

    def __init__(self, trace):
        self._trace = trace

    def __enter__(self):
        global _current
        self._outer = _current
        _current = self._trace
        return self._trace

    def __exit__(self, *_):
        global _current
        _current = self._outer


def tensors_in(value):
    """All tensors in nested lists, tuples and dicts."""
    from tensorflow._tensor import Tensor

    return (each for each in leaves(value) if isinstance(each, Tensor))


def recorded(type, name=None, constants=(), has_constant=False):
    """
    Makes of a function an operation, which a trace records.

    :param type: what TensorFlow calls it in a graph
    :param name: of its node, by default its type
    :param constants: positions of arguments that are nodes of their own where they are no tensors
    :param has_constant: whether what it is told besides tensors is a node of its own
    """

    def decorate(function):
        from tensorflow._wide import widened

        function = widened(type, function)

        def operation(*args, **keywords):
            trace = _current
            if trace is None:
                return function(*args, **keywords)
            with tracing(None):
                result = function(*args, **keywords)
            inputs = [trace.node_of[id(each)] for each in tensors_in([args, keywords]) if id(each) in trace.node_of]
            for position in constants:
                if position < len(args) and id(args[position]) not in trace.node_of:
                    inputs.append(trace.add("Const", f"{name or type}/{'xy'[position]}"))
            if has_constant:
                inputs.append(trace.add("Const", "Const"))
            trace.add(type, name or type, operation.compute, args, keywords, result, inputs)
            return result

        operation.compute = function
        operation.__name__ = operation.__qualname__ = function.__name__
        operation.__doc__ = function.__doc__
        return operation

    return decorate
