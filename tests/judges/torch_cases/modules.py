"""torch.nn modules: first weights from a seed, forward and gradients, buffers, how they print and what they hold."""

import torch
from call_case import REDUCTION, randn
from program_case import program


def cases():
    return [*layers(), *prints()]


# Module, shape of its input, and attributes that hold its options.
LAYERS = {
    "Linear(4, 3)": ([2, 4], "in_features", "out_features"),
    "Linear(4, 2, bias=False)": ([3, 4], "bias"),
    "Linear(3, 1)": ([2, 2, 3],),
    "Conv2d(2, 3, 3)": (
        [2, 2, 5, 4],
        "kernel_size",
        "stride",
        "padding",
        "dilation",
        "groups",
        "in_channels",
        "out_channels",
    ),
    "Conv2d(2, 3, (2, 3), stride=(1, 2), padding=(1, 0), bias=False)": (
        [1, 2, 4, 5],
        "kernel_size",
        "stride",
        "padding",
    ),
    "Conv2d(2, 4, 3, padding='same', groups=2)": ([1, 2, 4, 4], "padding"),
    "Conv2d(1, 2, 3, dilation=2)": ([1, 1, 6, 6],),
    "Conv1d(2, 3, 3, padding=1)": ([1, 2, 5],),
    "ConvTranspose2d(2, 3, 2, stride=2)": ([1, 2, 3, 3], "output_padding"),
    "ConvTranspose2d(2, 1, 3, stride=2, padding=1, output_padding=1)": ([1, 2, 3, 2],),
    "MaxPool2d(2)": ([1, 2, 4, 5], "kernel_size", "stride", "padding", "ceil_mode"),
    "MaxPool2d(3, stride=1, padding=1)": ([1, 2, 4, 4],),
    "AvgPool2d(2)": ([1, 2, 4, 5], "count_include_pad"),
    "AvgPool2d(3, 2, padding=1, count_include_pad=False)": ([1, 1, 5, 5],),
    "AdaptiveAvgPool2d((1, 1))": ([1, 2, 4, 5], "output_size"),
    "AdaptiveAvgPool2d(2)": ([1, 2, 5, 5],),
    "BatchNorm1d(3)": ([4, 3], "eps", "momentum", "affine", "track_running_stats"),
    "BatchNorm1d(2)": ([3, 2, 4],),
    "BatchNorm2d(2)": ([2, 2, 3, 2], "eps", "momentum"),
    "BatchNorm2d(2, eps=0.01, momentum=0.5)": ([2, 2, 2, 2],),
    "BatchNorm2d(2, affine=False)": ([2, 2, 2, 2],),
    "BatchNorm2d(2, momentum=None)": ([2, 2, 2, 2],),
    "BatchNorm1d(3, track_running_stats=False)": ([4, 3],),
    "LayerNorm(4)": ([2, 4], "normalized_shape", "eps"),
    "LayerNorm([2, 3])": ([2, 2, 3],),
    "LayerNorm(4, elementwise_affine=False)": ([2, 4],),
    "Dropout(0)": ([2, 3], "p"),
    "Flatten()": ([2, 3, 2], "start_dim", "end_dim"),
    "Flatten(0, 1)": ([2, 3, 2],),
    "Unflatten(1, (2, 2))": ([2, 4],),
    "Identity()": ([2, 3],),
    "ReLU()": ([2, 4],),
    "LeakyReLU()": ([2, 4], "negative_slope"),
    "LeakyReLU(0.2)": ([2, 4], "negative_slope"),
    "GELU()": ([2, 4], "approximate"),
    "GELU(approximate='tanh')": ([2, 4],),
    "ELU()": ([2, 4], "alpha"),
    "SiLU()": ([2, 4],),
    "Sigmoid()": ([2, 4],),
    "Tanh()": ([2, 4],),
    "Softplus()": ([2, 4], "beta", "threshold"),
    "Softmax(dim=1)": ([2, 4], "dim"),
    "LogSoftmax(dim=1)": ([2, 4],),
}


def layers():
    return [layer(maker, shape, options) for maker, (shape, *options) in LAYERS.items()] + [embedding(), lazy_linear()]


def layer(maker, shape, options):
    """Everything of one layer, in training and then in evaluation."""
    held = "".join(f", {name}=module.{name}" for name in options if name != "bias")
    bare = ", bias=module.bias" if "bias" in options else ""
    return program(
        f"nn.{maker}",
        f"""
        torch.manual_seed(42)
        module = nn.{maker}
        check(initial=[p for p in module.parameters()], keys=[name for name in module.state_dict()])
        check(repr=repr(module){held}{bare})
        x.requires_grad_()
        y = module(x)
        (y * y).sum().backward()
        check(y=y, x=x.grad, gradients=[p.grad for p in module.parameters()], buffers=[b for b in module.buffers()])
        module.eval()
        check(evaluated=module(x), training=module.training)
        """,
        # A row of nearly equal numbers loses digits, in PyTorch's formula for the gradient the most.
        tolerance=3 * REDUCTION if maker.startswith("LayerNorm") else REDUCTION,
        x=randn(*shape),
    )


def embedding():
    return program(
        "nn.Embedding",
        """
        torch.manual_seed(42)
        module = nn.Embedding(5, 3)
        y = module(indices)
        (y * y).sum().backward()
        check(weight=module.weight, y=y, grad=module.weight.grad, repr=repr(module))
        torch.manual_seed(1)
        padded = nn.Embedding(4, 2, padding_idx=1)
        padded(indices).sum().backward()
        check(padded=padded.weight, padded_grad=padded.weight.grad, padded_repr=repr(padded))
        """,
        tolerance=REDUCTION,
        indices=torch.tensor([[0, 2], [2, 1]]),
    )


def lazy_linear():
    return program(
        "nn.LazyLinear",
        """
        torch.manual_seed(42)
        module = nn.LazyLinear(2)
        before = repr(module)
        y = module(x)
        check(before=before, after=repr(module), weight=module.weight, bias=module.bias, y=y)
        check(features=module.in_features)
        """,
        x=randn(2, 3),
    )


PRINTED = [
    "Linear(2, 3)",
    "Linear(2, 3, bias=False)",
    "Conv2d(1, 2, 3)",
    "Conv2d(1, 2, (3, 5), 2, 1, 1, 1, False)",
    "Conv2d(2, 4, 3, groups=2, dilation=2, padding='same')",
    "ConvTranspose2d(2, 3, 2, 2)",
    "ConvTranspose2d(2, 3, 3, stride=2, padding=1, output_padding=1, bias=False)",
    "MaxPool2d(2)",
    "MaxPool2d((2, 3), stride=1, ceil_mode=True)",
    "AvgPool2d(3)",
    "AvgPool2d(2, 1, 1)",
    "AdaptiveAvgPool2d(1)",
    "AdaptiveAvgPool2d((None, 2))",
    "BatchNorm1d(4)",
    "BatchNorm2d(4, momentum=None, affine=False)",
    "LayerNorm(3)",
    "LayerNorm((2, 3), elementwise_affine=False)",
    "Dropout()",
    "Dropout(0.25)",
    "Flatten()",
    "Flatten(0, -2)",
    "Embedding(5, 2)",
    "Embedding(5, 2, padding_idx=0)",
    "ReLU()",
    "ReLU(inplace=True)",
    "LeakyReLU()",
    "GELU()",
    "ELU()",
    "SiLU()",
    "Sigmoid()",
    "Tanh()",
    "Softmax(dim=-1)",
    "LogSoftmax(dim=1)",
    "Softplus()",
    "Identity()",
    "LazyLinear(3)",
    "CrossEntropyLoss()",
    "NLLLoss()",
    "MSELoss()",
    "L1Loss()",
    "SmoothL1Loss()",
    "BCEWithLogitsLoss()",
    "BCELoss()",
    "HuberLoss()",
]


def prints():
    """How each module prints, with the options that it prints."""
    return [program(f"repr of nn.{maker}", f"check(repr=repr(nn.{maker}))") for maker in PRINTED]
