"""torch.accelerator: a page's one device is the CPU to PyTorch's programs, wherever the dialect computes."""


def is_available():
    return False


def device_count():
    return 0


def current_accelerator(check_available=False):
    return None
