# %% data
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

torch.manual_seed(1)
draws = np.random.RandomState(7)
points = draws.random_sample((10, 10))
rows = draws.random_sample((5000, 10))
squares = (rows[:, None] - points) ** 2
nearest = squares.sum(axis=2).argmin(axis=1)
features = torch.tensor(rows * 2 - 1, dtype=torch.float32)
classes = torch.tensor(nearest % 5)

train_set = TensorDataset(features[:1000], classes[:1000])
loader = DataLoader(train_set, batch_size=32, shuffle=True)  # <1>
test_features, test_classes = features[4000:], classes[4000:]
print(features.shape, features.dtype, classes.dtype, len(loader))

# %% model
model = nn.Sequential(  # <1>
    nn.Linear(10, 20),
    nn.ReLU(),
    nn.Linear(20, 5),
)
print(model)

# %% training
loss_function = nn.CrossEntropyLoss()  # <1>
optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
for epoch in range(20):  # <2>
    for inputs, targets in loader:
        loss = loss_function(model(inputs), targets)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
print(f"loss of the last batch: {loss.item():.2f}")

# %% evaluation
model.eval()  # <1>
with torch.no_grad():
    predicted = model(test_features).argmax(dim=1)
accuracy = (predicted == test_classes).float().mean().item()
print(f"test accuracy: {accuracy:.2f}")

# %% deployment
row = test_features[:1]
program = torch.export.export(model, (row,))  # <1>
torch.export.save(program, "classifier.pt2")
restored = torch.export.load("classifier.pt2").module()
nodes = program.graph.nodes
print([n.name for n in nodes if n.op == "call_function"])
print(torch.equal(restored(row), model(row)))
