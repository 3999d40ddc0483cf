"""Train the lesson's network in PyTorch with many seeds and write one CSV row a run.

Usage: python torch_seeds.py short|full > rows.csv
"""

import math
import sys

import torch
from torch import nn
from torch.nn import functional as F
from torchvision import datasets

TRAIN = datasets.CIFAR10("data", train=True, download=True)
TEST = datasets.CIFAR10("data", train=False, download=True)


def tensors(dataset, count, scaling):
    images = torch.from_numpy(dataset.data[:count]).permute(0, 3, 1, 2) / 255
    if scaling == "minusOneToOne":
        images = images * 2 - 1
    return images, torch.tensor(dataset.targets[:count])


def network():
    return nn.Sequential(
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
    )


def start_like_keras(model):
    for layer in model:
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)


def run(
    train_images, test_images, epochs, scaling, validation_split, first_weights, seed
):
    torch.manual_seed(seed)
    model = network()
    if first_weights == "glorot":
        start_like_keras(model)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    kept = math.floor(train_images * (1 - validation_split))
    images, labels = tensors(TRAIN, kept, scaling)
    for _ in range(epochs):
        running_loss = 0.0
        batches = torch.randperm(kept).split(32)
        for batch in batches:
            loss = F.cross_entropy(model(images[batch]), labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            running_loss += loss.item()
    images, labels = tensors(TEST, test_images, scaling)
    with torch.no_grad():
        predicted = torch.cat([model(part) for part in images.split(500)]).argmax(1)
    accuracy = (predicted == labels).float().mean().item()
    print(
        f"torch,{train_images},{test_images},{epochs},{scaling},"
        f"{validation_split},{first_weights},{seed},"
        f"{running_loss / len(batches):.4f},{accuracy:.4f}",
        flush=True,
    )


if sys.argv[1] == "short":
    for seed in range(10):
        for scaling in ("zeroToOne", "minusOneToOne"):
            for validation_split in (0.0, 0.3):
                run(10_000, 2_000, 2, scaling, validation_split, "default", seed)
        run(10_000, 2_000, 2, "minusOneToOne", 0.0, "glorot", seed)
else:
    for seed in range(4):
        run(50_000, 10_000, 10, "minusOneToOne", 0.0, "default", seed)
        run(50_000, 10_000, 10, "minusOneToOne", 0.0, "glorot", seed)
