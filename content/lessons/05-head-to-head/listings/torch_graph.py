# %% eager
import torch


def f(x):
    return torch.sin(x) + 1


print(round(f(torch.tensor(0.0)).item(), 1))


# %% graph
def show(graph, inputs):
    nodes = graph.graph.nodes
    print([n.name for n in nodes if n.op.startswith("call")])
    return graph.forward


compiled = torch.compile(f, backend=show)
print(round(compiled(torch.tensor(0.0)).item(), 1))
