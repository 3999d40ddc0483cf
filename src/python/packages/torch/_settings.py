"""Settings of programs that say nothing here: there is one device, one thread and one way to compute."""

from torch._types import float32
from torch.device import device


def get_default_dtype():
    return float32


def set_default_dtype(d):
    if d is not float32:
        raise RuntimeError(f"{d} as the default is not in the browser yet. Name it where you make a tensor: dtype={d}.")


def get_default_device():
    return device("cpu")


def set_default_device(device):
    from torch.device import require_here

    require_here(device)


def get_num_threads():
    return 1


def set_num_threads(number):
    return None


def get_float32_matmul_precision():
    return "highest"


def set_float32_matmul_precision(precision):
    return None


_deterministic = {"mode": False, "warn_only": False}


def use_deterministic_algorithms(mode, *, warn_only=False):
    _deterministic.update(mode=bool(mode), warn_only=bool(warn_only))


def are_deterministic_algorithms_enabled():
    return _deterministic["mode"]


def is_deterministic_algorithms_warn_only_enabled():
    return _deterministic["warn_only"]
