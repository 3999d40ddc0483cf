"""The public names of PyTorch's namespaces and of some classes: what a name of the dialect has to be found in.

"announced" are those that PyTorch means for its users, without the names that a file merely imports.
"""

import types

import torch

# Parts of torch import it when they are first used; dir(torch) has it from then on, whichever cases ran before.
import torch.onnx
from torchvision_transforms import transforms

NAMESPACES = {
    "torch": torch,
    "torch.Tensor": torch.Tensor,
    "torch.Generator": torch.Generator,
    "torch.autograd": torch.autograd,
    "torch.linalg": torch.linalg,
    "torch.nn": torch.nn,
    "torch.nn.Module": torch.nn.Module,
    "torch.nn.functional": torch.nn.functional,
    "torch.nn.init": torch.nn.init,
    "torch.nn.utils": torch.nn.utils,
    "torch.optim": torch.optim,
    "torch.optim.Optimizer": torch.optim.Optimizer,
    "torch.optim.lr_scheduler": torch.optim.lr_scheduler,
    "torch.optim.lr_scheduler.LRScheduler": torch.optim.lr_scheduler.LRScheduler,
    "torch.utils.data": torch.utils.data,
    "torchvision.transforms": transforms,
}

# Theirs are of the inside of PyTorch as well: what the dialect does not have of them is not listed.
WITHOUT_ANNOUNCED = (torch, torch.Tensor)


def cases():
    return [case(name, namespace) for name, namespace in NAMESPACES.items()]


def case(name, namespace):
    is_listed = namespace not in WITHOUT_ANNOUNCED and not isinstance(namespace, type)
    return {
        "name": name,
        "names": public(namespace),
        **({"announced": announced(namespace)} if is_listed else {}),
    }


def public(namespace):
    return sorted(name for name in dir(namespace) if not name.startswith("_"))


def announced(namespace):
    if namespace is torch.nn:
        return sorted(torch.nn.modules.__all__)
    if namespace is transforms:
        return [name for name in public(transforms) if is_current(transforms, name)]
    names = getattr(namespace, "__all__", None) or functions(namespace)
    return sorted(name for name in names if is_current(namespace, name))


def functions(namespace):
    """For namespaces that announce nothing themselves: their own functions, and those that are written in C++."""
    homes = (namespace.__name__, "torch", "torch._C._nn", "torch._C._linalg")
    return [name for name in public(namespace) if name.islower() and home(namespace, name) in homes]


def home(namespace, name):
    value = getattr(namespace, name)
    return getattr(value, "__module__", None) if callable(value) else None


def is_current(namespace, name):
    """Not a namespace within, and of two names that differ in an underscore at the end not the one that is out of use."""
    if name.startswith("_") or isinstance(getattr(namespace, name), types.ModuleType):
        return False
    return not name.endswith("_") if namespace is torch.nn.functional else not hasattr(namespace, f"{name}_")
