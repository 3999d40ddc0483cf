"""torch.nn.functional."""

from _duet.host import host
from _duet.bridge import function_of
from _duet.names import camel_case, missing_name, snake_case

from torch import _promotion
from torch._signatures import FUNCTIONS, require_known


def pairwise_distance(x1, x2, p=2.0, eps=1e-6, keepdim=False):
    return (x1 - x2 + eps).norm(p, -1, keepdim=keepdim)


def rms_norm(input, normalized_shape, weight=None, eps=None):
    from torch._types import finfo

    axes = tuple(range(-len(normalized_shape), 0))
    scaled = input * ((input * input).mean(axes, keepdim=True) + (finfo().eps if eps is None else eps)).rsqrt()
    return scaled if weight is None else scaled * weight


def relu_(input):
    return input.relu_()


def gumbel_softmax(logits, tau=1, hard=False, eps=1e-10, dim=-1):
    import torch

    gumbels = -torch.empty_like(logits).exponential_().log()
    soft = ((logits + gumbels) / tau).softmax(dim)
    if not hard:
        return soft
    index = soft.max(dim, keepdim=True)[1]
    return torch.zeros_like(logits).scatter_(dim, index, 1.0) - soft.detach() + soft


def triplet_margin_loss(anchor, positive, negative, margin=1.0, p=2.0, eps=1e-6, reduction="mean"):
    losses = (pairwise_distance(
        anchor, positive, p, eps
    ) - pairwise_distance(anchor, negative, p, eps) + margin).clamp(min=0)
    return losses if reduction == "none" else getattr(losses, reduction)()


def __getattr__(name):
    function = None if name.startswith("_") else function_of(host.torch.nn.functional, name, "torch.nn.functional")
    if function is None:
        known = {snake_case(each) for each in host.namesOf(host.torch.nn.functional)}
        raise missing_name("module 'torch.nn.functional'", name, known)
    camel = camel_case(name)

    def wrapper(*args, **keywords):
        require_known(FUNCTIONS, name, keywords)
        return _promotion.call(camel, function, args, keywords, __name__)

    wrapper.__name__ = wrapper.__qualname__ = name
    wrapper.__module__ = __name__
    globals()[name] = wrapper
    return wrapper
