"""tf.distribute: a model on several devices. A page has one, so a strategy is one replica on it."""

from contextlib import contextmanager

_stack = []


class Strategy:
    """Where variables are made and steps run: the one device."""

    num_replicas_in_sync = 1

    @contextmanager
    def scope(self):
        _stack.append(self)
        try:
            yield self
        finally:
            _stack.pop()

    def run(self, fn, args=(), kwargs=None, options=None):
        return fn(*args, **(kwargs or {}))

    def reduce(self, reduce_op, value, axis):
        import tensorflow

        if axis is None:
            return value
        is_sum = str(reduce_op).rpartition(".")[2].upper() == "SUM"
        return (tensorflow.reduce_sum if is_sum else tensorflow.reduce_mean)(value, axis)

    def experimental_distribute_dataset(self, dataset, options=None):
        return dataset


class MirroredStrategy(Strategy):
    """A replica on each device, which is one here."""

    def __init__(self, devices=None, cross_device_ops=None):
        names = [devices] if isinstance(devices, str) else list(devices or [None])
        if len(names) > 1:
            error = RuntimeError(f"MirroredStrategy of {len(names)} devices: the browser has one.")
            error.add_note("As a script or as a notebook the program runs on several.")
            raise error


class OneDeviceStrategy(Strategy):
    def __init__(self, device):
        self._device = device


class ReduceOp:
    """How values of replicas become one."""

    SUM = "SUM"
    MEAN = "MEAN"


_default = Strategy()


def get_strategy():
    return _stack[-1] if _stack else _default


def has_strategy():
    return bool(_stack)

