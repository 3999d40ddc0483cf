"""Lesson 2 in PyTorch: the source's other network for handwritten digits."""

# %% imports
import matplotlib.pyplot as plt
import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader
from torchvision import datasets, transforms

torch.manual_seed(42)

# %% data
transform = transforms.Compose(
    [
        transforms.Resize((8, 8)),
        transforms.ToTensor(),  # 0 to 255 -> 0 to 1, channels first
        transforms.Normalize((0.1307,), (0.3081,)),
    ]
)
train_set = datasets.MNIST(
    "data", train=True, download=True, transform=transform
)
test_set = datasets.MNIST(
    "data", train=False, download=True, transform=transform
)
train_loader = DataLoader(train_set, batch_size=512)  # never shuffled
test_loader = DataLoader(test_set, batch_size=512)

# %% one image
image, label = train_set[0]
print(image.shape)


# %% model
class DigitNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 32, 3)
        self.conv2 = nn.Conv2d(32, 64, 3)
        self.fc = nn.Linear(1024, 10)

    def forward(self, x):
        x = F.relu(self.conv1(x))
        x = F.relu(self.conv2(x))
        x = F.max_pool2d(x, 1)
        x = torch.flatten(x, 1)
        return F.log_softmax(self.fc(x), dim=1)


model = DigitNet()
print(sum(p.numel() for p in model.parameters()))

# %% loss and optimizer
loss_function = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)


# %% evaluate
def evaluate(loader):
    """Return the mean loss and the accuracy over all images of a loader."""
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for images, labels in loader:
            outputs = model(images)
            loss = loss_function(outputs, labels)
            total_loss += loss.item() * len(labels)
            correct += (outputs.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    model.train()
    return total_loss / count, correct / count


# %% train
train_losses, validation_losses = [], []
for epoch in range(5):
    running_loss = 0.0
    for images, labels in train_loader:
        loss = loss_function(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        running_loss += loss.item()
    train_losses.append(running_loss / len(train_loader))
    # The source validates on its test images.
    validation_loss, accuracy = evaluate(test_loader)
    validation_losses.append(validation_loss)
    print(f"epoch {epoch + 1}: accuracy {accuracy:.4f}")

# %% curves
plt.plot(train_losses, label="training")
plt.plot(validation_losses, label="validation")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()
