"""The Keras network of this lesson and its settings, in PyTorch."""

# %% imports
import torch
from torch import nn
from torch.utils.data import DataLoader, Subset
from torchvision import datasets, transforms

torch.manual_seed(42)

# %% data
dataset = datasets.MNIST(
    "data",
    train=True,
    download=True,
    transform=transforms.ToTensor(),  # 0 to 1, and 28 x 28 as they are
)
split_at = len(dataset) * 7 // 10
train_set = Subset(dataset, range(split_at))
validation_set = Subset(dataset, range(split_at, len(dataset)))
train_loader = DataLoader(train_set, batch_size=32, shuffle=True)
validation_loader = DataLoader(validation_set, batch_size=32)

# %% model
model = nn.Sequential(
    nn.Conv2d(1, 32, 3),
    nn.ReLU(),
    nn.Conv2d(32, 64, 3),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(9216, 1024),
    nn.ReLU(),
    nn.Linear(1024, 10),  # logits: the loss does the rest
)
print(sum(p.numel() for p in model.parameters()))

# %% first weights
for layer in model:
    if isinstance(layer, (nn.Conv2d, nn.Linear)):
        nn.init.xavier_uniform_(layer.weight)
        nn.init.zeros_(layer.bias)

# %% train
loss_function = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
for epoch in range(5):
    model.train()
    for images, labels in train_loader:
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    model.eval()
    total_loss = 0.0
    with torch.no_grad():
        for images, labels in validation_loader:
            loss = loss_function(model(images), labels)
            total_loss += loss.item() * len(labels)
    print(f"validation loss {total_loss / len(validation_set):.4f}")
