"""The example programs of the autograd visualizer: gradients, the nodes of each graph, and how each program ends."""

from pathlib import Path

import torch

EXAMPLES = Path(__file__).resolve().parents[3] / "components" / "autograd-visualizer" / "examples"


def cases():
    return [example(file) for file in sorted(EXAMPLES.glob("*.py"))]


def example(file):
    names = {"torch": torch}
    case = {"name": file.stem, "source": file.read_text(encoding="utf-8"), "tolerance": 1e-5}
    try:
        exec(compile(case["source"], str(file), "exec"), names)
    except RuntimeError as raised:
        case["error"] = {"class": type(raised).__name__, "start": str(raised)[:60]}
    tensors = {name: value for name, value in names.items() if isinstance(value, torch.Tensor)}
    return case | {
        "values": tensors,
        "gradients": {name: value.grad for name, value in tensors.items() if value.is_leaf and value.requires_grad},
        "graphs": {name: graph_of(value.grad_fn) for name, value in tensors.items() if value.grad_fn is not None},
    }


def graph_of(node):
    """A node and those that its gradients go to, as [name, [...]]; null where none goes."""
    if node is None:
        return None
    return [node.name().removeprefix("torch::autograd::"), [graph_of(next_node) for next_node, _ in node.next_functions]]
