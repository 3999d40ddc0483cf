"""A schedule of one's own in PyTorch: one rate an epoch."""

# %% imports
import math

import torch
from torch import nn


# %% schedule
def cosine(start, end, position):
    height = (1 + math.cos(math.pi * position)) / 2
    return end + (start - end) * height


def one_cycle(progress, peak):
    """Rate at a progress of 0 to 1: up for 0.3, then down."""
    if progress < 0.3:
        return cosine(peak / 2, peak, progress / 0.3)
    return cosine(peak, peak / 3, (progress - 0.3) / 0.7)


# %% data and model
images = torch.rand(64, 28, 28)
labels = torch.arange(64) % 10
model = nn.Sequential(nn.Flatten(), nn.Linear(28 * 28, 10))
loss_function = nn.CrossEntropyLoss()

# %% train
epochs = 4
optimizer = torch.optim.Adam(model.parameters(), lr=1.0)  # <1>
scheduler = torch.optim.lr_scheduler.LambdaLR(  # <2>
    optimizer, lambda epoch: one_cycle(epoch / epochs, peak=1e-3)
)
rates = []
for epoch in range(epochs):
    rates.append(scheduler.get_last_lr()[0])  # <4>
    loss = loss_function(model(images), labels)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    scheduler.step()  # <3>
for rate in rates:
    print(f"{rate:.10f}")
