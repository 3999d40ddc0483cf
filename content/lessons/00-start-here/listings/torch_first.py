"""A first network in PyTorch: read digits, learn, test."""

# %% data
import torch
from torch import nn
from torch.utils.data import DataLoader, Subset
from torchvision import datasets, transforms

torch.manual_seed(42)

to_tensor = transforms.ToTensor()  # 0 to 255 -> 0 to 1
train = datasets.MNIST("data", train=True, download=True, transform=to_tensor)
test = datasets.MNIST("data", train=False, download=True, transform=to_tensor)
batches = DataLoader(Subset(train, range(4000)), batch_size=32, shuffle=True)
test_batches = DataLoader(Subset(test, range(1000)), batch_size=500)

# %% network
model = nn.Sequential(
    nn.Flatten(),
    nn.Linear(28 * 28, 32),
    nn.ReLU(),
    nn.Linear(32, 10),
)
print(sum(p.numel() for p in model.parameters()))

# %% train
loss_function = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters())
for epoch in range(3):
    for images, labels in batches:
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

# %% test (not recorded)
with torch.no_grad():
    correct = sum(
        (model(images).argmax(1) == labels).sum().item()
        for images, labels in test_batches
    )
print(f"test accuracy {correct / 1000:.2f}")
