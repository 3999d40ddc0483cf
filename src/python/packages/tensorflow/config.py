"""tf.config."""

from collections import namedtuple

PhysicalDevice = namedtuple("PhysicalDevice", ["name", "device_type"])
_logical_count = 1
LogicalDevice = namedtuple("LogicalDevice", ["name", "device_type"])
_CPU = PhysicalDevice("/physical_device:CPU:0", "CPU")


def list_physical_devices(device_type=None):
    return [_CPU] if device_type in (None, "CPU") else []


def list_logical_devices(device_type=None):
    if device_type not in (None, "CPU"):
        return []
    return [LogicalDevice(f"/device:CPU:{index}", "CPU") for index in range(_logical_count)]


class LogicalDeviceConfiguration:
    """A device of a processor, which has one memory here."""

    def __init__(self, memory_limit=None, **_):
        self.memory_limit = memory_limit


def set_logical_device_configuration(device, logical_devices):
    """The processor counts as so many devices; all of them are the same one."""
    global _logical_count
    _logical_count = len(logical_devices)


def set_memory_growth(device, enable):
    """Nothing: memory grows as it is needed."""


def run_functions_eagerly(run_eagerly):
    from tensorflow import _function

    _function.runs_eagerly = run_eagerly


def functions_run_eagerly():
    from tensorflow import _function

    return _function.runs_eagerly


class experimental:
    """tf.config.experimental: names from before they were tf.config's, and determinism."""

    list_physical_devices = staticmethod(list_physical_devices)
    list_logical_devices = staticmethod(list_logical_devices)
    set_memory_growth = staticmethod(set_memory_growth)

    @staticmethod
    def enable_op_determinism():
        """Nothing to do: a step computes the same each time."""
