"""torch.distributions: the few that first programs draw from."""

import math

from torch._creation import tensor
from torch._tensor import Tensor
from torch._types import Size, float32


def _tensor(value):
    return value if isinstance(value, Tensor) else tensor(value, dtype=float32)


class Distribution:
    def __init__(self, batch_shape):
        self.batch_shape = Size(batch_shape)
        self.event_shape = Size()

    def _shape(self, sample_shape):
        return (*sample_shape, *self.batch_shape)

    def sample(self, sample_shape=()):
        import torch

        with torch.no_grad():
            return self._draw(sample_shape)

    @property
    def stddev(self):
        return self.variance.sqrt()

    def __repr__(self):
        facts = ", ".join(f"{name}: {_shown(vars(self)[name])}" for name in self._shown if name in vars(self))
        return f"{type(self).__name__}({facts})"


def _shown(value):
    return f"{value}" if value.numel() == 1 else str(value.size())


class Normal(Distribution):
    _shown = ("loc", "scale")

    def __init__(self, loc, scale, validate_args=None):
        import torch

        self.loc, self.scale = torch.broadcast_tensors(_tensor(loc), _tensor(scale))
        super().__init__(self.loc.shape)

    mean = property(lambda self: self.loc)
    variance = property(lambda self: self.scale**2)

    def _draw(self, sample_shape):
        import torch

        shape = self._shape(sample_shape)
        return torch.normal(self.loc.expand(shape), self.scale.expand(shape))

    def rsample(self, sample_shape=()):
        import torch

        return self.loc + torch.randn(self._shape(sample_shape)) * self.scale

    def log_prob(self, value):
        return -((value - self.loc) ** 2) / (2 * self.variance) - self.scale.log() - math.log(math.sqrt(2 * math.pi))

    def entropy(self):
        return 0.5 + 0.5 * math.log(2 * math.pi) + self.scale.log()

    def cdf(self, value):
        return 0.5 * (1 + ((value - self.loc) / self.scale / math.sqrt(2)).erf())


class Uniform(Distribution):
    _shown = ("low", "high")

    def __init__(self, low, high, validate_args=None):
        import torch

        self.low, self.high = torch.broadcast_tensors(_tensor(low), _tensor(high))
        super().__init__(self.low.shape)

    mean = property(lambda self: (self.low + self.high) / 2)
    variance = property(lambda self: (self.high - self.low) ** 2 / 12)

    def rsample(self, sample_shape=()):
        import torch

        return self.low + torch.rand(self._shape(sample_shape)) * (self.high - self.low)

    _draw = rsample

    def log_prob(self, value):
        is_inside = (value >= self.low) & (value < self.high)
        return is_inside.float().log() - (self.high - self.low).log()

    def entropy(self):
        return (self.high - self.low).log()


class Bernoulli(Distribution):
    _shown = ("probs", "logits")

    def __init__(self, probs=None, logits=None, validate_args=None):
        if probs is None:
            self.logits = _tensor(logits)
        else:
            self.probs = _tensor(probs)
        super().__init__((self.logits if probs is None else self.probs).shape)

    def __getattr__(self, name):
        if name == "probs":
            self.probs = self.logits.sigmoid()
        elif name == "logits":
            self.logits = self.probs.log() - (-self.probs).log1p()
        else:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        return vars(self)[name]

    mean = property(lambda self: self.probs)
    variance = property(lambda self: self.probs * (1 - self.probs))

    def _draw(self, sample_shape):
        import torch

        return torch.bernoulli(self.probs.expand(self._shape(sample_shape)))

    def log_prob(self, value):
        return value * self.logits.sigmoid().log() + (1 - value) * (-self.logits).sigmoid().log()

    def entropy(self):
        return -(self.probs * self.probs.log() + (1 - self.probs) * (1 - self.probs).log())


class Categorical(Distribution):
    _shown = ("probs", "logits")

    def __init__(self, probs=None, logits=None, validate_args=None):
        if probs is None:
            self.logits = _tensor(logits) - _tensor(logits).logsumexp(-1, keepdim=True)
        else:
            self.probs = _tensor(probs) / _tensor(probs).sum(-1, keepdim=True)
        super().__init__((self.logits if probs is None else self.probs).shape[:-1])

    def __getattr__(self, name):
        if name == "probs":
            self.probs = self.logits.softmax(-1)
        elif name == "logits":
            self.logits = self.probs.log()
        else:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'")
        return vars(self)[name]

    def _draw(self, sample_shape):
        import torch

        rows = self.probs.reshape(-1, self.probs.size(-1))
        count = math.prod(sample_shape)
        return torch.multinomial(rows, count, True).T.reshape(self._shape(sample_shape))

    def log_prob(self, value):
        logits = self.logits.expand((*value.shape, self.logits.size(-1)))
        return logits.gather(-1, value.long()[..., None]).squeeze(-1)

    def entropy(self):
        return -(self.logits * self.probs).sum(-1)
