"""Writes what real PyTorch computes to tests/fixtures/torch, for the unit tests of src/torch.

    python -m venv .judge && .judge/bin/pip install -r tests/judges/requirements.txt
    .judge/bin/python tests/judges/make_torch_goldens.py
"""

import json
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "torch"


def tensor(values):
    """A tensor as the tests read it: its shape, and its values row by row with every digit of a float32."""
    flat = values.detach().contiguous().flatten()
    digits = flat.tolist() if values.dtype != torch.float32 else [float(f"{value:.9g}") for value in flat.tolist()]
    return {"shape": list(values.shape), "values": digits}


def parameters(module):
    return {name: tensor(parameter) for name, parameter in module.named_parameters()}


def gradients(module):
    return {name: tensor(parameter.grad) for name, parameter in module.named_parameters()}


def random_numbers():
    torch.manual_seed(42)
    uniform = torch.empty(10).uniform_(-0.5, 0.5)
    rand = torch.rand(10)
    torch.manual_seed(42)
    randperm = [torch.randperm(length) for length in (1, 2, 10, 37)]
    after = torch.rand(1)
    torch.manual_seed(42)
    linear = nn.Linear(4, 3)
    conv = nn.Conv2d(3, 8, 3)
    torch.manual_seed(4294967295)
    largest_seed = torch.rand(3)
    return {
        "uniform": tensor(uniform),
        "rand": tensor(rand),
        "randperm": [order.tolist() for order in randperm],
        "randAfterRandperm": tensor(after),
        "linear": parameters(linear),
        "conv2d": parameters(conv),
        "randOfLargestSeed": tensor(largest_seed),
    }


def loader_orders():
    """Orders of two epochs, as a shuffling loader draws them, and what the default generator gives after that."""

    def orders(generator):
        loader = torch.utils.data.DataLoader(range(9), batch_size=4, shuffle=True, generator=generator)
        return [torch.cat(list(loader)).tolist() for _ in range(2)]

    torch.manual_seed(42)
    default_generator = orders(None)
    # A loader without shuffling draws as well.
    for _ in torch.utils.data.DataLoader(range(3)):
        pass
    return {
        "loaderOrders": {
            "defaultGenerator": default_generator,
            "ownGenerator": orders(torch.Generator().manual_seed(7)),
        },
        "randAfterLoaders": tensor(torch.rand(2)),
    }


def operation(compute, inputs, seed):
    """Values of an operation and gradients of a weighted sum of them, so that each output weighs differently."""
    torch.manual_seed(seed)
    for value in inputs.values():
        if value.is_floating_point():
            value.requires_grad_()
    output = compute(**inputs)
    weights = torch.randn_like(output)
    (output * weights).sum().backward()
    return {
        "inputs": {name: tensor(value) for name, value in inputs.items()},
        "output": tensor(output),
        "outputGradient": tensor(weights),
        "gradients": {name: tensor(value.grad) for name, value in inputs.items() if value.grad is not None},
    }


def operations():
    torch.manual_seed(1)
    image = torch.randn(2, 3, 7, 6)
    # Rounded to halves, so that windows hold their maximum more than once.
    tied = torch.round(torch.randn(2, 3, 7, 6)) / 2
    signs = torch.randn(4, 5)
    signs[0, :3] = 0
    return {
        "conv2d": operation(
            F.conv2d, {"input": image.clone(), "weight": torch.randn(4, 3, 3, 2), "bias": torch.randn(4)}, 2
        ),
        "linear": operation(
            F.linear, {"input": torch.randn(5, 7), "weight": torch.randn(3, 7), "bias": torch.randn(3)}, 3
        ),
        "maxPool2d": operation(lambda input: F.max_pool2d(input, 2), {"input": tied}, 4),
        "maxPool2dOf3": operation(lambda input: F.max_pool2d(input, 3), {"input": image.clone()}, 5),
        "relu": operation(F.relu, {"input": signs}, 6),
        "flatten": operation(lambda input: torch.flatten(input, 1), {"input": image.clone()}, 7),
        "crossEntropy": operation(
            F.cross_entropy, {"input": torch.randn(6, 5) * 4, "target": torch.tensor([0, 4, 2, 2, 1, 3])}, 8
        ),
        "crossEntropyOfLargeLogits": operation(
            F.cross_entropy,
            {"input": torch.tensor([[1000.0, -1000.0, 0.0], [-90.0, 80.0, 79.0]]), "target": torch.tensor([1, 2])},
            9,
        ),
    }


def tiny_cnn():
    return nn.Sequential(nn.Conv2d(2, 4, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4 * 3 * 2, 3))


def training(create_optimizer):
    """Five steps of a network whose weights come from the seed, each on a batch of its own."""
    torch.manual_seed(42)
    model = tiny_cnn()
    initial = parameters(model)
    torch.manual_seed(7)
    batches = [(torch.randn(4, 2, 8, 7), torch.randint(3, (4,))) for _ in range(5)]
    criterion = nn.CrossEntropyLoss()
    optimizer = create_optimizer(model.parameters())
    losses = []
    for images, labels in batches:
        optimizer.zero_grad()
        loss = criterion(model(images), labels)
        loss.backward()
        optimizer.step()
        losses.append(loss)
    return {
        "initial": initial,
        "batches": [{"images": tensor(images), "labels": tensor(labels)} for images, labels in batches],
        "losses": tensor(torch.stack(losses)),
        "trained": parameters(model),
    }


def accumulation():
    """Gradients after backward on one batch, and after backward on a second without clearing."""
    torch.manual_seed(42)
    model = nn.Linear(3, 2)
    criterion = nn.CrossEntropyLoss()
    batches = [(torch.randn(4, 3), torch.tensor([0, 1, 1, 0])), (torch.randn(2, 3), torch.tensor([1, 1]))]
    after = []
    for images, labels in batches:
        criterion(model(images), labels).backward()
        after.append(gradients(model))
    return {
        "batches": [{"images": tensor(images), "labels": tensor(labels)} for images, labels in batches],
        "gradients": after,
    }


def write(name, golden):
    (FIXTURES / f"{name}.json").write_text(json.dumps({"torch": torch.__version__.split("+")[0], **golden}) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    FIXTURES.mkdir(parents=True, exist_ok=True)
    write("random", {**random_numbers(), **loader_orders()})
    write("operations", operations())
    write(
        "training",
        {
            "sgd": training(lambda parameters: torch.optim.SGD(parameters, lr=0.1)),
            "adam": training(lambda parameters: torch.optim.Adam(parameters, lr=0.01)),
            "accumulation": accumulation(),
        },
    )
