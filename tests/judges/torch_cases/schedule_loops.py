"""The learning rate of each optimizer step in a training loop with a scheduler, also where that is stepped wrongly.

A case has a scheduler with its parameters by name, where the loop calls `scheduler.step()` (after each `epoch` or `batch`),
and whether it does so before the optimizer. `error` is the class of what PyTorch raised, after the rates that are there.
"""

import math
import warnings

import torch
from torch.optim import lr_scheduler

EPOCHS = 6
BATCHES = 4
LEARNING_RATE = 0.003
# Powers and cosines of two languages may differ by one unit in the last place, and each rate comes from the one before.
TOLERANCE = 1e-13

ONE_CYCLE = {
    "max_lr": 0.02,
    "total_steps": EPOCHS * BATCHES,
    "pct_start": 0.3,
    "anneal_strategy": "cos",
    "cycle_momentum": True,
    "div_factor": 25.0,
    "final_div_factor": 1e4,
    "three_phase": False,
}

SCHEDULERS = [
    ("StepLR", {"step_size": 2, "gamma": 0.5}),
    ("MultiStepLR", {"milestones": [2, 5], "gamma": 0.1}),
    ("ConstantLR", {"factor": 0.25, "total_iters": 3}),
    ("LinearLR", {"start_factor": 0.1, "end_factor": 1.0, "total_iters": 4}),
    ("ExponentialLR", {"gamma": 0.9}),
    ("PolynomialLR", {"total_iters": 5, "power": 2.0}),
    ("CosineAnnealingLR", {"T_max": 6, "eta_min": 1e-4}),
    ("CosineAnnealingWarmRestarts", {"T_0": 2, "T_mult": 2, "eta_min": 0.0}),
    ("OneCycleLR", ONE_CYCLE),
    ("OneCycleLR", {**ONE_CYCLE, "total_steps": 9, "anneal_strategy": "linear", "three_phase": True}),
    (
        "CyclicLR",
        {
            "base_lr": 0.001,
            "max_lr": 0.01,
            "step_size_up": 3,
            "mode": "triangular2",
            "gamma": 1.0,
            "cycle_momentum": True,
        },
    ),
    ("SequentialLR", {"start_factor": 0.1, "milestone": 2, "gamma": 0.8}),
    ("ChainedScheduler", {"factor": 0.1, "total_iters": 2, "gamma": 0.9}),
    ("LambdaLR", {"lr_lambda": "0.8 ** epoch"}),
    ("LambdaLR", {"lr_lambda": "1 - 0.3 * (epoch // 3) if epoch % 2 == 0 and not epoch > 4 else max(0.1, 1 / epoch)"}),
    ("LambdaLR", {"lr_lambda": "(3 + math.cos(math.pi * min(epoch, 10) / 10)) / 2 + math.exp(-epoch) * -1 // 2"}),
    ("LambdaLR", {"lr_lambda": "1 / (3 - epoch)"}),
    ("MultiplicativeLR", {"lr_lambda": "0.5 if epoch % 2 == 0 else 1.25"}),
]


def cases():
    return [
        run(index, name, values, step_after, scheduler_first)
        for index, (name, values) in enumerate(SCHEDULERS)
        for step_after in ("epoch", "batch")
        for scheduler_first in (False, True)
    ]


def create(name, values, optimizer):
    if name in ("LambdaLR", "MultiplicativeLR"):
        # Of this file, and so of nobody else.
        function = eval(f"lambda epoch: {values['lr_lambda']}", {"math": math})
        return getattr(lr_scheduler, name)(optimizer, function)
    if name == "SequentialLR":
        warm_up = lr_scheduler.LinearLR(
            optimizer, start_factor=values["start_factor"], total_iters=values["milestone"]
        )
        decay = lr_scheduler.ExponentialLR(optimizer, values["gamma"])
        return lr_scheduler.SequentialLR(optimizer, [warm_up, decay], [values["milestone"]])
    if name == "ChainedScheduler":
        constant = lr_scheduler.ConstantLR(optimizer, values["factor"], values["total_iters"])
        return lr_scheduler.ChainedScheduler([constant, lr_scheduler.ExponentialLR(optimizer, values["gamma"])])
    return getattr(lr_scheduler, name)(optimizer, **values)


def run(index, name, values, step_after, scheduler_first):
    parameter = torch.nn.Parameter(torch.zeros(1))
    parameter.grad = torch.zeros(1)
    optimizer = torch.optim.Adam([parameter], lr=LEARNING_RATE)
    rates, error = [], None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            loop(create(name, values, optimizer), optimizer, step_after, scheduler_first, rates)
        except Exception as raised:
            error = type(raised).__name__
    order = "before" if scheduler_first else "after"
    return {
        "name": f"{index + 1}. {name}, each {step_after}, {order} the optimizer",
        "tolerance": TOLERANCE,
        "schedule": {"name": name, "values": values},
        "step_after": step_after,
        "scheduler_first": scheduler_first,
        "learning_rate": LEARNING_RATE,
        "epochs": EPOCHS,
        "batches": BATCHES,
        "rates": rates,
        "warnings": sum("before `optimizer.step()`" in str(warning.message) for warning in caught),
        "error": error,
    }


def loop(scheduler, optimizer, step_after, scheduler_first, rates):
    for _ in range(EPOCHS):
        if step_after == "epoch" and scheduler_first:
            scheduler.step()
        for _ in range(BATCHES):
            if step_after == "batch" and scheduler_first:
                scheduler.step()
            rates.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            if step_after == "batch" and not scheduler_first:
                scheduler.step()
        if step_after == "epoch" and not scheduler_first:
            scheduler.step()
