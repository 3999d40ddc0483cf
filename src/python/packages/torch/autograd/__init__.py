"""torch.autograd."""

from _duet.host import host
from _duet.bridge import call, converts_from_host

from torch._promotion import set_type
from torch._grad_mode import enable_grad, no_grad, set_grad_enabled
from torch._tensor import Tensor
from torch.autograd import functional
from torch.autograd.function import Function


def _list(value):
    return [value] if isinstance(value, Tensor) else list(value)


def grad(outputs, inputs, grad_outputs=None, retain_graph=None, create_graph=False, allow_unused=None, **_):
    keywords = {"create_graph": create_graph, "retain_graph": create_graph if retain_graph is None else retain_graph}
    if grad_outputs is not None:
        keywords["grad_outputs"] = _list(grad_outputs)
    if allow_unused is not None:
        keywords["allow_unused"] = allow_unused
    found = tuple(call(host.torch.autograd.grad, (_list(outputs), _list(inputs)), keywords))
    for gradient, input in zip(found, _list(inputs)):
        if gradient is not None and input._kind is not None:
            set_type(gradient, input._kind)
    return found


def backward(tensors, grad_tensors=None, retain_graph=None, create_graph=False):
    keywords = {"create_graph": create_graph, "retain_graph": create_graph if retain_graph is None else retain_graph}
    if grad_tensors is not None:
        keywords["grad_tensors"] = _list(grad_tensors)
    call(host.torch.autograd.backward, (_list(tensors),), keywords)


def Variable(data, requires_grad=False):
    """A tensor, which since PyTorch 0.4 needs no such wrapping."""
    return data.detach().requires_grad_(requires_grad)


class Node:
    """An operation of the graph, as grad_fn has it."""

    def __init__(self, js):
        self._js = js

    def name(self):
        return self._js.name

    @property
    def next_functions(self):
        edges = []
        for node, number in self._js.nextFunctions:
            edges.append((None if host.isNull(node) else node_of(node), number))
        return tuple(edges)

    def __eq__(self, other):
        return isinstance(other, Node) and host.isSame(self._js, other._js)

    def __hash__(self):
        return hash(self._js.sequenceNumber)

    def __repr__(self):
        return f"<{self._js.name} object at {id(self):#x}>"


@converts_from_host("node")
def node_of(js):
    # Named as its class is in PyTorch: type(y.grad_fn).__name__ is PowBackward0.
    return type(str(js.name), (Node,), {})(js)
