"""A network with one hidden layer and dropout for MNIST, in PyTorch."""

# %% imports
import torch
from torch import nn
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

torch.manual_seed(42)

# %% data
to_tensor = transforms.ToTensor()  # <1>
train_set = datasets.MNIST(
    "data", train=True, download=True, transform=to_tensor
)
test_set = datasets.MNIST(
    "data", train=False, download=True, transform=to_tensor
)
train_loader = DataLoader(
    train_set, batch_size=32, shuffle=True
)
test_loader = DataLoader(test_set, batch_size=32)

# %% model
model = nn.Sequential(
    nn.Flatten(),
    nn.Linear(28 * 28, 128),  # <2>
    nn.ReLU(),
    nn.Dropout(0.2),
    nn.Linear(128, 10),
)
print(sum(p.numel() for p in model.parameters()))

# %% train
loss_function = nn.CrossEntropyLoss()  # <3>
optimizer = torch.optim.Adam(model.parameters())

model.train()
for epoch in range(5):  # <4>
    for images, labels in train_loader:
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

# %% test
model.eval()  # <5>
correct = 0
with torch.no_grad():
    for images, labels in test_loader:
        answers = model(images).argmax(dim=1)
        correct += (answers == labels).sum().item()
print(f"test accuracy {correct / len(test_set):.3f}")
