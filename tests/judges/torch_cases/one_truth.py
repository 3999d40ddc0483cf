"""The losses of networks from given weights, which Keras must have as well (keras_cases/one_truth.py)."""

import one_truth
import torch
from torch import nn

MODULES = {
    "linear regression": lambda: nn.Sequential(nn.Linear(3, 1)),
    "MLP with BatchNorm": lambda: nn.Sequential(
        nn.Linear(12, 16, bias=False),
        nn.BatchNorm1d(16),
        nn.ReLU(),
        nn.Dropout(0),
        nn.Linear(16, 8),
        nn.ReLU(),
        nn.Linear(8, 3),
    ),
    "CNN for CIFAR-10": lambda: nn.Sequential(
        nn.Conv2d(3, 32, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(64, 64, 3),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(1024, 64),
        nn.ReLU(),
        nn.Linear(64, 10),
    ),
}
OPTIMIZERS = {
    "SGD": lambda parameters: torch.optim.SGD(parameters, lr=0.02, momentum=0.9),
    "Adam": lambda parameters: torch.optim.Adam(parameters, lr=0.001),
}


def train(network, optimizer_name, parameters, batches):
    module = MODULES[network["name"]]()
    with torch.no_grad():
        for name, parameter in module.named_parameters():
            parameter.copy_(torch.from_numpy(parameters[name]))
    criterion = nn.CrossEntropyLoss() if network["classes"] else nn.MSELoss()
    optimizer = OPTIMIZERS[optimizer_name](module.parameters())
    losses = []
    for samples, targets in batches:
        optimizer.zero_grad()
        loss = criterion(module(torch.from_numpy(samples)), torch.from_numpy(targets))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


def cases():
    return one_truth.cases(train)
