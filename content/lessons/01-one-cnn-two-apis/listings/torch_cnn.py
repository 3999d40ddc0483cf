"""Lesson 1 in PyTorch: load CIFAR-10, build the network, train it, test it."""

# %% imports
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

torch.manual_seed(42)

# %% device
if torch.accelerator.is_available():
    device = torch.accelerator.current_accelerator()
else:
    device = torch.device("cpu")
print(device)

# %% data
transform = transforms.Compose(
    [
        transforms.ToTensor(),  # 0 to 255 -> 0 to 1, channels first
        transforms.Normalize((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),  # -> -1 to 1
    ]
)
train_set = datasets.CIFAR10(
    "data", train=True, download=True, transform=transform
)
test_set = datasets.CIFAR10(
    "data", train=False, download=True, transform=transform
)
train_loader = DataLoader(train_set, batch_size=32, shuffle=True)
test_loader = DataLoader(test_set, batch_size=32, shuffle=False)

# %% grid
images, labels = next(iter(train_loader))
figure, axes = plt.subplots(5, 5, figsize=(8, 8))
for axis, image, label in zip(axes.flat, images, labels):
    axis.imshow(image.permute(1, 2, 0) * 0.5 + 0.5)
    axis.set_title(train_set.classes[label])
    axis.axis("off")
plt.show()


# %% model
class ConvNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 32, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)
        self.conv3 = nn.Conv2d(64, 64, 3)
        self.pool = nn.MaxPool2d(2)
        self.fc1 = nn.Linear(64 * 4 * 4, 64)
        self.fc2 = nn.Linear(64, 10)

    def forward(self, x):
        x = self.pool(F.relu(self.conv1(x)))
        x = self.pool(F.relu(self.conv2(x)))
        x = F.relu(self.conv3(x))
        x = torch.flatten(x, 1)  # keep the batch axis
        x = F.relu(self.fc1(x))
        return self.fc2(x)  # ten raw scores: logits


model = ConvNet().to(device)
print(sum(p.numel() for p in model.parameters()))

# %% loss and optimizer
loss_function = nn.CrossEntropyLoss()  # takes logits
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

# %% train
for epoch in range(10):
    running_loss = 0.0
    for images, labels in train_loader:
        images = images.to(device)
        labels = labels.to(device)

        logits = model(images)  # forward pass
        loss = loss_function(logits, labels)

        optimizer.zero_grad()  # forget the last batch's gradients
        loss.backward()  # compute this batch's gradients
        optimizer.step()  # move the weights

        running_loss += loss.item()
    average_loss = running_loss / len(train_loader)
    print(f"epoch {epoch + 1}: loss {average_loss:.4f}")

# %% evaluate
model.eval()
correct = 0
with torch.no_grad():
    for images, labels in test_loader:
        images = images.to(device)
        labels = labels.to(device)
        logits = model(images)
        _, predicted = torch.max(logits, dim=1)
        correct += (predicted == labels).sum().item()
print(f"test accuracy {correct / len(test_set):.4f}")
