"""torch.nn.utils."""

from _duet.host import host
from _duet.bridge import function_of
from _duet.names import missing_name, snake_case

from torch._tensor import Tensor


from torch.nn.utils import rnn  # noqa: E402


def _list_first(name):
    function = function_of(host.torch.nn.utils, name, "torch.nn.utils")

    def wrapper(parameters, *args, **keywords):
        return function([parameters] if isinstance(parameters, Tensor) else list(parameters), *args, **keywords)

    wrapper.__name__ = wrapper.__qualname__ = name
    return wrapper


def __getattr__(name):
    if name.startswith("__") or function_of(host.torch.nn.utils, name, "") is None:
        known = {snake_case(each) for each in host.namesOf(host.torch.nn.utils)}
        raise missing_name("module 'torch.nn.utils'", name, known)
    globals()[name] = _list_first(name)
    return globals()[name]
