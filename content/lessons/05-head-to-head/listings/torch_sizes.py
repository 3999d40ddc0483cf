# %% model
import torch
from torch import nn

# %% no size (raises)
nn.Linear(out_features=20)

# %% wrong size (raises)
nn.Linear(10, 20)(torch.zeros(1, 12))

# %% lazy
lazy = nn.Sequential(
    nn.LazyLinear(20),
    nn.ReLU(),
    nn.LazyLinear(5),
)
lazy(torch.zeros(1, 10))
print(sum(p.numel() for p in lazy.parameters()))
