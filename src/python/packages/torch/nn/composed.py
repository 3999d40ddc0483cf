"""Layers that are made of functions."""

from torch.nn import functional as F
from torch.nn.module import Module
from torch.nn.parameter import Parameter


def _pair(value, count):
    return (value,) * count if isinstance(value, (int, float)) else tuple(value)


class _Pad(Module):
    _mode = "constant"
    _axes = 2
    _value = None

    def __init__(self, padding, value=None):
        super().__init__()
        self.padding = _pair(padding, 2 * self._axes)
        self.value = value if self._value is None else self._value

    def forward(self, input):
        return F.pad(
            input, self.padding, mode=self._mode, **({} if self._mode != "constant" else {"value": self.value})
        )

    def extra_repr(self):
        shown = self._mode == "constant" and self._value is None
        return f"padding={self.padding}, value={self.value}" if shown else f"{self.padding}"


def _pad(name, mode, axes, value=None):
    facts = {"_mode": mode, "_axes": axes, "_value": value, "__module__": "torch.nn.modules.padding"}
    return type(name, (_Pad,), facts)


ZeroPad1d, ZeroPad2d = (_pad(f"ZeroPad{axes}d", "constant", axes, 0.0) for axes in (1, 2))
ConstantPad1d, ConstantPad2d = (_pad(f"ConstantPad{axes}d", "constant", axes) for axes in (1, 2))
ReflectionPad1d, ReflectionPad2d = (_pad(f"ReflectionPad{axes}d", "reflect", axes) for axes in (1, 2))
ReplicationPad1d, ReplicationPad2d = (_pad(f"ReplicationPad{axes}d", "replicate", axes) for axes in (1, 2))


class CosineSimilarity(Module):
    __module__ = "torch.nn.modules.distance"

    def __init__(self, dim=1, eps=1e-8):
        super().__init__()
        self.dim = dim
        self.eps = eps

    def forward(self, x1, x2):
        return F.cosine_similarity(x1, x2, self.dim, self.eps)


class PairwiseDistance(Module):
    __module__ = "torch.nn.modules.distance"

    def __init__(self, p=2.0, eps=1e-6, keepdim=False):
        super().__init__()
        self.norm = p
        self.eps = eps
        self.keepdim = keepdim

    def forward(self, x1, x2):
        return F.pairwise_distance(x1, x2, self.norm, self.eps, self.keepdim)


class TripletMarginLoss(Module):
    __module__ = "torch.nn.modules.loss"

    def __init__(self, margin=1.0, p=2.0, eps=1e-6, reduction="mean"):
        super().__init__()
        self.margin = margin
        self.p = p
        self.eps = eps
        self.reduction = reduction

    def forward(self, anchor, positive, negative):
        return F.triplet_margin_loss(anchor, positive, negative, self.margin, self.p, self.eps, self.reduction)


class RMSNorm(Module):
    __module__ = "torch.nn.modules.normalization"

    def __init__(self, normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None):
        import torch

        super().__init__()
        self.normalized_shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
        self.eps = eps
        self.elementwise_affine = elementwise_affine
        self.weight = Parameter(torch.ones(self.normalized_shape)) if elementwise_affine else None

    def forward(self, x):
        return F.rms_norm(x, self.normalized_shape, self.weight, self.eps)

    def extra_repr(self):
        return f"{self.normalized_shape}, eps={self.eps}, elementwise_affine={self.elementwise_affine}"


class ParameterDict(Module):
    __module__ = "torch.nn.modules.container"

    def __init__(self, parameters=None):
        super().__init__()
        self.update(parameters or {})

    def __getitem__(self, key):
        return self._parameters[key]

    def __setitem__(self, key, value):
        self.register_parameter(key, value if isinstance(value, Parameter) else Parameter(value))

    def __len__(self):
        return len(self._parameters)

    def __iter__(self):
        return iter(self._parameters)

    def __contains__(self, key):
        return key in self._parameters

    def keys(self):
        return self._parameters.keys()

    def values(self):
        return self._parameters.values()

    def items(self):
        return self._parameters.items()

    def update(self, parameters):
        for key, value in dict(parameters).items():
            self[key] = value
