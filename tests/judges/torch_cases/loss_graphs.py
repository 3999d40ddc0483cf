"""Losses with all their options at once, for every number of axes: values, gradients and the nodes behind them."""

import torch
from call_case import REDUCTION, positive, randn
from program_case import program

REDUCTIONS = ("mean", "none")
ONE, MANY, SEQUENCE, IMAGE, VOLUME = [(3,), ()], [(4, 3), (4,)], [(2, 3, 2), (2, 2)], [(2, 3, 2, 2), (2, 2, 2)], [(2, 3, 2, 1, 2), (2, 2, 1, 2)]
# Shapes of scores, and of the classes that belong to them.
SHAPES = {"mean": (ONE, MANY, SEQUENCE, IMAGE, VOLUME), "sum": (MANY,), "none": (SEQUENCE, VOLUME)}


def cases():
    return [*of_classes(), *of_numbers(), *of_signs()]


def of_classes():
    weight = torch.tensor([0.5, 1.0, 2.0])
    return [
        each
        for reduction, shapes in SHAPES.items()
        for scores, classes in shapes
        for each in (
            graph_of("cross_entropy(x, y, reduction=how)", reduction, x=randn(*scores), fixed={"y": indices(*classes)}),
            graph_of(
                "cross_entropy(x, y, w, ignore_index=1, reduction=how, label_smoothing=0.2)",
                reduction,
                x=randn(*scores),
                fixed={"y": indices(*classes), "w": weight},
            ),
            graph_of(
                "nll_loss(x, y, w, ignore_index=-5, reduction=how)",
                reduction,
                x=randn(*scores),
                fixed={"y": indices(*classes), "w": weight},
            ),
            graph_of(
                "cross_entropy(x, y, w, reduction=how, label_smoothing=0.3)",
                reduction,
                x=randn(*scores),
                y=share(*scores),
                fixed={"w": weight},
            ),
        )
    ]


def of_numbers():
    weight = torch.tensor([[0.5, 1.0, 2.0], [1.0, 1.0, 3.0]])
    plain = ("mse_loss(x, y, reduction=how)", "l1_loss(x, y, reduction=how)", "smooth_l1_loss(x, y, reduction=how, beta=0.4)")
    weighted = ("mse_loss(x, y, reduction=how, weight=w)", "l1_loss(x, y, reduction=how, weight=w)", "huber_loss(x, y, how, 0.4, w)")
    return [
        each
        for reduction in REDUCTIONS
        for each in (
            *(graph_of(call, reduction, x=randn(2, 3), y=randn(3)) for call in plain),
            *(graph_of(call, reduction, x=randn(2, 3), y=randn(2, 3), fixed={"w": weight}) for call in weighted),
            graph_of("kl_div(x, y, reduction=how)", reduction, x=randn(2, 3), y=share(2, 3)),
            graph_of("kl_div(x, y, reduction=how, log_target=True)", reduction, x=randn(2, 3), y=randn(2, 3)),
            graph_of(
                "binary_cross_entropy(x, y, w, reduction=how)", reduction, x=share(2, 3), y=share(2, 3), fixed={"w": weight[0]}
            ),
            graph_of(
                "binary_cross_entropy_with_logits(x, y, w, reduction=how, pos_weight=w)",
                reduction,
                x=randn(2, 3),
                y=share(2, 3),
                fixed={"w": weight[0]},
            ),
        )
    ]


def of_signs():
    signs = torch.tensor([[1, -1, 1], [-1, -1, 1]])
    return [
        each
        for reduction in REDUCTIONS
        for each in (
            graph_of("hinge_embedding_loss(x, y, 0.7, reduction=how)", reduction, x=randn(2, 3), fixed={"y": signs}),
            graph_of(
                "margin_ranking_loss(x, z, y, 0.2, reduction=how)", reduction, x=randn(2, 3), z=randn(2, 3), fixed={"y": signs}
            ),
            graph_of(
                "cosine_embedding_loss(x, z, y, 0.1, reduction=how)",
                reduction,
                x=randn(2, 3),
                z=randn(2, 3),
                fixed={"y": signs[:, 1]},
            ),
        )
    ]


def graph_of(call, reduction, *, fixed=None, **leaves):
    """Losses that are weighed differently, so that their gradients differ too."""
    fixed = fixed or {}
    gradients = ", ".join(f"of_{name}={name}.grad" for name in leaves)
    required = "\n".join(f"{name}.requires_grad_()" for name in leaves)
    return program(
        f"F.{call.replace('how', repr(reduction))} of {list(leaves['x'].shape)}",
        f"{required}\nloss = F.{call.replace('how', repr(reduction))}\nnodes = graph(loss)\n"
        f"(loss * weights).sum().backward()\ncheck(loss=loss, nodes=nodes, {gradients})",
        tolerance=REDUCTION,
        weights=weights(call, reduction, fixed, leaves),
        **fixed,
        **leaves,
    )


def weights(call, reduction, fixed, leaves):
    names = {**fixed, **leaves, "F": torch.nn.functional, "how": reduction}
    loss = eval(f"F.{call}", names)
    return torch.linspace(1, 2, loss.numel()).reshape(loss.shape)


def indices(*shape):
    return torch.randint(0, 3, shape)


def share(*shape):
    return (positive(*shape) / 3).clamp(0.05, 0.95)
