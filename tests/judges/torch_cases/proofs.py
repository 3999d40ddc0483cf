"""The PyTorch halves of the proofs of the comparison table."""

import torch
from proof_case import proof_cases
from torch import nn


def graphs(print):
    a = torch.tensor(2.0, requires_grad=True)
    c = a + 3
    print(c, c.grad_fn.name())


def autograd(print):
    x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
    x.square().mean().backward()
    print(x.grad)
    x.square().mean().backward()
    print(x.grad)


def mutability(print):
    t = torch.arange(5)
    t[3] = 10
    print(t)


def dtypes(print):
    whole = torch.tensor([1, 2])
    fractions = torch.tensor([0.5, 1.5])
    print(dtype_name(whole), dtype_name(fractions))
    total = whole + fractions
    print(total, dtype_name(total))


def dtype_name(tensor):
    return str(tensor.dtype).removeprefix("torch.")


def image_layout(print):
    conv = nn.Conv2d(32, 64, 3)
    print(list(conv.weight.shape))
    print(list(conv(torch.zeros(1, 32, 8, 8)).shape))


def dense_init(print):
    layer = nn.Linear(300, 400)
    print(layer.weight.abs().max())
    print(layer.bias.abs().max() > 0)


def conv_init(print):
    print(nn.Conv2d(32, 64, 3).weight.abs().max())


def batch_norm(print):
    layer = nn.BatchNorm1d(1)
    layer(torch.tensor([[1.0], [3.0], [5.0], [7.0]]))
    print(layer.running_mean, layer.running_var)


def cross_entropy(print):
    criterion = nn.CrossEntropyLoss()
    label = torch.tensor([3])
    probabilities = nn.functional.one_hot(label, 10).float()
    print(criterion(probabilities, label))
    print(criterion(probabilities * 100, label) < 0.00001)


def padding(print):
    image = torch.arange(16).float().reshape(1, 1, 4, 4)
    kernel = torch.tensor([[[[0.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]]]])
    print(nn.functional.conv2d(image, kernel, stride=2, padding=1).flatten())
    try:
        nn.Conv2d(1, 1, 3, stride=2, padding="same")
    except ValueError:
        print("ValueError")


def shapes(print):
    given = nn.Linear(7200, 10)
    lazy = nn.LazyLinear(10)
    lazy(torch.zeros(1, 7200))
    print(given.in_features, lazy.in_features)


def parameters(print):
    model = nn.Sequential(nn.Linear(10, 20), nn.ReLU(), nn.Linear(20, 5))
    print(sum(parameter.numel() for parameter in model.parameters()))


def dropout(print):
    layer = nn.Dropout(0.2)
    x = torch.ones(1000)
    trained = layer(x)
    print(trained.min(), trained.max())
    layer.eval()
    evaluated = layer(x)
    print(evaluated.min(), evaluated.max())


def optimizers(print):
    weight = torch.zeros(2).requires_grad_()
    optimizer = torch.optim.Adam([weight], lr=1)
    (weight * torch.tensor([1e-6, 1.0])).sum().backward()
    optimizer.step()
    print(weight.detach().neg())


def loop(print):
    model = nn.Sequential(nn.Linear(2, 1))
    print(hasattr(model, "fit"))


def schedules(print):
    optimizer = torch.optim.SGD([torch.zeros(1).requires_grad_()], lr=1, momentum=0.9)
    scheduler = torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.001, total_steps=100)
    rates = scheduler.get_last_lr()
    for _ in range(99):
        optimizer.step()
        scheduler.step()
        rates += scheduler.get_last_lr()
    print(rates[0], rates[29], rates[99])


def cases():
    return proof_cases(
        {
            "graphs": graphs,
            "autograd": autograd,
            "mutability": mutability,
            "dtypes": dtypes,
            "image-layout": image_layout,
            "dense-init": dense_init,
            "conv-init": conv_init,
            "batch-norm": batch_norm,
            "cross-entropy": cross_entropy,
            "padding": padding,
            "shapes": shapes,
            "parameters": parameters,
            "dropout": dropout,
            "optimizers": optimizers,
            "loop": loop,
            "schedules": schedules,
        }
    )
