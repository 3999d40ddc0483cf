"""Linear regression: optimizers race on the loss, with PyTorch.

    python loss_surface_torch.py

Needs torch. Prints the losses of every hundredth epoch; `surface` has those of the grid.
"""


# %% Imports
from functools import partial

import torch
from torch import nn, optim


# %% Data
torch.manual_seed(42)
x = 2 * torch.rand(100, 1)
y = 4 + 3 * x + 0.1 * torch.randn(100, 1)
drawn = nn.Linear(1, 1)
start = [drawn.weight.item(), drawn.bias.item()]


# %% Surface
first = torch.linspace(-2, 8, 11)
second = torch.linspace(-1, 9, 11)
# All outputs at once: [rows, columns, points].
first = first[None, :, None]
second = second[:, None, None]
inputs = x.flatten()
outputs = first * inputs + second
surface = (outputs - y.flatten()).square().mean(-1)


# %% Race
racers = {
    "SGD": partial(optim.SGD, lr=0.01),
    "SGD, momentum": partial(
        optim.SGD, lr=0.01, momentum=0.9
    ),
    "SGD, Nesterov": partial(
        optim.SGD, lr=0.01, momentum=0.9, nesterov=True
    ),
    "Adagrad": partial(optim.Adagrad, lr=0.5),
    "RMSprop": partial(optim.RMSprop, lr=0.01),
    "Adadelta": partial(optim.Adadelta, lr=1.0),
    "Adam": partial(optim.Adam, lr=0.05),
    "AdamW": partial(optim.AdamW, lr=0.05),
}
losses = {name: [] for name in racers}
for name, create in racers.items():
    model = nn.Linear(1, 1)
    nn.init.constant_(model.weight, start[0])
    nn.init.constant_(model.bias, start[1])
    optimizer = create(model.parameters())
    for epoch in range(100):
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses[name].append(loss.item())
    printed = losses[name][99::100]
    print(name, *(f"{loss:.4f}" for loss in printed))
