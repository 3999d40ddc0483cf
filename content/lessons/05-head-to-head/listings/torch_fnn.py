# %% imports
import torch
from torch import nn


# %% model
class FeedforwardNetwork(nn.Module):
    def __init__(self, features, hidden, classes):
        super().__init__()
        self.hidden = nn.Linear(features, hidden)  # <1>
        self.relu = nn.ReLU()  # <2>
        self.output = nn.Linear(hidden, classes)  # <3>

    def forward(self, x):  # <4>
        return self.output(self.relu(self.hidden(x)))


model = FeedforwardNetwork(10, 20, 5)

# %% count
for name, parameter in model.named_parameters():
    print(name, tuple(parameter.shape), parameter.numel())
print(sum(p.numel() for p in model.parameters()))

# %% short
short = nn.Sequential(
    nn.Linear(10, 20),
    nn.ReLU(),
    nn.Linear(20, 5),
)
print(sum(p.numel() for p in short.parameters()))

# %% forward
with torch.no_grad():
    kernel = torch.linspace(-0.4, 0.5, 200).reshape(10, 20)
    model.hidden.weight.copy_(kernel.T)  # <1>
    model.hidden.bias.copy_(torch.linspace(-0.2, 0.3, 20))
    kernel = torch.linspace(0.5, -0.6, 100).reshape(20, 5)
    model.output.weight.copy_(kernel.T)
    model.output.bias.copy_(torch.linspace(-0.1, 0.1, 5))
    x = torch.linspace(-1.0, 1.0, 10).reshape(1, 10)
    logits = model(x)  # <2>
print([round(logit, 4) for logit in logits[0].tolist()])
