"""torch.nn.init."""

from _duet.host import host
from _duet.bridge import function_of
from _duet.names import missing_name, snake_case


def _calculate_fan_in_and_fan_out(tensor):
    if tensor.ndim < 2:
        raise ValueError("Fan in and fan out can not be computed for tensor with fewer than 2 dimensions")
    field = tensor[0][0].numel()
    return tensor.size(1) * field, tensor.size(0) * field


def __getattr__(name):
    function = None if name.startswith("__") else function_of(host.torch.nn.init, name, "torch.nn.init")
    if function is None:
        raise missing_name(
            "module 'torch.nn.init'", name, {snake_case(each) for each in host.namesOf(host.torch.nn.init)}
        )
    globals()[name] = function
    return function
