"""The network in PyTorch, without input sizes."""

import torch
from torch import nn

model = nn.Sequential(
    nn.LazyConv2d(32, 3),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.LazyConv2d(64, 3),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.LazyConv2d(64, 3),
    nn.ReLU(),
    nn.Flatten(),
    nn.LazyLinear(64),
    nn.ReLU(),
    nn.LazyLinear(10),
)

# The first batch fixes every size.
model(torch.zeros(1, 3, 32, 32))
print(model[9].in_features)
weights = model.parameters()
print(sum(w.numel() for w in weights))
