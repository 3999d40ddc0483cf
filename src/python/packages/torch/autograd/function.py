"""torch.autograd.Function."""

from _duet.bridge import call, create_proxy, from_host, proxy_of, to_host
from _duet.host import host

from torch import _promotion
from torch._tensor import Tensor


class Context:
    """What a function keeps between forward and backward."""

    def __init__(self, js):
        self._js = js

    def save_for_backward(self, *tensors):
        self._js.saveForBackward(*map(to_host, tensors))

    def mark_non_differentiable(self, *outputs):
        self._js.markNonDifferentiable(*map(to_host, outputs))

    @property
    def saved_tensors(self):
        return tuple(map(from_host, self._js.savedTensors))

    @property
    def needs_input_grad(self):
        return tuple(self._js.needsInputGrad)


class Function:
    """An operation with a backward of one's own: a subclass has the static methods forward and backward."""

    @staticmethod
    def forward(ctx, *args):
        raise NotImplementedError("You must implement the forward function for custom autograd.Function.")

    @staticmethod
    def backward(ctx, *grad_outputs):
        raise NotImplementedError(
            "You must implement either the backward or vjp method for your custom autograd.Function to use it with "
            "backward mode AD."
        )

    @classmethod
    def apply(cls, *args):
        if "_js_class" not in cls.__dict__:
            cls._js_class = host.functionClass(cls.__name__, create_proxy(cls._forward), create_proxy(cls._backward))
        return _promotion.call(cls.__name__, lambda *given: call(cls._js_class.apply, given), args, {})

    @classmethod
    def _forward(cls, js_context, *inputs):
        context = Context(js_context)
        host.set(js_context, "python", proxy_of(context))
        return _results_to_host(cls.forward(context, *map(from_host, inputs)))

    @classmethod
    def _backward(cls, js_context, *gradients):
        return _results_to_host(cls.backward(js_context.python, *map(from_host, gradients)))


def _results_to_host(results):
    return to_host(list(results) if isinstance(results, tuple) else results)
