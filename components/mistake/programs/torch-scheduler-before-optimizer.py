# %% before
import torch
from torch import nn

model = nn.Linear(2, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=1)

# %% wrong
for epoch in range(3):
    scheduler.step()
    optimizer.step()  # after the batches of the epoch

# %% right
for epoch in range(3):
    optimizer.step()  # after the batches of the epoch
    scheduler.step()
