"""Item assignment in PyTorch."""

import torch

x = torch.arange(5)
y = x.clone()  # <2>
y[3] = 10  # <1>
print(y.numpy(), x.numpy())

w = torch.ones(3, requires_grad=True)
try:
    w[0] = 10.0
except RuntimeError as error:
    print(error)

with torch.no_grad():  # <3>
    w[0] = 10.0
print(w.tolist())
