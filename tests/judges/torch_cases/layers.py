"""Layers and functions of torch.nn beside those that every network has, and the nodes that all of them leave on the tape."""

import torch
from call_case import REDUCTION, call as call_once, halves, randn
from program_case import program


def call(function, *arguments, **keywords):
    return call_once(f"nn.functional.{function}", *arguments, **{"tolerance": REDUCTION, **keywords})


def cases():
    return [*functions(), *modules(), *nodes(), *second_derivatives(), *errors(), *lookups(), *padded()]


def functions():
    image = randn(1, 4, 4, 5)
    return [
        call("group_norm", image, 2, randn(4), randn(4)),
        call("group_norm", randn(2, 6), 3),
        call("instance_norm", image, weight=randn(4), bias=randn(4)),
        call("instance_norm", image),
        call("adaptive_max_pool2d", image, (2, 3)),
        call("adaptive_max_pool2d", halves(1, 2, 5, 6), (5, 3), note="of even windows, with ties"),
        call("adaptive_avg_pool1d", randn(2, 3, 7), 3),
        call("avg_pool1d", randn(2, 3, 7), 3, 2, 1),
        call("avg_pool2d", image, 2, divisor_override=3),
        call("avg_pool2d", image, 3, 2, 1, True, False),
        call("max_pool1d", randn(2, 3, 7), 3, 2, 1, 2),
        call("max_pool2d_with_indices", halves(2, 2, 5, 6), 3, 2, 1, grad=False, note="with ties"),
        call("interpolate", image, size=[7, 4]),
        call("interpolate", image, scale_factor=1.5, mode="bilinear"),
        call("interpolate", image, size=[3, 9], mode="bilinear", align_corners=True),
        call("bilinear", randn(3, 2), randn(3, 4), randn(5, 2, 4), randn(5)),
        call("normalize", randn(3, 4), 1, 0),
        call("cosine_similarity", randn(2, 3, 4), randn(2, 3, 4), -1),
        call("scaled_dot_product_attention", randn(2, 3, 4), randn(2, 5, 4), randn(2, 5, 6)),
        call("scaled_dot_product_attention", randn(2, 3, 4), randn(2, 3, 4), randn(2, 3, 4), is_causal=True),
        call("prelu", randn(2, 3, 2), randn(3)),
        call("prelu", randn(4), randn(1)),
        call("celu", randn(6), 0.7),
        call("mish", randn(6)),
        call("hardswish", randn(6) * 3),
        call("hardsigmoid", randn(6) * 3),
        call("hardshrink", randn(6)),
        call("softshrink", randn(6), 0.3),
        call("tanhshrink", randn(6)),
        call("softsign", randn(6)),
        call("threshold", randn(6), 0.1, 2.0),
        call("glu", randn(2, 6)),
        call("softmin", randn(2, 3), 1),
        call("conv2d", randn(1, 2, 5, 5), randn(2, 2, 3, 3), padding=2, stride=3, dilation=2),
        call("conv2d", randn(1, 1, 4, 4), randn(1, 1, 2, 2), padding=3, note="of more padding than the kernel reaches"),
        call("conv_transpose2d", randn(3, 3, 3), randn(3, 2, 3, 3), randn(2), 2, 1, note="of an image without a batch"),
    ]


# Module and the shapes of its inputs.
MODULES = {
    "GroupNorm(2, 4)": [[2, 4, 3]],
    "InstanceNorm2d(2, affine=True)": [[2, 2, 3, 3]],
    "AdaptiveMaxPool2d(2)": [[1, 2, 6, 4]],
    "AdaptiveAvgPool1d(2)": [[1, 2, 5]],
    "AvgPool1d(2, 1)": [[1, 2, 5]],
    "MaxPool1d(3, 2, ceil_mode=True)": [[1, 2, 6]],
    "Upsample(scale_factor=2)": [[1, 2, 2, 3]],
    "Bilinear(2, 3, 2)": [[4, 2], [4, 3]],
    "PReLU(3)": [[2, 3, 2]],
    "CELU(2.5)": [[4]],
    "GLU()": [[2, 4]],
    "SELU()": [[4]],
    "Mish()": [[4]],
    "Hardtanh(-0.5, 0.5)": [[4]],
    "Hardsigmoid()": [[4]],
    "Hardswish()": [[4]],
    "Hardshrink()": [[4]],
    "Softshrink(0.25)": [[4]],
    "Softsign()": [[4]],
    "Tanhshrink()": [[4]],
    "LogSigmoid()": [[4]],
    "Threshold(0.5, -1)": [[4]],
    "Softmin(dim=1)": [[2, 3]],
    "Dropout2d(0.5)": [[3, 4, 2, 2]],
    "LazyConv2d(2, 3, padding=1)": [[1, 3, 4, 4]],
    "Conv2d(4, 4, 3, groups=4)": [[1, 4, 4, 4]],
    "BatchNorm2d(2, momentum=0.25)": [[2, 2, 3, 3]],
    "ReLU(inplace=True)": [[4]],
    "ReLU6(inplace=True)": [[4]],
    "Dropout(0.3, inplace=True)": [[3, 4]],
}


def modules():
    return [module(maker, shapes) for maker, shapes in MODULES.items()]


def module(maker, shapes):
    """Printed, with its first weights, its output from inputs that were computed, and all gradients."""
    names = ["x", "y"][: len(shapes)]
    # PyTorch has a node of its own for the product of three.
    names_of_nodes = "" if maker.startswith("Bilinear") else ", names=graph(output)"
    leaves = "\n        ".join(f"{name}.requires_grad_()" for name in names)
    return program(
        f"nn.{maker}",
        f"""
        torch.manual_seed(7)
        module = nn.{maker}
        before = repr(module)
        {leaves}
        output = module({", ".join(f"{name} * 2" for name in names)})
        (output * output).sum().backward()
        check(before=before, output=output, after=repr(module), x={names[-1]}.grad{names_of_nodes})
        check(initial=[p for p in module.parameters()], gradients=[p.grad for p in module.parameters()])
        """,
        tolerance=REDUCTION,
        **{name: randn(*shape) for name, shape in zip(names, shapes, strict=True)},
    )


# What is computed of leaves, and their shapes.
NODES = {
    "F.linear(x, w, b)": ([2, 3], [4, 3], [4]),
    "F.linear(x, w)": ([2, 3], [4, 3]),
    "F.linear(x, w, b) of three axes": ([2, 2, 3], [4, 3], [4]),
    "F.linear(x, w, b) of a vector": ([3], [4, 3], [4]),
    "F.conv2d(x, w, b)": ([1, 2, 4, 4], [3, 2, 2, 2], [3]),
    "F.conv2d(x, w, b) without a batch": ([2, 4, 4], [3, 2, 2, 2], [3]),
    "F.conv1d(x, w)": ([1, 2, 4], [3, 2, 2]),
    "F.conv_transpose2d(x, w)": ([1, 2, 4, 4], [2, 3, 2, 2]),
    "F.max_pool2d(x, 2)": ([1, 2, 4, 4],),
    "F.max_pool1d(x, 2)": ([1, 2, 4],),
    "F.avg_pool2d(x, 2)": ([1, 2, 4, 4],),
    "F.avg_pool1d(x, 2)": ([1, 2, 4],),
    "F.adaptive_avg_pool2d(x, 1)": ([1, 2, 4, 4],),
    "F.adaptive_avg_pool2d(x, 3)": ([1, 2, 4, 4],),
    "F.adaptive_max_pool2d(x, 2)": ([1, 2, 4, 4],),
    "F.batch_norm(x, None, None, w, b, True)": ([4, 2], [2], [2]),
    "F.layer_norm(x, [3], w, b)": ([2, 3], [3], [3]),
    "F.group_norm(x, 2, w, b)": ([2, 4, 2], [4], [4]),
    "F.instance_norm(x)": ([2, 4, 2, 2],),
    "F.prelu(x, w)": ([2, 3], [3]),
    "F.dropout(x, 0.5)": ([4],),
    "F.normalize(x)": ([2, 3],),
    "F.interpolate(x, scale_factor=2)": ([1, 1, 2, 2],),
    "F.softmin(x, 1)": ([2, 3],),
    "torch.flatten(x, 1)": ([2, 3, 2],),
}


def nodes():
    cases = []
    for name, shapes in NODES.items():
        leaves = dict(zip("xwb", [randn(*shape) for shape in shapes], strict=False))
        code = name.split(" of ")[0].split(" without ")[0]
        required = "\n".join(f"{leaf}.requires_grad_()" for leaf in leaves)
        cases.append(program(f"nodes of {name}", f"{required}\ncheck(names=graph({code}))", **leaves))
    return cases


def second_derivatives():
    functions = {
        "F.conv2d(x, w, stride=2, padding=1)": ([1, 2, 5, 5], [3, 2, 3, 3]),
        "F.linear(x, w)": ([2, 3], [4, 3]),
        "F.layer_norm(x, [4], w)": ([3, 4], [4]),
        "F.batch_norm(x, None, None, w, None, True)": ([4, 2, 3], [2]),
        "F.max_pool2d(x * w, 2)": ([1, 1, 4, 4], [1, 1, 4, 4]),
        "F.avg_pool2d(x * w, 2)": ([1, 1, 4, 4], [1, 1, 4, 4]),
    }
    return [
        program(
            f"second derivative of {code}",
            f"""
            x.requires_grad_()
            w.requires_grad_()
            y = {code}
            first = torch.autograd.grad((y * y * y).sum(), [x, w], create_graph=True)
            loss = (first[0] * first[0]).sum() + (first[1] * first[1] * first[1]).sum()
            loss.backward()
            check(first=[g for g in first], x=x.grad, w=w.grad)
            """,
            tolerance=5 * REDUCTION,
            x=randn(*shapes[0]),
            w=randn(*shapes[1]),
        )
        for code, shapes in functions.items()
    ]


# Code that fails, and what the message says.
ERRORS = {
    "nn.Conv2d(3, 4, 2, groups=2)": "in_channels must be divisible by groups",
    "nn.Conv2d(4, 3, 2, groups=2)": "out_channels must be divisible by groups",
    "nn.Conv2d(1, 2, 3, padding='other')": "Invalid padding string",
    "nn.Conv2d(1, 2, 3, stride=2, padding='same')": "padding='same' is not supported for strided convolutions",
    "nn.Conv2d(1, 2, 3)(torch.ones(1, 1, 2, 2))": "Kernel size can't be greater than actual input size",
    "nn.Conv2d(3, 8, 3)(torch.ones(2, 1, 8, 8))": "weight of size [8, 3, 3, 3], expected input[2, 1, 8, 8] to have 3 channels, but got 1 channels instead",
    "nn.Conv2d(3, 8, 3)(torch.ones(8, 8))": "Expected 3D (unbatched) or 4D (batched) input to conv2d, but got input of size: [8, 8]",
    "nn.ConvTranspose2d(3, 4, 2)(torch.ones(1, 2, 3, 3))": "expected input[1, 2, 3, 3] to have 3 channels, but got 2 channels instead",
    "nn.ConvTranspose2d(3, 4, 2, output_padding=1)(torch.ones(1, 3, 3, 3))": "output padding must be smaller than either stride or dilation",
    "nn.MaxPool2d(3)(torch.ones(1, 1, 2, 2))": "Output size is too small",
    "nn.MaxPool2d(3, padding=2)(torch.ones(1, 1, 5, 5))": "pad should be at most half of effective kernel size, but got pad=2, kernel_size=3 and dilation=1",
    "F.avg_pool2d(torch.ones(1, 1, 4, 4), 2, divisor_override=0)": "divisor must be not zero",
    "nn.BatchNorm2d(3)(torch.ones(2, 3))": "expected 4D input (got 2D input)",
    "nn.BatchNorm1d(3)(torch.ones(1, 3))": "Expected more than 1 value per channel when training, got input size torch.Size([1, 3])",
    "nn.BatchNorm1d(3)(torch.ones(2, 4))": "running_mean should contain 4 elements not 3",
    "F.batch_norm(torch.ones(2, 3), None, None)": "running_mean must be defined in evaluation mode",
    "nn.LayerNorm(3)(torch.ones(2, 4))": "Given normalized_shape=[3], expected input with shape [*, 3], but got input of size[2, 4]",
    "nn.GroupNorm(2, 3)": "num_channels (3) must be divisible by num_groups (2)",
    "nn.Dropout(1.5)": "dropout probability has to be between 0 and 1, but got 1.5",
    "nn.Embedding(3, 2)(torch.tensor([3]))": "index out of range in self",
    "F.one_hot(torch.tensor([3]), 2)": "Class values must be smaller than num_classes.",
    "F.one_hot(torch.tensor([-1]))": "Class values must be non-negative.",
    "nn.Unflatten(1, (2, 3))(torch.ones(2, 5))": "don't multiply up to the size of dim 1 (5)",
    "nn.PReLU(2)(torch.ones(1, 3))": "Found parameter numbers = 2 and channel size = 3",
    "F.interpolate(torch.ones(1, 1, 2, 2))": "either size or scale_factor should be defined",
    "nn.Linear(2, 3)(torch.ones(4, 5))": "mat1 and mat2 shapes cannot be multiplied (4x5 and 2x3)",
    "nn.Linear(2, 3).register_buffer('a.b', None)": 'contain "."',
    "nn.Linear(2, 3).register_buffer('train', None)": "attribute 'train' already exists",
    "nn.ModuleDict({'train': nn.ReLU()})": "attribute 'train' already exists",
}


def errors():
    return [program(f"error of {code}", code, error=[part]) for code, part in ERRORS.items()]


def lookups():
    tables = [
        "Embedding(4, 2, max_norm=0.5)",
        "Embedding(4, 2, 1, 0.9, 1.0, True)",
        "Embedding(4, 2, scale_grad_by_freq=True)",
    ]
    return [
        *[
            program(
                f"nn.{table} looks up, and trains",
                f"""
                torch.manual_seed(0)
                table = nn.{table}
                y = table(torch.tensor([[0, 1, 3], [3, 3, 1]]))
                (y * y).sum().backward()
                check(y=y, weight=table.weight, grad=table.weight.grad)
                """,
                tolerance=REDUCTION,
            )
            for table in tables
        ],
        program(
            "scaled_dot_product_attention of a query that may see nothing",
            """
            q.requires_grad_()
            mask = torch.tensor([[True, False], [False, False]])
            y = F.scaled_dot_product_attention(q, k, k, mask)
            y.sum().backward()
            check(y=y, grad=q.grad)
            """,
            tolerance=REDUCTION,
            q=randn(2, 3),
            k=randn(2, 3),
        ),
        program(
            "a linear layer without inputs gives its bias",
            "y = F.linear(torch.zeros(2, 0), torch.zeros(3, 0), b)\ncheck(y=y, none=F.linear(torch.zeros(0, 2), w))",
            b=randn(3),
            w=randn(3, 2),
        ),
        *[
            program(
                f"interpolate {options}",
                f"x.requires_grad_()\ny = F.interpolate(x, {options}, mode='bilinear')\n"
                "(y * y).sum().backward()\ncheck(y=y, grad=x.grad, names=graph(y))",
                tolerance=REDUCTION,
                x=randn(1, 1, 4, 5),
            )
            for options in ("size=(2, 3), antialias=True", "scale_factor=1.3, recompute_scale_factor=True")
        ],
        program(
            "layers draw their weights anew",
            """
            layers = [nn.Linear(3, 2), nn.Conv2d(1, 2, 2), nn.Embedding(3, 2, padding_idx=0), nn.BatchNorm1d(2)]
            layers[3](torch.tensor([[1.0, 2.0], [3.0, 5.0]]))
            torch.manual_seed(3)
            for layer in layers:
                layer.reset_parameters()
            check(weights=[layer.weight for layer in layers], bias=layers[0].bias, mean=layers[3].running_mean)
            """,
        ),
    ]


def padded():
    makers = [
        "Conv2d(1, 2, 3, padding=1, padding_mode='reflect')",
        "Conv2d(1, 2, (3, 2), padding='same', padding_mode='replicate', dilation=(1, 2))",
        "Conv1d(1, 2, 3, padding=2, padding_mode='replicate')",
    ]
    return [
        *[module(maker, [(1, 1, 4) if "1d" in maker else (1, 1, 4, 4)]) for maker in makers],
        call("conv_transpose2d", randn(1, 1, 2, 3), randn(1, 1, 1, 2), None, (3, 1), output_padding=(0, 1), dilation=2),
    ]
