"""torch.nn.functional: convolutions, pooling, normalization, activations and the like."""

import torch
from call_case import ELEMENTWISE, REDUCTION, Through, call as call_once, halves, ints, positive, randn
from program_case import program


def call(function, *arguments, **keywords):
    return call_once(f"nn.functional.{function}", *arguments, **{"tolerance": REDUCTION, **keywords})


def cases():
    return [
        *convolutions(),
        *transposed_convolutions(),
        *pooling(),
        *normalization(),
        *activations(),
        *lookups(),
        *resizing(),
    ]


def image(channels=2, height=5, width=6, batch=2):
    return randn(batch, channels, height, width)


def convolutions():
    return [
        call("conv2d", image(), randn(3, 2, 3, 2), randn(3)),
        call("conv2d", image(), randn(3, 2, 3, 3)),
        call("conv2d", image(), randn(2, 2, 3, 3), stride=2),
        call("conv2d", image(), randn(2, 2, 3, 3), None, (2, 1), (1, 2)),
        call("conv2d", image(), randn(2, 2, 3, 3), padding=1),
        call("conv2d", image(), randn(2, 2, 3, 3), padding="same"),
        call("conv2d", image(), randn(2, 2, 2, 4), padding="same", note="with an even kernel"),
        call("conv2d", image(), randn(2, 2, 3, 3), padding="valid"),
        call("conv2d", image(), randn(2, 2, 3, 2), randn(2), dilation=2),
        call("conv2d", image(), randn(2, 2, 2, 2), stride=2, dilation=(1, 2), padding=1),
        call("conv2d", image(), randn(2, 2, 3, 3), padding="same", dilation=2),
        call("conv2d", image(4), randn(4, 2, 3, 3), randn(4), groups=2),
        call("conv2d", image(3), randn(6, 1, 3, 3), groups=3, padding=1, note="depthwise"),
        call("conv2d", image(2), randn(4, 1, 3, 3), groups=2, stride=2),
        call("conv2d", image(), randn(3, 2, 1, 1), randn(3), note="of one by one"),
        call("conv2d", randn(2, 5, 5), randn(3, 2, 3, 3), randn(3), note="of an image without a batch"),
        call(
            "conv2d",
            Through("Tensor.permute", randn(2, 5, 6, 2), 0, 3, 1, 2),
            randn(3, 2, 3, 3),
            note="of a channels-last view",
        ),
        call("conv2d", image(), randn(2, 2, 5, 6), randn(2), note="of a kernel as large as the image"),
        call("conv2d", image(1, 7, 7, 1), randn(1, 1, 3, 3), stride=3, note="that drops a border"),
        call("conv1d", randn(2, 2, 6), randn(3, 2, 3), randn(3)),
        call("conv1d", randn(2, 2, 6), randn(3, 2, 3), stride=2, padding=1),
    ]


def transposed_convolutions():
    return [
        call("conv_transpose2d", image(2, 3, 4), randn(2, 3, 3, 2), randn(3)),
        call("conv_transpose2d", image(2, 3, 3), randn(2, 3, 2, 2), stride=2),
        call("conv_transpose2d", image(2, 3, 3), randn(2, 2, 3, 3), stride=2, padding=1, output_padding=1),
        call("conv_transpose2d", image(2, 3, 3), randn(2, 2, 3, 3), dilation=2),
        call("conv_transpose2d", image(4, 3, 3), randn(4, 1, 3, 3), randn(2), groups=2),
        call("conv_transpose2d", image(2, 3, 3), randn(2, 2, 4, 4), None, (2, 1), (1, 0)),
    ]


def pooling():
    tied = halves(2, 2, 5, 6)
    return [
        call("max_pool2d", tied, 2, note="with ties", tolerance=ELEMENTWISE),
        call("max_pool2d", tied, 3, 2, note="that overlaps, with ties"),
        call("max_pool2d", image(), 3, stride=1, padding=1),
        call("max_pool2d", image(), (2, 3)),
        call("max_pool2d", image(), 3, 2, ceil_mode=True),
        call("max_pool2d", image(), 2, dilation=2, stride=1),
        call("max_pool2d", randn(2, 4, 4), 2, note="of an image without a batch"),
        call("max_pool2d", torch.zeros(1, 1, 4, 4), 2, note="of zeros"),
        call("max_pool1d", randn(2, 2, 6), 2),
        call("avg_pool2d", image(), 2),
        call("avg_pool2d", image(), 3, 2, 1),
        call("avg_pool2d", image(), 3, 2, 1, count_include_pad=False),
        call("avg_pool2d", image(), (2, 3), stride=1),
        call("avg_pool2d", image(), 3, 2, ceil_mode=True),
        call("adaptive_avg_pool2d", image(), 1),
        call("adaptive_avg_pool2d", image(), (2, 3)),
        call("adaptive_avg_pool2d", image(2, 5, 7), (3, 3)),
        call("adaptive_avg_pool2d", image(), (None, 2)),
    ]


def normalization():
    return [
        call("batch_norm", randn(4, 3), randn(3), positive(3), randn(3), randn(3), grad=False),
        call("batch_norm", randn(2, 3, 2, 2), None, None, randn(3), positive(3), training=True),
        call("batch_norm", randn(5, 2), None, None, training=True, eps=0.1),
        program(
            "batch_norm moves its statistics in training",
            """
            x.requires_grad_()
            y = F.batch_norm(x, mean, var, training=True, momentum=0.3)
            (y * torch.arange(24, dtype=torch.float32).view(4, 3, 2)).sum().backward()
            check(y=y, mean=mean, var=var, grad=x.grad)
            """,
            tolerance=REDUCTION,
            x=randn(4, 3, 2),
            mean=randn(3),
            var=positive(3),
        ),
        program(
            "batch_norm in evaluation has gradients, too",
            """
            x.requires_grad_()
            weight.requires_grad_()
            y = F.batch_norm(x, mean, var, weight)
            (y * y).sum().backward()
            check(y=y, grad=x.grad, weight=weight.grad, mean=mean)
            """,
            tolerance=REDUCTION,
            x=randn(4, 3),
            mean=randn(3),
            var=positive(3),
            weight=positive(3),
        ),
        call("layer_norm", randn(2, 5), [5]),
        call("layer_norm", randn(2, 3, 4), [3, 4], randn(3, 4), randn(3, 4)),
        call("layer_norm", randn(3, 4), [4], randn(4), None, 0.01),
    ]


def activations():
    return [
        call("relu", randn(2, 5), tolerance=ELEMENTWISE),
        call("leaky_relu", randn(2, 5)),
        call("leaky_relu", randn(2, 5), 0.3),
        call("leaky_relu", torch.tensor([-1.0, 0.0, 1.0]), note="at zero"),
        call("gelu", randn(2, 5)),
        call("gelu", randn(2, 5), approximate="tanh"),
        call("elu", randn(6)),
        call("elu", randn(6), alpha=0.5),
        call("selu", randn(6)),
        call("silu", randn(6)),
        call("softplus", randn(6) * 3),
        call("hardtanh", randn(6) * 2),
        call("relu6", randn(6) * 5),
        call("sigmoid", randn(5)),
        call("tanh", randn(5)),
        call("logsigmoid", randn(5) * 4),
        call("softmax", randn(2, 4), dim=1),
        call("softmax", randn(2, 3, 2), 0),
        call("log_softmax", randn(2, 4), dim=-1),
        call("log_softmax", torch.tensor([[1000.0, 0.0, -1000.0]]), 1, note="of large numbers"),
        call("softmax", torch.tensor([[1000.0, 999.0, -1000.0]]), 1, note="of large numbers"),
        call_once("softmax", randn(2, 4), 0, tolerance=REDUCTION),
        call_once("Tensor.softmax", randn(2, 4), -1, tolerance=REDUCTION),
        call_once("Tensor.log_softmax", randn(2, 3, 2), 1, tolerance=REDUCTION),
        call_once("log_softmax", randn(3, 3), 1, tolerance=REDUCTION),
        call("dropout", randn(2, 3), 0.5, False, note="in evaluation"),
        call("dropout", randn(2, 3), 0.0, True, note="of no share"),
        call("dropout", randn(2, 3), 1.0, True, note="of all"),
    ]


def lookups():
    return [
        call("embedding", torch.tensor([[0, 2], [2, 1]]), randn(4, 3)),
        call("embedding", torch.tensor([3, 3, 3]), randn(4, 2), note="of one row three times"),
        call("embedding", torch.tensor([0, 1, 0]), randn(3, 2), padding_idx=0),
        call("one_hot", ints(3, 4), num_classes=3),
    ]


def resizing():
    return [
        call("interpolate", randn(1, 2, 2, 3), scale_factor=2),
        call("interpolate", randn(1, 1, 2, 2), size=[4, 4], mode="bilinear", align_corners=False),
        call("pad", randn(1, 1, 2, 3), [1, 1, 0, 2]),
    ]
