"""torchvision.transforms, also where torchvision's own operators do not load.

The packages of torchvision for Linux are built for CUDA. Next to a torch for processors alone the operators are missing,
and torchvision then fails as it describes two of them. The transforms use none: it is enough that those two have names.
"""

import torch

MISSING = ("nms", "qnms")


def load():
    from torchvision import transforms

    return transforms


try:
    transforms = load()
except RuntimeError:
    operators = torch.library.Library("torchvision", "FRAGMENT")
    for name in MISSING:
        operators.define(f"{name}(Tensor boxes, Tensor scores, float threshold) -> Tensor")
    transforms = load()
