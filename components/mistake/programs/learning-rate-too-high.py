# %% before
import math

import torch
from torch import nn

i = torch.arange(300)
y = i % 3
radius = (i + 1) / 300
angle = 4 * radius + y * 2 * math.pi / 3
x = torch.stack([radius * torch.cos(angle), radius * torch.sin(angle)], dim=1)

torch.manual_seed(42)
model = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Linear(32, 3))
criterion = nn.CrossEntropyLoss()
curve = []


def train(optimizer):
    for step in range(100):
        optimizer.zero_grad()
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        curve.append(loss.item())


# %% wrong
train(torch.optim.SGD(model.parameters(), lr=10))

# %% right
train(torch.optim.SGD(model.parameters(), lr=0.5))
