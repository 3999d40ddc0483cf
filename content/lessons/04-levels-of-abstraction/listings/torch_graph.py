"""One function in PyTorch, eagerly and as a graph."""

# %% function
import torch


def square_sum(x):
    return (x * x).sum()


# %% eager
for size in (3, 3, 4):
    print("size", size)
    square_sum(torch.ones(size))


# %% graph
def show(graph, example_inputs):
    names = [node.name for node in graph.graph.nodes]
    print("  compiled:", names)  # <3>
    return graph.forward


compiled = torch.compile(square_sum, backend=show)  # <1>
for size in (3, 3, 4, 5):
    print("size", size)
    compiled(torch.ones(size))  # <2>
