"""Two hidden units: optimizers race on the loss, with PyTorch.

    python loss_surface_torch.py

Needs torch. Prints the losses of every hundredth epoch; `surface` has those of the grid.
"""


# %% Imports
from functools import partial

import torch
from torch import nn, optim


# %% Data
torch.manual_seed(42)
x = 4 * torch.rand(40, 1) - 2
y = torch.tanh(3 * x) + torch.tanh(-x)
y = y + 0.1 * torch.randn(40, 1)
drawn = nn.Linear(1, 2, bias=False)
start = drawn.weight.flatten().tolist()


# %% Surface
first = torch.linspace(-4, 5, 11)
second = torch.linspace(-4, 5, 11)
# All outputs at once: [rows, columns, points].
first = first[None, :, None]
second = second[:, None, None]
inputs = x.flatten()
first = torch.tanh(first * inputs)
second = torch.tanh(second * inputs)
outputs = first + second
surface = (outputs - y.flatten()).square().mean(-1)


# %% Race
racers = {
    "SGD": partial(optim.SGD, lr=0.1),
    "SGD, momentum": partial(
        optim.SGD, lr=0.1, momentum=0.9
    ),
    "SGD, Nesterov": partial(
        optim.SGD, lr=0.1, momentum=0.9, nesterov=True
    ),
    "Adagrad": partial(optim.Adagrad, lr=0.1),
    "RMSprop": partial(optim.RMSprop, lr=0.01),
    "Adadelta": partial(optim.Adadelta, lr=1.0),
    "Adam": partial(optim.Adam, lr=0.05),
    "AdamW": partial(optim.AdamW, lr=0.05),
}
losses = {name: [] for name in racers}
for name, create in racers.items():
    hidden = nn.Linear(1, 2, bias=False)
    frozen = nn.Linear(2, 1, bias=False)
    frozen.requires_grad_(False).weight.fill_(1)
    with torch.no_grad():
        hidden.weight[:, 0] = torch.tensor(start)
    model = nn.Sequential(hidden, nn.Tanh(), frozen)
    optimizer = create(hidden.parameters())
    for epoch in range(100):
        loss = nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses[name].append(loss.item())
    printed = losses[name][99::100]
    print(name, *(f"{loss:.4f}" for loss in printed))
