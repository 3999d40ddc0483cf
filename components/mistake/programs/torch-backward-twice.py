# %% before
import torch

x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)

# %% wrong
loss = (x**2).mean()
for step in range(2):
    loss.backward()

# %% right
for step in range(2):
    loss = (x**2).mean()
    loss.backward()
