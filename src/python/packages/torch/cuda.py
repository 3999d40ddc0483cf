"""torch.cuda: a page's one device is the CPU to PyTorch's programs, wherever the dialect computes."""


def is_available():
    return False


def device_count():
    return 0


def synchronize(device=None):
    raise AssertionError("Torch not compiled with CUDA enabled")


def empty_cache():
    return None


def manual_seed_all(seed):
    return None


def manual_seed(seed):
    return None
