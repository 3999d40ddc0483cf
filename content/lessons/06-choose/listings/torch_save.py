# %% model
import tempfile
from pathlib import Path

import torch
from torch import nn

folder = Path(tempfile.mkdtemp())
torch.manual_seed(42)


def build():
    return nn.Sequential(nn.Linear(10, 20), nn.ReLU(), nn.Linear(20, 5))


model = build()

# %% save
torch.save(model.state_dict(), folder / "fnn.pt")  # <1>
for name, tensor in model.state_dict().items():
    print(name, tuple(tensor.shape))

# %% load
again = build()  # <2>
again.load_state_dict(torch.load(folder / "fnn.pt"))  # <2>
again.eval()

x = torch.ones(1, 10)
print(torch.equal(model(x), again(x)))

# %% whole
torch.save(model, folder / "whole.pt")  # pickles the Python object

# %% refused (raises)
torch.load(folder / "whole.pt")

# %% export
exported = torch.export.export(model, (x,))
torch.export.save(exported, folder / "fnn.pt2")
loaded = torch.export.load(folder / "fnn.pt2")
print([str(node.target) for node in loaded.graph.nodes if node.op == "call_function"])
print(torch.equal(model(x), loaded.module()(x)))
