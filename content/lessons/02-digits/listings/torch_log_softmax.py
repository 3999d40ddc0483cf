"""Cross-entropy of logits, of their log-softmax, and of their softmax."""

import torch
from torch.nn import functional as F

logits = torch.tensor([[2.0, 0.5, -1.0]])
label = torch.tensor([0])

inputs = {
    "logits": logits,
    "log-softmax": F.log_softmax(logits, dim=1),
    "softmax": F.softmax(logits, dim=1),
}
for name, x in inputs.items():
    loss = F.cross_entropy(x, label)
    print(f"{name}: {loss.item():.4f}")
