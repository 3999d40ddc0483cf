"""The best line for the same points, without gradient descent."""

import torch

torch.manual_seed(42)
x = 2 * torch.rand(100, 1)
noise = torch.randn(100, 1)
y = 4 + 3 * x + 0.1 * noise

columns = torch.cat([x, torch.ones_like(x)], dim=1)
best = torch.linalg.lstsq(columns, y).solution
print(f"slope {best[0].item():.3f}")
print(f"intercept {best[1].item():.3f}")
print(f"loss {((columns @ best - y) ** 2).mean():.4f}")
