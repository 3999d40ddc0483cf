"""Generators of random numbers."""

from _duet.host import host
from _duet.bridge import converts_to_host


class Generator:
    __module__ = "torch._C"

    def __init__(self, device="cpu"):
        self._js = host.newInstance(host.torch.Generator)

    def manual_seed(self, seed):
        self._js.manualSeed(seed)
        return self

    def initial_seed(self):
        return int(self._js.initialSeed())


@converts_to_host(Generator)
def _generator_to_host(generator):
    return generator._js


default_generator = Generator.__new__(Generator)
default_generator._js = host.defaultGenerator


def initial_seed():
    return int(host.torch.initialSeed())


def seed():
    return int(host.torch.seed())


def get_rng_state():
    return host.torch.getRngState()
