"""Losses as functions and as modules, with every option."""

import torch
from call_case import REDUCTION, call as call_once, positive, randn
from program_case import program


def call(function, *arguments, **keywords):
    return call_once(f"nn.functional.{function}", *arguments, tolerance=REDUCTION, **keywords)


def cases():
    return [*cross_entropies(), *negative_log_likelihoods(), *distances(), *binary(), *others(), *modules()]


REDUCTIONS = ("mean", "sum", "none")
CLASSES = torch.tensor([0, 2, 1, 2])


def probabilities(*shape):
    return torch.softmax(randn(*shape), 1)


def cross_entropies():
    weight = torch.tensor([0.5, 1.0, 2.0])
    spatial = torch.tensor([[[0, 2], [1, 1]], [[2, 0], [0, 1]]])
    return [
        *(call("cross_entropy", randn(4, 3), CLASSES, reduction=each) for each in REDUCTIONS),
        *(weighted("cross_entropy", randn(4, 3), CLASSES, weight=weight, reduction=each) for each in REDUCTIONS),
        *(call("cross_entropy", randn(4, 3), CLASSES, ignore_index=2, reduction=each) for each in REDUCTIONS),
        *(call("cross_entropy", randn(4, 3), CLASSES, label_smoothing=0.1, reduction=each) for each in REDUCTIONS),
        weighted("cross_entropy", randn(4, 3), CLASSES, weight=weight, label_smoothing=0.2, ignore_index=1),
        weighted("cross_entropy", randn(4, 3), CLASSES, weight=weight, ignore_index=0),
        *(call("cross_entropy", randn(4, 3), probabilities(4, 3), reduction=each) for each in REDUCTIONS),
        weighted("cross_entropy", randn(4, 3), probabilities(4, 3), weight=weight),
        call("cross_entropy", randn(4, 3), probabilities(4, 3), label_smoothing=0.1),
        call("cross_entropy", randn(2, 3, 2, 2), spatial),
        call("cross_entropy", randn(2, 3, 2, 2), spatial, reduction="none"),
        weighted("cross_entropy", randn(2, 3, 2, 2), spatial, weight=weight),
        call("cross_entropy", randn(3), torch.tensor(1), note="of one sample"),
        call(
            "cross_entropy",
            torch.tensor([[1000.0, -1000.0, 0.0], [-90.0, 80.0, 79.0]]),
            torch.tensor([1, 2]),
            note="of large logits",
        ),
        call("cross_entropy", randn(2, 3), torch.tensor([-100, -100]), reduction="sum", note="where all are ignored"),
        call(
            "cross_entropy",
            randn(2, 3),
            torch.tensor([-100, -100]),
            grad=False,
            note="where all are ignored, of a mean",
        ),
    ]


def weighted(function, inputs, target, *, weight, **keywords):
    """A case with weights of the classes, which cannot have a gradient."""
    kind = "probabilities " if target.is_floating_point() else ""
    options = "".join(f", {name}={value!r}" for name, value in keywords.items())
    return program(
        f"{function}({list(inputs.shape)}, {kind}{list(target.shape)}{options}, weight)",
        f"""
        x.requires_grad_()
        loss = F.{function}(x, target, weight=weight{options})
        loss.sum().backward()
        check(loss=loss, grad=x.grad)
        """,
        tolerance=REDUCTION,
        x=inputs,
        target=target,
        weight=weight,
    )


def negative_log_likelihoods():
    weight = torch.tensor([0.5, 1.0, 2.0])
    return [
        *(call("nll_loss", randn(4, 3), CLASSES, reduction=each) for each in REDUCTIONS),
        call("nll_loss", randn(4, 3), CLASSES, ignore_index=2),
        *(weighted("nll_loss", randn(4, 3), CLASSES, weight=weight, reduction=each) for each in REDUCTIONS),
        call("nll_loss", randn(2, 3, 2), torch.tensor([[0, 2], [1, 1]])),
        call("nll_loss", randn(3), torch.tensor(2), note="of one sample"),
    ]


def distances():

    def pair():
        return randn(2, 3), randn(2, 3)

    near = torch.tensor([0.0, 0.5, 1.0, -2.0])
    return [
        *(
            call(name, *pair(), reduction=each)
            for name in ("mse_loss", "l1_loss", "smooth_l1_loss", "huber_loss")
            for each in REDUCTIONS
        ),
        call("l1_loss", near, near.clone(), note="of equals"),
        call("smooth_l1_loss", near, torch.zeros(4), note="at its bend"),
        call("smooth_l1_loss", *pair(), beta=0.5),
        call("smooth_l1_loss", *pair(), beta=0.0),
        call("huber_loss", near, torch.zeros(4), note="at its bend"),
        call("huber_loss", *pair(), delta=0.4),
        call("mse_loss", randn(3, 1), randn(3, 1)),
    ]


def binary():
    targets = torch.tensor([[0.0, 1.0], [1.0, 0.0], [0.3, 0.9]])
    extreme = torch.tensor([-1000.0, -20.0, 0.0, 20.0, 1000.0])

    def share():
        return (positive(3, 2) / 3).clamp(0.05, 0.95)

    frozen = [
        program(
            f"{name} with {what}",
            f"""
            x.requires_grad_()
            loss = F.{name}(x, target, {what})
            loss.sum().backward()
            check(loss=loss, grad=x.grad)
            """,
            tolerance=REDUCTION,
            x=share() if name == "binary_cross_entropy" else randn(3, 2),
            target=targets,
            weights=torch.tensor([0.5, 2.0]),
        )
        for name, what in [
            ("binary_cross_entropy", "weight=weights"),
            ("binary_cross_entropy_with_logits", "weight=weights"),
            ("binary_cross_entropy_with_logits", "pos_weight=weights"),
            ("binary_cross_entropy_with_logits", "pos_weight=weights, reduction='sum'"),
            ("binary_cross_entropy_with_logits", "weight=weights, pos_weight=weights, reduction='none'"),
        ]
    ]
    return [
        *(call("binary_cross_entropy", share(), targets, reduction=each) for each in REDUCTIONS),
        *(call("binary_cross_entropy_with_logits", randn(3, 2), targets, reduction=each) for each in REDUCTIONS),
        call(
            "binary_cross_entropy",
            torch.tensor([0.0, 1.0]),
            torch.tensor([1.0, 1.0]),
            grad=False,
            note="of certainties",
        ),
        call(
            "binary_cross_entropy_with_logits", extreme, torch.tensor([0.0, 1.0, 0.5, 0.0, 1.0]), note="of large logits"
        ),
        *frozen,
    ]


def others():
    return [call("kl_div", torch.log_softmax(randn(2, 3), 1), probabilities(2, 3), reduction="batchmean")]


def modules():
    """Losses as modules: what the function gives, and how they print."""
    makers = {
        "CrossEntropyLoss()": ("logits", "classes"),
        "CrossEntropyLoss(weight=weight, ignore_index=1, reduction='sum', label_smoothing=0.1)": ("logits", "classes"),
        "NLLLoss(ignore_index=0)": ("logits", "classes"),
        "NLLLoss(weight=weight, reduction='none')": ("logits", "classes"),
        "MSELoss()": ("logits", "other"),
        "MSELoss(reduction='sum')": ("logits", "other"),
        "L1Loss()": ("logits", "other"),
        "SmoothL1Loss(beta=0.5)": ("logits", "other"),
        "HuberLoss(reduction='none', delta=0.3)": ("logits", "other"),
        "BCELoss()": ("share", "target"),
        "BCEWithLogitsLoss()": ("logits", "target"),
        "BCEWithLogitsLoss(pos_weight=weight)": ("logits", "target"),
    }
    return [
        program(
            f"nn.{maker}",
            f"""
            criterion = nn.{maker}
            {inputs}.requires_grad_()
            loss = criterion({inputs}, {target})
            loss.sum().backward()
            check(loss=loss, grad={inputs}.grad, repr=repr(criterion), reduction=criterion.reduction)
            """,
            tolerance=REDUCTION,
            logits=randn(4, 3),
            other=randn(4, 3),
            share=(positive(4, 3) / 3).clamp(0.05, 0.95),
            target=(randn(4, 3) > 0).float(),
            classes=CLASSES,
            weight=torch.tensor([0.5, 1.0, 2.0]),
        )
        for maker, (inputs, target) in makers.items()
    ]
