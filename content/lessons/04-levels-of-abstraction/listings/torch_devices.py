"""Two layers on two devices in PyTorch."""

# %% devices
import torch
from torch import nn

# Without an accelerator both parts lie on the CPU.
found = torch.accelerator.is_available()
accelerator = torch.accelerator.current_accelerator()
first = accelerator if found else "cpu"  # <1>
second = "cpu"


# %% model
class SplitModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.net1 = nn.Linear(10, 10).to(first)  # <2>
        self.net2 = nn.Linear(10, 5).to(second)

    def forward(self, x):
        x = torch.relu(self.net1(x.to(first)))
        return self.net2(x.to(second))  # <3>


# %% step
model = SplitModel()
optimizer = torch.optim.SGD(model.parameters(), lr=0.001)
x, y = torch.randn(20, 10), torch.randn(20, 5)
output = model(x)
loss = nn.functional.mse_loss(output, y.to(second))
optimizer.zero_grad()
loss.backward()  # <4>
optimizer.step()

print(model.net1.weight.device)
print(model.net2.weight.device)
print(output.device)
