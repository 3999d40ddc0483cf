"""A schedule for every batch in PyTorch: OneCycleLR."""

import torch

steps = 100  # batches of the whole training
weight = torch.nn.Parameter(torch.zeros(1))
optimizer = torch.optim.Adam([weight])
scheduler = torch.optim.lr_scheduler.OneCycleLR(  # <1>
    optimizer, max_lr=1e-3, total_steps=steps
)
rates, betas = [], []
for step in range(steps):
    rates.append(scheduler.get_last_lr()[0])
    betas.append(optimizer.param_groups[0]["betas"][0])
    optimizer.step()
    scheduler.step()  # <2>

peak = max(range(steps), key=lambda step: rates[step])
print(f"first {rates[0]:.6f}")
print(f"peak  {rates[peak]:.6f} at step {peak}")
print(f"last  {rates[-1]:.10f}")
print("momentum", betas[0], round(betas[peak], 2))
