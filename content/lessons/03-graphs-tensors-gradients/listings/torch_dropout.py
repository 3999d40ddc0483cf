"""What dropout does in training and in use, in PyTorch."""

import torch
from torch import nn

torch.manual_seed(42)
dropout = nn.Dropout(0.2)
ones = torch.ones(1, 1000)

trained = dropout(ones)  # <1>
print(trained.unique())
used = dropout.eval()(ones)
print(used.unique())
