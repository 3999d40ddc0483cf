"""Fashion-MNIST in PyTorch: the loop is always one's own."""

# %% data and model
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

torch.manual_seed(42)
train = datasets.FashionMNIST(
    "data",
    train=True,
    download=True,
    transform=transforms.ToTensor(),
)
loader = DataLoader(train, batch_size=32, shuffle=True)

model = nn.Sequential(
    nn.Flatten(),
    nn.Linear(28 * 28, 128),
    nn.ReLU(),
    nn.Linear(128, 10),
)
loss_function = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(
    model.parameters(), lr=1e-3
)

# %% loop
for epoch in range(2):
    total, count, correct = 0.0, 0, 0
    for images, labels in loader:
        model.train()  # <2>
        logits = model(images)  # <1>
        loss = loss_function(logits, labels)  # <3>

        optimizer.zero_grad()
        loss.backward()  # <4>
        optimizer.step()  # <5>

        guess = logits.argmax(dim=1)
        correct += (guess == labels).sum().item()
        total += loss.item() * len(labels)
        count += len(labels)
    print(f"loss {total / count:.4f}", end=" ")
    print(f"accuracy {correct / count:.4f}")
