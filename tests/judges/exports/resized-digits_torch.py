"""A network for MNIST, 8 × 8, trained with PyTorch.

    python mnist_8x8_torch.py
    torchrun --nproc-per-node=2 mnist_8x8_torch.py    several processes, which share each batch

Needs torch and torchvision. What may be set in the environment:

    DUET_DATA     an .npz file with x_train, y_train, x_test and y_test, read in place of the download
    DUET_WEIGHTS  a .safetensors file with the initial weights, by the names of the state dict
    DUET_SHUFFLE  0 takes the training images in the order in which they are stored
    DUET_LOSSES   a .json file to write the loss of every step to
"""


# %% Settings
import json
import os

import numpy
import torch
from PIL import Image
from torch import distributed, nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, TensorDataset
from torch.utils.data.distributed import DistributedSampler

SEED = 7
TRAIN_IMAGES = 320
TRAINED = 320  # of these; the rest is for validation
TEST_IMAGES = 64
IMAGE_SHAPE = (8, 8, 1)  # height, width, channels
BATCH_SIZE = 32  # of all processes together
EPOCHS = 2
LEARNING_RATE = 0.05
SHUFFLE = os.environ.get("DUET_SHUFFLE") != "0"


# %% Processes
world_size = int(os.environ.get("WORLD_SIZE", "1"))  # set by torchrun
rank = int(os.environ.get("RANK", "0"))
device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
if world_size > 1:
    if BATCH_SIZE % world_size:
        raise SystemExit(f"{world_size} processes cannot share a batch of {BATCH_SIZE} evenly.")
    if device.type == "cuda":
        torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))
    distributed.init_process_group("nccl" if device.type == "cuda" else "gloo")

torch.manual_seed(SEED)
torch.use_deterministic_algorithms(True, warn_only=True)


def say(text):
    if rank == 0:
        print(text)


def over_processes(values):
    """The sum of what each process has."""
    if world_size > 1:
        distributed.all_reduce(values)
    return values


# %% Data
def read_images(is_train, count):
    """The first images, bytes [count, channels, height, width], and their labels [count]."""
    if "DUET_DATA" in os.environ:
        part = "train" if is_train else "test"
        with numpy.load(os.environ["DUET_DATA"]) as arrays:
            images, labels = arrays[f"x_{part}"], arrays[f"y_{part}"]
    else:
        from torchvision import datasets

        data = datasets.MNIST("data", train=is_train, download=True)
        images, labels = numpy.asarray(data.data), numpy.asarray(data.targets)
    size, bilinear = (8, 8), Image.Resampling.BILINEAR
    images = [Image.fromarray(image).resize(size, bilinear) for image in images]
    images = numpy.stack([numpy.asarray(image) for image in images])
    images = torch.tensor(images[:count]).reshape(-1, *IMAGE_SHAPE)
    labels = torch.tensor(labels[:count], dtype=torch.int64).flatten()
    return images.permute(0, 3, 1, 2).contiguous(), labels


def scale(images):
    """Bytes as floats in [-0.42, 2.82]."""
    return (images.float() / 255 - 0.1307) / 0.3081


if rank > 0:
    distributed.barrier()  # until the first process has the files
images, labels = read_images(True, TRAIN_IMAGES)
train_set = TensorDataset(images[:TRAINED], labels[:TRAINED])
test_set = TensorDataset(*read_images(False, TEST_IMAGES))
if rank == 0 and world_size > 1:
    distributed.barrier()


# %% Network
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, kernel_size=3)
        self.pool = nn.MaxPool2d(1)
        self.fc1 = nn.Linear(288, 10)

    def forward(self, x):
        x = torch.relu(self.conv1(x))
        x = self.pool(x)
        x = torch.flatten(x, 1)
        x = self.fc1(x)
        return x


model = Net().to(device)
if "DUET_WEIGHTS" in os.environ:
    from safetensors.torch import load_file

    model.load_state_dict(load_file(os.environ["DUET_WEIGHTS"]))
replica = DistributedDataParallel(model) if world_size > 1 else model
if world_size > 1:
    torch.manual_seed(SEED + rank)  # each process drops out units of its own


# %% Training
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(model.parameters(), lr=LEARNING_RATE)
sampler = None
if world_size > 1:
    sampler = DistributedSampler(train_set, shuffle=SHUFFLE, seed=SEED)
train_loader = DataLoader(
    train_set,
    batch_size=BATCH_SIZE // world_size,
    sampler=sampler,
    shuffle=SHUFFLE if sampler is None else None,
)


def figures(logits, labels, loss):
    """Sum of the losses, correct images, and images."""
    correct = (logits.argmax(dim=1) == labels).sum()
    return torch.stack([loss.detach() * len(labels), correct, torch.tensor(len(labels), device=device)])


def evaluate(data):
    """Mean loss, and share of the images that are classified correctly."""
    model.eval()
    sums = torch.zeros(3, device=device)
    # A DataLoader would draw from the generator that shuffles the training images.
    for images, labels in zip(*(tensor.split(BATCH_SIZE) for tensor in data.tensors)):
        images, labels = scale(images.to(device)), labels.to(device)
        with torch.no_grad():
            logits = model(images)
            sums += figures(logits, labels, criterion(logits, labels))
    loss, correct, count = sums.tolist()
    return loss / count, correct / count


step_losses = []
for epoch in range(EPOCHS):
    replica.train()
    if sampler is not None:
        sampler.set_epoch(epoch)
    steps = []
    for images, labels in train_loader:
        images, labels = scale(images.to(device)), labels.to(device)
        optimizer.zero_grad()
        logits = replica(images)
        loss = criterion(logits, labels)
        loss.backward()
        optimizer.step()
        steps.append(figures(logits, labels, loss))
    steps = over_processes(torch.stack(steps))
    step_losses += (steps[:, 0] / steps[:, 2]).tolist()
    loss, correct, count = steps.sum(dim=0).tolist()
    logs = {"loss": loss / count, "accuracy": correct / count}
    say(f"epoch {epoch + 1}: " + ", ".join(f"{name} {value:.4f}" for name, value in logs.items()))


# %% Test
test_loss, test_accuracy = evaluate(test_set)
say(f"test loss {test_loss:.4f}, accuracy {test_accuracy:.4f}")
if rank == 0:
    torch.save(model.state_dict(), "mnist_8x8_torch.pt")
    if "DUET_LOSSES" in os.environ:
        with open(os.environ["DUET_LOSSES"], "w", encoding="utf-8") as file:
            json.dump(step_losses, file)
if world_size > 1:
    distributed.destroy_process_group()
