"""torch.optim."""

from _duet.host import host
from _duet.names import missing_name, star_names

from torch.optim import lr_scheduler
from torch.optim.optimizer import Optimizer, optimizer_class


def __getattr__(name):
    if name == "__all__":
        return star_names(globals(), host.namesOf(host.torch.optim), optimizer_class)
    made = None if name.startswith("_") else optimizer_class(name)
    if made is None:
        raise missing_name("module 'torch.optim'", name, host.namesOf(host.torch.optim))
    globals()[name] = made
    return made
