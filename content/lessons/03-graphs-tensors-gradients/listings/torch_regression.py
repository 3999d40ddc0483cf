"""A line through a hundred points, by gradient descent in PyTorch."""

# %% imports
import matplotlib.pyplot as plt
import torch
from torch import nn

torch.manual_seed(42)

# %% data
x = 2 * torch.rand(100, 1)
noise = torch.randn(100, 1)
y = 4 + 3 * x + 0.1 * noise

# %% model
model = nn.Linear(1, 1)  # <1>
optimizer = torch.optim.SGD(
    model.parameters(), lr=0.01
)
loss_function = nn.MSELoss()

# %% train
for epoch in range(1, 1001):
    loss = loss_function(model(x), y)  # <2>
    optimizer.zero_grad()  # <3>
    loss.backward()  # <4>
    optimizer.step()  # <5>
    if epoch % 100 == 0:
        print(f"{epoch:4} {loss.item():.4f}")

# %% result
print(f"slope {model.weight.item():.3f}")
print(f"intercept {model.bias.item():.3f}")

# %% plot
with torch.no_grad():
    line = model(x)
plt.scatter(x.numpy(), y.numpy())
plt.plot(x.numpy(), line.numpy(), color="red")
plt.show()
