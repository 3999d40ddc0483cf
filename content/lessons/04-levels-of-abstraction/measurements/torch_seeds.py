"""Train the lesson's network in PyTorch with several seeds and write one CSV row an epoch.

Usage: python torch_seeds.py > rows.csv
"""

import torch
from torch import nn
from torchvision import datasets

TRAIN = datasets.FashionMNIST("data", train=True, download=True)
TEST = datasets.FashionMNIST("data", train=False, download=True)
EPOCHS = 2


def scaled(part):
    return part.data.float() / 255, part.targets


def run(seed):
    torch.manual_seed(seed)
    (images, labels), (test_images, test_labels) = scaled(TRAIN), scaled(TEST)
    model = nn.Sequential(
        nn.Flatten(), nn.Linear(28 * 28, 128), nn.ReLU(), nn.Linear(128, 10)
    )
    loss_function = nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(EPOCHS):
        total, correct = 0.0, 0
        for batch in torch.randperm(len(images)).split(32):
            logits = model(images[batch])
            loss = loss_function(logits, labels[batch])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
            correct += (logits.argmax(1) == labels[batch]).sum().item()
        with torch.no_grad():
            test_correct = (model(test_images).argmax(1) == test_labels).sum().item()
        print(
            f"torch,{seed},{epoch + 1},{total / len(images):.4f},"
            f"{correct / len(images):.4f},{test_correct / len(test_images):.4f}",
            flush=True,
        )


for seed in range(5):
    run(seed)
