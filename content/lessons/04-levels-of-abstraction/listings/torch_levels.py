"""Lesson 4 in PyTorch: one network at three levels."""

# %% imports
import torch
from torch import nn

# %% sequential
sequential = nn.Sequential(  # <1>
    nn.Flatten(),
    nn.Linear(28 * 28, 128),  # <2>
    nn.ReLU(),  # <3>
    nn.Linear(128, 10),
)
print(sum(p.numel() for p in sequential.parameters()))

# %% functional
hidden = nn.Linear(28 * 28, 128)
output = nn.Linear(128, 10)


def functional(images):  # <1>
    x = torch.flatten(images, start_dim=1)
    x = torch.relu(hidden(x))
    return output(x)


parameters = [*hidden.parameters(), *output.parameters()]  # <2>
print(sum(p.numel() for p in parameters))


# %% subclass
class Perceptron(nn.Module):  # <1>
    def __init__(self):
        super().__init__()
        self.flatten = nn.Flatten()
        self.hidden = nn.Linear(28 * 28, 128)
        self.logits = nn.Linear(128, 10)  # <2>

    def forward(self, images):  # <3>
        x = self.flatten(images)
        x = torch.relu(self.hidden(x))
        return self.logits(x)


subclassed = Perceptron()  # <4>
print(sum(p.numel() for p in subclassed.parameters()))
