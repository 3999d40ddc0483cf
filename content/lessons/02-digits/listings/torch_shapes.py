"""Ask the PyTorch network for its shapes and parameters."""

import torch
from torch import nn

model = nn.Sequential(
    nn.Conv2d(1, 32, 3),
    nn.ReLU(),
    nn.Conv2d(32, 64, 3),
    nn.ReLU(),
    nn.MaxPool2d(1),  # <3>
    nn.Flatten(),
    nn.Linear(1024, 10),
    nn.LogSoftmax(dim=1),
)

x = torch.zeros(1, 1, 8, 8)
total = 0
for layer in model:
    x = layer(x)
    kind = type(layer).__name__
    count = sum(p.numel() for p in layer.parameters())  # <2>
    shape = x.shape[1:]  # <1>
    print(kind, tuple(shape), count)
    total += count
print(total)
