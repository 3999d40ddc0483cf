"""torch.nn."""

from _duet.host import host
from _duet.names import missing_name, star_names

from torch.nn import functional, init, modules, parallel, utils
from torch.nn.composed import (
    ConstantPad1d, ConstantPad2d, CosineSimilarity, PairwiseDistance, ParameterDict, ReflectionPad1d, ReflectionPad2d,
    ReplicationPad1d, ReplicationPad2d, RMSNorm, TripletMarginLoss, ZeroPad1d, ZeroPad2d
)
from torch.nn.containers import ModuleDict, ModuleList, ParameterList, Sequential
from torch.nn.layers import layer_class
from torch.nn.module import Module
from torch.nn.parallel import DataParallel
from torch.nn.parameter import Parameter


def __getattr__(name):
    if name == "__all__":
        return star_names(globals(), host.namesOf(host.torch.nn), layer_class)
    made = None if name.startswith("_") else layer_class(name)
    if made is None:
        raise missing_name("module 'torch.nn'", name, host.namesOf(host.torch.nn))
    globals()[name] = made
    return made
