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
model = nn.Sequential(nn.Linear(2, 32), nn.ReLU(), nn.Dropout(0.5), nn.Linear(32, 3))
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters(), lr=0.03)
curve = []


def train_step():
    model.train()
    optimizer.zero_grad()
    criterion(model(x), y).backward()
    optimizer.step()


# %% wrong
for step in range(100):
    train_step()
    with torch.no_grad():
        curve.append(criterion(model(x), y).item())

# %% right
for step in range(100):
    train_step()
    model.eval()
    with torch.no_grad():
        curve.append(criterion(model(x), y).item())
