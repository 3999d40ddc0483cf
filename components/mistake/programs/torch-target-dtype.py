# %% before
import torch
from torch import nn

logits = torch.zeros(4, 3)
labels = torch.tensor([0.0, 1.0, 2.0, 0.0])  # as a table of floats gives them
criterion = nn.CrossEntropyLoss()

# %% wrong
loss = criterion(logits, labels)

# %% right
loss = criterion(logits, labels.long())
