"""torch.nn.Parameter."""

from _duet.host import host
from _duet.bridge import to_host

from torch._promotion import set_type
from torch._tensor import Tensor


class Parameter(Tensor):
    __slots__ = ()

    def __new__(cls, data=None, requires_grad=True):
        made = super().__new__(cls)
        if data is not None:
            js = host.newInstance(host.torch.nn.Parameter, to_host(data), requires_grad)
            made._stand_for(js, host.kindOf(js))
            if isinstance(data, Tensor) and data._kind is not None:
                set_type(made, data._kind)
        return made

    def __init__(self, data=None, requires_grad=True):
        pass

    def __reduce_ex__(self, protocol):
        from collections import OrderedDict

        from torch import _utils

        return _utils._rebuild_parameter, (self.data, self.requires_grad, OrderedDict())

    def __deepcopy__(self, memo):
        copy = Parameter(self.detach().clone(), self.requires_grad)
        memo[id(self)] = copy
        return copy
