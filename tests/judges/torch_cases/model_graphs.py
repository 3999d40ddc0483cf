"""Graphs of modules: what torch.fx traces, what layers print, and the shapes that a forward pass gives."""

import torch
import torch.fx
from torch import nn
from torch_cases.one_truth import MODULES

BATCH = 2


class Residual(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 16, 3, padding=1)
        self.conv1 = nn.Conv2d(16, 16, 3, padding=1, bias=False)
        self.norm1 = nn.BatchNorm2d(16)
        self.relu1 = nn.ReLU()
        self.conv2 = nn.Conv2d(16, 16, 3, padding=1, bias=False)
        self.norm2 = nn.BatchNorm2d(16)
        self.relu2 = nn.ReLU()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.flatten = nn.Flatten()
        self.head = nn.Linear(16, 10)

    def forward(self, images):
        x = self.stem(images)
        y = self.relu1(self.norm1(self.conv1(x)))
        z = self.norm2(self.conv2(y))
        return self.head(self.flatten(self.pool(self.relu2(torch.add(z, x)))))


class Branches(nn.Module):
    def __init__(self):
        super().__init__()
        self.narrow = nn.Conv2d(1, 8, 1)
        self.wide = nn.Conv2d(1, 8, 3, padding=1)
        self.relu = nn.ReLU()
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.flatten = nn.Flatten()
        self.head = nn.Linear(16, 10)

    def forward(self, images):
        both = torch.cat([self.narrow(images), self.wide(images)], 1)
        return self.head(self.flatten(self.pool(self.relu(both))))


def multilayer_perceptron():
    return nn.Sequential(
        nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Dropout(0.2), nn.Linear(128, 10)
    )


NETWORKS = {
    "mlp": (multilayer_perceptron, (1, 28, 28)),
    "cnn": (MODULES["CNN for CIFAR-10"], (3, 32, 32)),
    "residual": (Residual, (3, 32, 32)),
    "branches": (Branches, (1, 28, 28)),
}


class Shapes(torch.fx.Interpreter):
    """Runs a traced module and remembers the shape that each node gives."""

    def __init__(self, traced):
        super().__init__(traced)
        self.shapes = {}

    def run_node(self, node):
        result = super().run_node(node)
        self.shapes[node] = [None, *result.shape[1:]]
        return result


def identity(node):
    return {"placeholder": "input", "call_module": node.target}.get(node.op, node.name)


def describe(node, module, shape):
    layer = module.get_submodule(node.target) if node.op == "call_module" else None
    return {
        "id": identity(node),
        "class": type(layer).__name__ if layer else "Input" if node.op == "placeholder" else node.name,
        "settings": layer.extra_repr() if layer else "",
        "shape": shape,
        "weights": {name: list(weight.shape) for name, weight in layer.named_parameters()} if layer else {},
        "buffers": {name: list(buffer.shape) for name, buffer in layer.named_buffers()} if layer else {},
        "from": [identity(source) for source in node.all_input_nodes],
    }


def case(name, build, sample_shape):
    module = build()
    traced = torch.fx.symbolic_trace(module)
    interpreter = Shapes(traced)
    interpreter.run(torch.zeros(BATCH, *sample_shape))
    nodes = [node for node in traced.graph.nodes if node.op != "output"]

    def total(tensors):
        tensors = list(tensors)
        return [sum(each.numel() for each in tensors), sum(each.numel() * each.element_size() for each in tensors)]

    return {
        "name": name,
        "layers": [describe(node, module, interpreter.shapes[node]) for node in nodes],
        "trainable": total(module.parameters()),
        "other": total(module.buffers()),
    }


def cases():
    return [case(name, *network) for name, network in NETWORKS.items()]
