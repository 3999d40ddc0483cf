# %% before
import torch
from torch import nn

images = torch.zeros(32, 1, 28, 28)

# %% wrong
layer = nn.Linear(784, 10)
logits = layer(images)

# %% right
layer = nn.Linear(784, 10)
logits = layer(images.flatten(1))
