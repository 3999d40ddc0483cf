"""Train the lesson's networks in PyTorch and write one CSV row an epoch.

Usage: python torch_digits.py SETTING FIRST_SEED LAST_SEED >> runs.csv
"""

import math
import sys

import torch
from torch import nn
from torch.nn import functional as F
from torchvision import datasets, transforms


def small_network():
    """The source's own for PyTorch, with its pool of 1 and its log-softmax."""
    return nn.Sequential(
        nn.Conv2d(1, 32, 3),
        nn.ReLU(),
        nn.Conv2d(32, 64, 3),
        nn.ReLU(),
        nn.MaxPool2d(1),
        nn.Flatten(),
        nn.Linear(1024, 10),
        nn.LogSoftmax(1),
    )


def large_network():
    """The source's own for Keras, written in PyTorch."""
    return nn.Sequential(
        nn.Conv2d(1, 32, 3),
        nn.ReLU(),
        nn.Conv2d(32, 64, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(9216, 1024),
        nn.ReLU(),
        nn.Linear(1024, 10),
    )


def two_pools():
    """A smaller network with a second pooling layer."""
    return nn.Sequential(
        nn.Conv2d(1, 32, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Dropout(0.5),
        nn.Linear(1600, 10),
    )


def start_like_keras(model):
    for layer in model:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)


DEFAULTS = {
    "network": small_network,
    "side": 8,
    "standardized": True,
    "batch_size": 512,
    "train_images": 60_000,
    "test_images": 10_000,
    "validation_split": 0.0,
    "shuffle": True,
    "glorot": False,
    "optimizer": torch.optim.SGD,
    "learning_rate": 0.01,
}
LARGE = {
    "network": large_network,
    "side": 28,
    "standardized": False,
    "batch_size": 32,
    "train_images": 10_000,
    "validation_split": 0.3,
}
SETTINGS = {
    "given-torch": {"shuffle": False},
    "small": {},
    "small-glorot": {"glorot": True},
    "small-batch-32": {"batch_size": 32},
    "large": LARGE,
    "large-glorot": LARGE | {"glorot": True},
    "two-pools": {
        "network": two_pools,
        "side": 28,
        "standardized": False,
        "batch_size": 128,
        "optimizer": torch.optim.Adam,
        "learning_rate": 0.001,
    },
}
EPOCHS = {"two-pools": 10}


def load(train, count, side, standardized):
    """Images and labels as the source's transforms make them."""
    steps = [transforms.ToTensor()]
    if side != 28:
        steps.insert(0, transforms.Resize((side, side)))
    if standardized:
        steps.append(transforms.Normalize((0.1307,), (0.3081,)))
    dataset = datasets.MNIST(
        "data", train=train, download=True, transform=transforms.Compose(steps)
    )
    pairs = [dataset[index] for index in range(count)]
    images, labels = zip(*pairs)
    return torch.stack(images), torch.tensor(labels)


def evaluate(model, images, labels):
    model.eval()
    with torch.no_grad():
        outputs = torch.cat([model(part) for part in images.split(500)])
    model.train()
    loss = F.cross_entropy(outputs, labels).item()
    return loss, (outputs.argmax(1) == labels).float().mean().item()


def run(name, seed, data):
    chosen = DEFAULTS | SETTINGS[name]
    (images, labels), test = data
    kept = math.floor(len(images) * (1 - chosen["validation_split"]))
    torch.manual_seed(seed)
    model = chosen["network"]()
    if chosen["glorot"]:
        start_like_keras(model)
    optimizer = chosen["optimizer"](model.parameters(), lr=chosen["learning_rate"])
    # Without a split the test images stand in for a validation set, as in the source.
    held_out = (images[kept:], labels[kept:]) if kept < len(images) else test
    for epoch in range(EPOCHS.get(name, 5)):
        order = torch.randperm(kept) if chosen["shuffle"] else torch.arange(kept)
        total = 0.0
        for batch in order.split(chosen["batch_size"]):
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        validation_loss, _ = evaluate(model, *held_out)
        _, accuracy = evaluate(model, *test)
        print(
            f"{name},torch,{seed},{epoch + 1},{total / kept:.4f},"
            f"{validation_loss:.4f},{accuracy:.4f}",
            flush=True,
        )


if __name__ == "__main__":
    chosen = DEFAULTS | SETTINGS[sys.argv[1]]
    data = [
        load(train, count, chosen["side"], chosen["standardized"])
        for train, count in (
            (True, chosen["train_images"]),
            (False, chosen["test_images"]),
        )
    ]
    for seed in range(int(sys.argv[2]), int(sys.argv[3]) + 1):
        run(sys.argv[1], seed, data)
