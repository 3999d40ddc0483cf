"""torch.nn.parallel: replicas of a module in several processes, of which a page has one."""

from torch.nn.module import Module


def group_missing():
    """What PyTorch raises where processes have not been told of each other."""
    return ValueError(
        "Default process group has not been initialized, please make sure to call init_process_group."
    )


class DistributedDataParallel(Module):
    def __init__(self, module, *_, **__):
        raise group_missing()


class DataParallel(Module):
    """The module itself, as PyTorch runs it where there is no second device."""

    def __init__(self, module, device_ids=None, output_device=None, dim=0):
        super().__init__()
        self.module = module

    def forward(self, *inputs, **keywords):
        return self.module(*inputs, **keywords)
