"""Two constants and their sum in PyTorch: eagerly, then as a graph."""

# %% imports
import torch

# %% eager
a = torch.tensor(2.0)
b = torch.tensor(3.0)
c = torch.add(a, b)
print(c)


# %% graph
class Add(torch.nn.Module):
    def forward(self, a, b):
        print("Python runs")  # <2>
        return torch.add(a, b)


program = torch.export.export(Add(), (a, b))  # <1>
print(program.module()(a, b))
print(program.module()(b, b))

# %% nodes
for node in program.graph.nodes:
    inputs = [edge.name for edge in node.all_input_nodes]
    print(node.op, node.name, inputs)  # <3>
