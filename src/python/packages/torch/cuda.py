"""torch.cuda: a page's one device is the CPU to PyTorch's programs, wherever the dialect computes."""


def is_available():
    return False


def device_count():
    return 0


def is_initialized():
    return False


def memory_allocated(device=None):
    return 0


max_memory_allocated = memory_reserved = max_memory_reserved = memory_allocated


def _refuse(device=None):
    raise AssertionError("Torch not compiled with CUDA enabled")


current_device = set_device = synchronize = _refuse
get_device_capability = get_device_name = get_device_properties = _refuse


def empty_cache():
    return None


def manual_seed_all(seed):
    return None


def manual_seed(seed):
    return None
