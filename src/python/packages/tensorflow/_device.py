"""Devices: the processor is the one that there is, under as many names as it was given."""

_stack = []


def full_name(name):
    return f"/job:localhost/replica:0/task:0/device:{name.lstrip('/').removeprefix('device:')}"


def current():
    """The full name of the device that things are made on."""
    return full_name(_stack[-1] if _stack else "/CPU:0")


def place(layer):
    """The weights of a layer that were made just now are on the current device."""
    if _stack:
        for variable in layer.weights:
            variable.__dict__.setdefault("device", current())


class device:
    """What is made inside is said to be on a device."""

    def __init__(self, device_name):
        self._name = device_name

    def __enter__(self):
        _stack.append(self._name)

    def __exit__(self, *_):
        _stack.pop()
