"""A copy forgotten: the meta device stands in for a GPU."""

import torch
from torch import nn

layer = nn.Linear(10, 5).to("meta")
try:
    layer(torch.randn(20, 10))
except RuntimeError as error:
    print(error)
