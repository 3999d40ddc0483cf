"""What Keras does for `validation_split`, written out for PyTorch."""

# %% imports
import math

import torch
from torch.nn import functional as F
from torch.utils.data import Subset


# %% split
def hold_out_last(dataset, fraction):
    """Return the first part for training and the last part for validation."""
    split_at = math.floor(len(dataset) * (1 - fraction))
    train_part = Subset(dataset, range(split_at))
    validation_part = Subset(dataset, range(split_at, len(dataset)))
    return train_part, validation_part


# %% validate
def validate(model, loader, device):
    """Return mean loss and accuracy; call it at the end of every epoch."""
    model.eval()
    total_loss, correct, count = 0.0, 0, 0
    with torch.no_grad():
        for images, labels in loader:
            images, labels = images.to(device), labels.to(device)
            logits = model(images)
            loss = F.cross_entropy(logits, labels, reduction="sum")
            total_loss += loss.item()
            correct += (logits.argmax(dim=1) == labels).sum().item()
            count += len(labels)
    model.train()
    return total_loss / count, correct / count
