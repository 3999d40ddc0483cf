"""The public names of PyTorch's namespaces: what a name of the dialect has to be found in."""

import torch

# Parts of torch import it when they are first used; dir(torch) has it from then on, whichever cases ran before.
import torch.onnx
from torchvision_transforms import transforms

NAMESPACES = {
    "torch": torch,
    "torch.Tensor": torch.Tensor,
    "torch.autograd": torch.autograd,
    "torch.linalg": torch.linalg,
    "torch.nn": torch.nn,
    "torch.nn.functional": torch.nn.functional,
    "torch.nn.init": torch.nn.init,
    "torch.nn.utils": torch.nn.utils,
    "torch.optim": torch.optim,
    "torch.optim.lr_scheduler": torch.optim.lr_scheduler,
    "torch.utils.data": torch.utils.data,
    "torchvision.transforms": transforms,
}


def cases():
    return [{"name": name, "names": public(namespace)} for name, namespace in NAMESPACES.items()]


def public(namespace):
    return sorted(name for name in dir(namespace) if not name.startswith("_"))
