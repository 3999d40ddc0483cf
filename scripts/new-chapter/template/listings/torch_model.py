"""A small network in PyTorch."""

from torch import nn

model = nn.Sequential(
    nn.Flatten(),  # <1>
    nn.Linear(28 * 28, 32),  # <2>
    nn.ReLU(),
    nn.Linear(32, 10),
)
print(sum(p.numel() for p in model.parameters()))
