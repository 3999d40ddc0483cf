"""Learning rates and momentums that PyTorch's schedulers set, their state and their errors.

A case has the groups of an optimizer, a scheduler as its class and arguments, and the arguments of each step; functions
and schedulers among the arguments are described as well, and made by the reader. `lrs` has one row before the first
step and one after each. `resume` says after which step, and how, the training goes on with new objects.

Long because it is a table: a golden file is made from one module, and each of some 180 cases takes a few lines.
"""

import warnings
from types import FunctionType

import torch
from torch.optim import lr_scheduler

EXACT = 0
# Powers and cosines of two languages may differ by one unit in the last place, and each rate comes from the one before.
ROUNDED = 1e-15

OPTIMIZERS = {"SGD": torch.optim.SGD, "Adam": torch.optim.Adam, "Adagrad": torch.optim.Adagrad}

FUNCTIONS = {
    "power": lambda base: lambda x: base**x,
    "inverse": lambda slope: lambda x: 1 / (1 + slope * x),
    "line": lambda slope: lambda x: 1 - slope * x,
    "floor": lambda size: lambda x: 0.5 ** (x // size),
    "constant": lambda value: lambda x: value,
}


def cases():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return [
            *decays(),
            *warm_ups(),
            *cosines(),
            *functions(),
            *one_cycles(),
            *cycles(),
            *plateaus(),
            *sequences(),
            *chains(),
            *given_epochs(),
            *resumed(),
            *errors(),
        ]


def function(kind, value):
    return {"function": kind, "value": value}


def scheduler(name, *args, **kwargs):
    return {"scheduler": name, "args": list(args), "kwargs": kwargs}


def create(description, optimizer):
    """The scheduler, function, or list of these that is described; anything else is itself."""
    if isinstance(description, list):
        return [create(entry, optimizer) for entry in description]
    if isinstance(description, dict) and "function" in description:
        return FUNCTIONS[description["function"]](description["value"])
    if isinstance(description, dict) and "scheduler" in description:
        args = [create(entry, optimizer) for entry in description["args"]]
        kwargs = {name: create(entry, optimizer) for name, entry in description["kwargs"].items()}
        chained = description["scheduler"] == "ChainedScheduler"
        return getattr(lr_scheduler, description["scheduler"])(*([] if chained else [optimizer]), *args, **kwargs)
    return description


def create_optimizer(kind, groups):
    return OPTIMIZERS[kind]([{"params": [torch.nn.Parameter(torch.zeros(1))], **group} for group in groups], lr=0.1)


def run(name, description, steps=20, *, lr=0.1, lrs=None, optimizer="SGD", options=None, tolerance=EXACT, resume=None):
    """`steps` is a number of steps without arguments, or a list of the arguments of each."""
    groups = [{"lr": rate, **(options or {})} for rate in lrs or [lr]]
    arguments = (
        [[]] * steps if isinstance(steps, int) else [entry if isinstance(entry, list) else [entry] for entry in steps]
    )
    original = create_optimizer(optimizer, groups)
    present = create(description, original)
    record = {"lrs": [rates(original)], "last_lrs": [last_lrs(present)], "momentums": [momentums(original)]}
    for index, args in enumerate(arguments):
        if resume and resume["after"] == index:
            original, present = resumed_objects(resume, description, optimizer, groups, original, present)
            record["resumed_lrs"] = rates(original)
        present.step(*args)
        record["lrs"].append(rates(original))
        record["last_lrs"].append(last_lrs(present))
        record["momentums"].append(momentums(original))
    # Most often the same as the rates of the groups, or absent.
    if record["last_lrs"] == record["lrs"]:
        del record["last_lrs"]
    if all(row == record["momentums"][0] for row in record["momentums"]):
        del record["momentums"]
    return {
        "name": name,
        "tolerance": tolerance,
        "optimizer": optimizer,
        "groups": [{"lr": group["lr"], **(options or {})} for group in groups],
        "scheduler": description,
        "steps": steps if isinstance(steps, int) else arguments,
        "resume": resume,
        **record,
        "state": state_of(present),
    }


def resumed_objects(resume, description, kind, groups, optimizer, old):
    """A new optimizer and scheduler that go on where the old ones stopped."""
    new_optimizer = create_optimizer(kind, groups)
    if resume["by"] == "last_epoch":
        new_optimizer.load_state_dict(optimizer.state_dict())
        kwargs = {**description["kwargs"], **resume.get("kwargs", {}), "last_epoch": old.last_epoch}
        return new_optimizer, create({**description, "kwargs": kwargs}, new_optimizer)
    new = create(description, new_optimizer)
    new_optimizer.load_state_dict(optimizer.state_dict())
    new.load_state_dict(old.state_dict())
    return new_optimizer, new


def rates(optimizer):
    return [group["lr"] for group in optimizer.param_groups]


def last_lrs(present):
    return list(present.get_last_lr())


def momentums(optimizer):
    return [group["betas"][0] if "betas" in group else group.get("momentum", 0) for group in optimizer.param_groups]


def state_of(present):
    # Whether a scheduler of schedulers has these depends on where it stands.
    accidents = ("_step_count", "_is_initial")

    def plain(value):
        if isinstance(value, dict) and "_schedulers" in value:
            return {key: plain(entry) for key, entry in value.items() if key not in accidents}
        if isinstance(value, dict):
            return {key: plain(entry) for key, entry in value.items() if not isinstance(entry, FunctionType)}
        return [plain(entry) for entry in value] if isinstance(value, list) else value

    return plain(present.state_dict())


def error(name, description, steps=0, *, message, lrs=(0.1,), optimizer="SGD"):
    """`message` is a part of what PyTorch says."""
    groups = [{"lr": rate} for rate in lrs]
    try:
        present = create(description, create_optimizer(optimizer, groups))
        for _ in range(steps):
            present.step()
    except Exception as raised:
        if message not in str(raised):
            raise
        kind = type(raised).__name__
        return {
            "name": name,
            "optimizer": optimizer,
            "groups": groups,
            "scheduler": description,
            "steps": steps,
            "error": {"class": kind, "message": message},
        }
    raise AssertionError(f"{name}: PyTorch raised nothing.")


def decays():
    return [
        run("StepLR", scheduler("StepLR", 3), 12),
        run("StepLR with gamma by name", scheduler("StepLR", 5, gamma=0.5), 30),
        run("StepLR by names", scheduler("StepLR", step_size=2, gamma=0.9), 20),
        run("StepLR every step", scheduler("StepLR", 1, 0.97), 60),
        run("StepLR of two groups", scheduler("StepLR", 4, 0.3), 16, lrs=[0.1, 0.025]),
        run("StepLR that grows", scheduler("StepLR", 2, 1.5), 10),
        run("MultiStepLR", scheduler("MultiStepLR", [3, 8]), 12),
        run("MultiStepLR of two groups", scheduler("MultiStepLR", [2, 5, 9], 0.5), 12, lrs=[1.0, 0.01]),
        run("MultiStepLR with an epoch twice", scheduler("MultiStepLR", [4, 4, 6], gamma=0.3), 10, tolerance=ROUNDED),
        run("MultiStepLR not in order", scheduler("MultiStepLR", milestones=[9, 2, 5]), 12),
        run("MultiStepLR with a milestone at the start", scheduler("MultiStepLR", [0, 3]), 6),
        run("ExponentialLR", scheduler("ExponentialLR", 0.9), 40),
        run("ExponentialLR of two groups", scheduler("ExponentialLR", gamma=0.95), 30, lrs=[0.3, 1e-3]),
        run("ExponentialLR after another scheduler", scheduler("ExponentialLR", 0.9), 5, options={"initial_lr": 0.5}),
        run("ExponentialLR that grows, for a range test", scheduler("ExponentialLR", 1.25), 50, lr=1e-6),
    ]


def warm_ups():
    return [
        run("ConstantLR", scheduler("ConstantLR"), 10),
        run("ConstantLR with options", scheduler("ConstantLR", 0.5, 3), 8),
        run("ConstantLR of two groups", scheduler("ConstantLR", factor=0.1, total_iters=4), 8, lrs=[0.1, 0.7]),
        run("ConstantLR with factor 1", scheduler("ConstantLR", 1.0), 8),
        run("ConstantLR for no epoch", scheduler("ConstantLR", 0.5, 0), 4),
        run("LinearLR", scheduler("LinearLR"), 10),
        run("LinearLR with options", scheduler("LinearLR", 0.1, 1.0, 10), 15),
        run("LinearLR downwards", scheduler("LinearLR", start_factor=1.0, end_factor=0.01, total_iters=20), 30),
        run("LinearLR to zero", scheduler("LinearLR", 1.0, 0.0, 8), 12),
        run("LinearLR of two groups", scheduler("LinearLR", 0.001, total_iters=7), 12, lrs=[0.1, 3e-4]),
        run("LinearLR of one epoch", scheduler("LinearLR", 0.5, 1.0, 1), 4),
        run("PolynomialLR", scheduler("PolynomialLR"), 10, tolerance=ROUNDED),
        run("PolynomialLR, quadratic", scheduler("PolynomialLR", 12, 2.0), 16, tolerance=ROUNDED),
        run("PolynomialLR, square root", scheduler("PolynomialLR", total_iters=20, power=0.5), 25, tolerance=ROUNDED),
        run("PolynomialLR of two groups", scheduler("PolynomialLR", 9, 0.9), 12, lrs=[0.1, 0.02], tolerance=ROUNDED),
    ]


def cosines():
    return [
        run("CosineAnnealingLR", scheduler("CosineAnnealingLR", 10), 25, tolerance=ROUNDED),
        run(
            "CosineAnnealingLR with eta_min",
            scheduler("CosineAnnealingLR", T_max=15, eta_min=0.01),
            50,
            tolerance=ROUNDED,
        ),
        run(
            "CosineAnnealingLR of two groups",
            scheduler("CosineAnnealingLR", 7, 1e-4),
            30,
            lrs=[0.1, 0.5],
            tolerance=ROUNDED,
        ),
        run("CosineAnnealingLR of one epoch", scheduler("CosineAnnealingLR", 1), 6, tolerance=ROUNDED),
        run("CosineAnnealingLR of 60 epochs", scheduler("CosineAnnealingLR", 60), 60, tolerance=ROUNDED),
        run("CosineAnnealingWarmRestarts", scheduler("CosineAnnealingWarmRestarts", 5), 20, tolerance=ROUNDED),
        run(
            "CosineAnnealingWarmRestarts, longer each time",
            scheduler("CosineAnnealingWarmRestarts", 3, 2),
            50,
            tolerance=ROUNDED,
        ),
        run(
            "CosineAnnealingWarmRestarts of two groups",
            scheduler("CosineAnnealingWarmRestarts", T_0=4, T_mult=3, eta_min=0.001),
            40,
            lrs=[0.1, 0.05],
            tolerance=ROUNDED,
        ),
    ]


def functions():
    return [
        run("LambdaLR with a power", scheduler("LambdaLR", function("power", 0.95)), 30, tolerance=ROUNDED),
        run("LambdaLR by name", scheduler("LambdaLR", lr_lambda=function("inverse", 0.1)), 20),
        run(
            "LambdaLR with a function for each group",
            scheduler("LambdaLR", [function("floor", 3), function("line", 0.05)]),
            15,
            lrs=[0.1, 0.2],
        ),
        run(
            "LambdaLR with one function for two groups", scheduler("LambdaLR", function("line", 0.1)), 8, lrs=[0.1, 0.2]
        ),
        run("MultiplicativeLR", scheduler("MultiplicativeLR", function("constant", 0.95)), 30),
        run("MultiplicativeLR by the epoch", scheduler("MultiplicativeLR", function("inverse", 0.5)), 12),
        run(
            "MultiplicativeLR with a function for each group",
            scheduler("MultiplicativeLR", [function("constant", 0.5), function("line", 0.02)]),
            12,
            lrs=[0.1, 0.3],
        ),
    ]


def one_cycles():
    momentum = {"momentum": 0.9}

    def one_cycle(name, steps, *args, optimizer="SGD", **kwargs):
        options = momentum if optimizer == "SGD" else {"betas": [0.9, 0.999]} if optimizer == "Adam" else None
        lrs = kwargs.pop("lrs", None)
        return run(
            f"OneCycleLR {name}",
            scheduler("OneCycleLR", *args, **kwargs),
            steps,
            lrs=lrs,
            optimizer=optimizer,
            options=options,
            tolerance=ROUNDED,
        )

    return [
        one_cycle("of 20 steps", 19, 0.1, 20),
        one_cycle("to the step after the last", 10, 0.1, 10),
        one_cycle("by epochs and steps", 23, max_lr=0.5, epochs=4, steps_per_epoch=6),
        one_cycle("in lines", 29, 0.1, total_steps=30, anneal_strategy="linear"),
        one_cycle("in three phases", 39, 0.1, total_steps=40, three_phase=True),
        one_cycle("in three phases and lines", 24, 0.3, total_steps=25, three_phase=True, anneal_strategy="linear"),
        one_cycle("with an early peak", 19, 1.0, 20, pct_start=0.15),
        one_cycle("with its own divisors", 14, 0.1, 15, div_factor=10.0, final_div_factor=100.0),
        one_cycle("with its own momentums", 14, 0.1, 15, base_momentum=0.5, max_momentum=0.99),
        one_cycle("without momentum", 14, 0.1, 15, cycle_momentum=False),
        one_cycle("of Adam", 19, 0.01, 20, optimizer="Adam"),
        one_cycle("of Adam in three phases", 19, 0.01, 20, three_phase=True, optimizer="Adam"),
        one_cycle("of Adagrad", 9, 0.01, 10, cycle_momentum=False, optimizer="Adagrad"),
        one_cycle("of two groups", 14, [0.1, 0.02], 15, lrs=[0.1, 0.1]),
        one_cycle(
            "of two groups and momentums",
            14,
            0.1,
            15,
            base_momentum=[0.8, 0.7],
            max_momentum=[0.9, 0.95],
            lrs=[0.1, 0.1],
        ),
    ]


def cycles():
    def cyclic(name, steps, *args, optimizer="SGD", tolerance=EXACT, **kwargs):
        options = {"momentum": 0.9} if optimizer == "SGD" else {"betas": [0.9, 0.999]} if optimizer == "Adam" else None
        lrs = kwargs.pop("lrs", None)
        description = scheduler("CyclicLR", *args, **kwargs)
        return run(
            f"CyclicLR {name}", description, steps, lrs=lrs, optimizer=optimizer, options=options, tolerance=tolerance
        )

    return [
        cyclic("triangular", 20, 0.01, 0.1, 4),
        cyclic("faster down than up", 20, 0.01, 0.1, step_size_up=5, step_size_down=2),
        cyclic("triangular2", 40, 0.001, 0.1, 5, mode="triangular2"),
        cyclic("exp_range", 40, 0.001, 0.1, 5, mode="exp_range", gamma=0.98, tolerance=ROUNDED),
        cyclic("scaled by cycles", 20, 0.01, 0.1, 3, scale_fn=function("inverse", 0.5)),
        cyclic("scaled by iterations", 20, 0.01, 0.1, 3, scale_fn=function("line", 0.01), scale_mode="iterations"),
        cyclic("without momentum", 12, 0.01, 0.1, 4, cycle_momentum=False),
        cyclic("with its own momentums", 12, 0.01, 0.1, 4, base_momentum=0.5, max_momentum=0.99),
        cyclic("of Adam", 15, 1e-4, 1e-2, 4, optimizer="Adam"),
        cyclic("of Adagrad", 8, 1e-4, 1e-2, 4, cycle_momentum=False, optimizer="Adagrad"),
        cyclic("of two groups", 15, [0.01, 0.001], [0.1, 0.05], 4, lrs=[0.3, 0.4]),
        cyclic("of the default length", 30, 0.0, 1.0),
        run(
            "CyclicLR after another scheduler",
            scheduler("CyclicLR", 0.01, 0.1, 4),
            10,
            options={"momentum": 0.9, "initial_lr": 0.5},
        ),
    ]


def plateaus():
    falling_then_flat = [1.0, 0.8, 0.7, 0.7, 0.7, 0.69999, 0.7, 0.7, 0.7, 0.5, 0.6, 0.6, 0.6, 0.6]
    accuracy = [0.1, 0.5, 0.6, 0.6, 0.59, 0.61, 0.6, 0.6, 0.6, 0.6, 0.7, 0.7, 0.7, 0.7]
    noise = [
        float(f"{value:.3f}") for value in (torch.rand(50, generator=torch.Generator().manual_seed(3)) + 1).tolist()
    ]

    def plateau(name, metrics, *args, **kwargs):
        lrs = kwargs.pop("lrs", None)
        return run(f"ReduceLROnPlateau {name}", scheduler("ReduceLROnPlateau", *args, **kwargs), metrics, lrs=lrs)

    return [
        plateau("by its defaults", [1.0] * 30),
        plateau("with patience", falling_then_flat, patience=2),
        plateau("with no patience", falling_then_flat, patience=0, factor=0.5),
        plateau("of what should grow", accuracy, "max", patience=2),
        plateau("by a difference", falling_then_flat, patience=1, threshold=0.15, threshold_mode="abs"),
        plateau("by a difference of what should grow", accuracy, "max", 0.3, 1, 0.05, "abs"),
        plateau("by a part of what should grow", accuracy, "max", 0.3, 1, threshold=0.2),
        plateau("with a cooldown", [1.0] * 25, patience=2, cooldown=3, factor=0.5),
        plateau("with a cooldown after noise", noise, patience=1, cooldown=2, factor=0.7),
        plateau("with a lower limit", [1.0] * 20, patience=0, min_lr=0.003),
        plateau("with a limit for each group", [1.0] * 12, patience=1, min_lr=[0.02, 1e-4], lrs=[0.1, 0.05]),
        plateau("that changes nothing below eps", [1.0] * 12, patience=0, eps=1e-3),
        plateau("of nan", [1.0, float("nan"), float("nan"), 0.5, float("nan"), float("nan")], patience=1),
        plateau("of negative numbers", [-1.0, -1.00005, -1.2, -1.1, -1.1, -1.3], patience=1),
        plateau("with numbered epochs", [[1.0, 3], [1.0, 4], [1.0, 10], [0.9, 11]], patience=1),
        plateau("of infinities", [float("inf"), float("inf"), 1.0, float("-inf"), 0.0], patience=0),
    ]


def sequences():
    warm_up = scheduler("LinearLR", 0.1, total_iters=4)
    return [
        run(
            "SequentialLR of a warm-up and a decay",
            scheduler("SequentialLR", [warm_up, scheduler("ExponentialLR", 0.9)], [4]),
            20,
        ),
        run(
            "SequentialLR of a warm-up and a cosine",
            scheduler("SequentialLR", [warm_up, scheduler("CosineAnnealingLR", 10)], milestones=[5]),
            15,
            tolerance=ROUNDED,
        ),
        run(
            "SequentialLR of three, two groups",
            scheduler(
                "SequentialLR",
                [scheduler("ConstantLR", 0.1, 3), scheduler("StepLR", 2, 0.5), scheduler("ExponentialLR", 0.8)],
                [3, 9],
            ),
            16,
            lrs=[0.1, 0.3],
        ),
        run(
            "SequentialLR with restarts",
            scheduler(
                "SequentialLR", [scheduler("ConstantLR", 0.5, 2), scheduler("CosineAnnealingWarmRestarts", 4)], [3]
            ),
            14,
            tolerance=ROUNDED,
        ),
        run(
            "SequentialLR that begins with its second scheduler",
            scheduler("SequentialLR", [scheduler("ConstantLR", 0.5), scheduler("StepLR", 3)], [0]),
            8,
        ),
        run(
            "SequentialLR by names",
            scheduler(
                "SequentialLR",
                schedulers=[scheduler("LambdaLR", function("inverse", 1)), scheduler("MultiStepLR", [2, 4])],
                milestones=[4],
            ),
            12,
        ),
        run(
            "SequentialLR of a chain and a decay",
            scheduler(
                "SequentialLR",
                [
                    scheduler("ChainedScheduler", [scheduler("ConstantLR", 0.5, 2), scheduler("ExponentialLR", 0.9)]),
                    scheduler("StepLR", 2),
                ],
                [4],
            ),
            10,
        ),
        run(
            "SequentialLR in a SequentialLR",
            scheduler(
                "SequentialLR",
                [scheduler("SequentialLR", [warm_up, scheduler("StepLR", 2)], [3]), scheduler("ExponentialLR", 0.5)],
                [8],
            ),
            12,
        ),
    ]


def chains():
    pair = [scheduler("ConstantLR", 0.1, 2), scheduler("ExponentialLR", 0.9)]
    return [
        run("ChainedScheduler", scheduler("ChainedScheduler", pair), 10),
        run("ChainedScheduler of two groups", scheduler("ChainedScheduler", pair), 6, lrs=[0.1, 1.0]),
        run(
            "ChainedScheduler of a cosine and a warm-up",
            scheduler(
                "ChainedScheduler", [scheduler("CosineAnnealingLR", 8), scheduler("LinearLR", 0.2, total_iters=3)]
            ),
            20,
            tolerance=ROUNDED,
        ),
        run(
            "ChainedScheduler of three",
            scheduler(
                "ChainedScheduler", [scheduler("StepLR", 3), scheduler("MultiStepLR", [5], 0.5), scheduler("LinearLR")]
            ),
            12,
        ),
        run(
            "ChainedScheduler with a function that forgets",
            scheduler(
                "ChainedScheduler", [scheduler("ExponentialLR", 0.5), scheduler("LambdaLR", function("line", 0.1))]
            ),
            6,
        ),
    ]


def given_epochs():
    epochs = [5, 2, 0, 7, 12, 3]

    def given(*args, tolerance=ROUNDED, steps=epochs, **kwargs):
        return run(f"step(epoch) of {args[0]}", scheduler(*args, **kwargs), steps, lrs=[0.1, 0.3], tolerance=tolerance)

    return [
        given("StepLR", 3),
        given("MultiStepLR", [2, 5, 5], 0.5),
        given("ConstantLR", 0.5, 4),
        given("LinearLR", 0.1, total_iters=6),
        given("ExponentialLR", 0.9),
        run(
            "step(epoch) after another scheduler",
            scheduler("StepLR", 3, 0.5),
            [4, 7],
            options={"initial_lr": 0.5},
        ),
        given("PolynomialLR", 8, 1.5),
        given("CosineAnnealingLR", 6, tolerance=ROUNDED),
        given("LambdaLR", function("inverse", 0.5)),
        given("MultiplicativeLR", function("constant", 0.5)),
        given("CosineAnnealingWarmRestarts", 4, steps=[0.5, 1.25, 3.75, 4.0, 9.5, [], 2.0, []], tolerance=ROUNDED),
        run(
            "step(epoch) of CosineAnnealingWarmRestarts, longer each time",
            scheduler("CosineAnnealingWarmRestarts", 2, 2),
            [2, 6, 14, 30, 62, 5.5, 13.75, 1, [], [], 29.5],
            tolerance=ROUNDED,
        ),
        run(
            "step(epoch) of CosineAnnealingWarmRestarts, three times as long each time",
            scheduler("CosineAnnealingWarmRestarts", 1, 3),
            [1, 4, 13, 40, 12.5, 39.75, []],
            tolerance=ROUNDED,
        ),
        run("step(epoch), and on without", scheduler("StepLR", 2, 0.5), [5, [], [], [], 2, []]),
    ]


def resumed():
    def both(name, description, after=6, steps=14, **known):
        return [
            run(f"{name}, resumed by {by}", description, steps, resume={"after": after, "by": by}, **known)
            for by in ("last_epoch", "state_dict")
        ]

    momentum = {"momentum": 0.9}
    return [
        *both("StepLR", scheduler("StepLR", 4, 0.5), lrs=[0.1, 0.2]),
        *both("MultiStepLR", scheduler("MultiStepLR", [3, 7, 9])),
        *both("ConstantLR", scheduler("ConstantLR", 0.5, 8)),
        *both("LinearLR", scheduler("LinearLR", 0.1, total_iters=10)),
        *both("ExponentialLR", scheduler("ExponentialLR", 0.9)),
        *both("PolynomialLR", scheduler("PolynomialLR", 10, 2.0), tolerance=ROUNDED),
        *both("CosineAnnealingLR", scheduler("CosineAnnealingLR", 9, 0.001), tolerance=ROUNDED),
        *both("CosineAnnealingWarmRestarts", scheduler("CosineAnnealingWarmRestarts", 4), tolerance=ROUNDED),
        *both("LambdaLR", scheduler("LambdaLR", function("inverse", 0.2))),
        *both("MultiplicativeLR", scheduler("MultiplicativeLR", function("constant", 0.9))),
        *both("OneCycleLR", scheduler("OneCycleLR", 0.1, 20), options=momentum, tolerance=ROUNDED),
        *both("CyclicLR", scheduler("CyclicLR", 0.01, 0.1, 4, mode="triangular2"), options=momentum),
        run(
            "OneCycleLR, resumed with other limits than the groups have noted",
            scheduler("OneCycleLR", max_lr=0.1, total_steps=20),
            14,
            options=momentum,
            tolerance=ROUNDED,
            resume={
                "after": 6,
                "by": "last_epoch",
                "kwargs": {"max_lr": 0.7, "base_momentum": 0.3, "max_momentum": 0.4, "div_factor": 2.0},
            },
        ),
        run(
            "ReduceLROnPlateau, resumed by state_dict",
            scheduler("ReduceLROnPlateau", patience=2, cooldown=1),
            [1.0, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9],
            resume={"after": 4, "by": "state_dict"},
        ),
        run(
            "SequentialLR, resumed by state_dict",
            scheduler("SequentialLR", [scheduler("LinearLR", 0.1), scheduler("ExponentialLR", 0.9)], [4]),
            12,
            resume={"after": 6, "by": "state_dict"},
        ),
        run(
            "ChainedScheduler, resumed by state_dict",
            scheduler("ChainedScheduler", [scheduler("LinearLR", 0.1), scheduler("ExponentialLR", 0.9)]),
            12,
            resume={"after": 3, "by": "state_dict"},
        ),
    ]


def errors():
    step = scheduler("StepLR", 3)
    return [
        error("no initial_lr to resume from", scheduler("StepLR", 3, last_epoch=4), message="when resuming"),
        error("StepLR without a length", scheduler("StepLR", 0), 1, message="by zero"),
        error(
            "ConstantLR with a factor over 1", scheduler("ConstantLR", 1.5), message="expected to be between 0 and 1"
        ),
        error(
            "ConstantLR that cannot come back from 0", scheduler("ConstantLR", 0.0, 2), 2, message="division by zero"
        ),
        error(
            "LinearLR from 0",
            scheduler("LinearLR", 0.0),
            message="expected to be greater than 0 and less or equal to 1",
        ),
        error(
            "LinearLR to more than 1",
            scheduler("LinearLR", 0.5, 1.5),
            message="Ending multiplicative factor expected to be between 0 and 1",
        ),
        error("CosineAnnealingLR without a length", scheduler("CosineAnnealingLR", 0), 1, message="by zero"),
        error(
            "CosineAnnealingWarmRestarts of no epoch",
            scheduler("CosineAnnealingWarmRestarts", 0),
            message="Expected positive integer",
        ),
        error(
            "CosineAnnealingWarmRestarts of half an epoch",
            scheduler("CosineAnnealingWarmRestarts", 2.5),
            message="Expected positive integer",
        ),
        error(
            "CosineAnnealingWarmRestarts that shrinks",
            scheduler("CosineAnnealingWarmRestarts", 2, 0),
            message="Expected integer",
        ),
        error(
            "LambdaLR with too many functions",
            scheduler("LambdaLR", [function("line", 1), function("line", 2)]),
            message="Expected 1",
        ),
        error(
            "MultiplicativeLR with too few functions",
            scheduler("MultiplicativeLR", [function("line", 1)]),
            lrs=(0.1, 0.2),
            message="Expected 2",
        ),
        error("MultiplicativeLR with a number", scheduler("MultiplicativeLR", 0.5), message="should be a function"),
        error("LambdaLR with a number", scheduler("LambdaLR", 0.5), message=""),
        error("OneCycleLR without a length", scheduler("OneCycleLR", 0.1), message="You must define either"),
        error("OneCycleLR with epochs alone", scheduler("OneCycleLR", 0.1, epochs=3), message="You must define either"),
        error("OneCycleLR of no step", scheduler("OneCycleLR", 0.1, 0), message="Expected positive integer"),
        error("OneCycleLR of half a step", scheduler("OneCycleLR", 0.1, 2.5), message="Expected positive integer"),
        error(
            "OneCycleLR of no epoch",
            scheduler("OneCycleLR", 0.1, epochs=0, steps_per_epoch=3),
            message="Expected positive integer epochs",
        ),
        error(
            "OneCycleLR of epochs without steps",
            scheduler("OneCycleLR", 0.1, epochs=3, steps_per_epoch=-1),
            message="Expected positive integer",
        ),
        error(
            "OneCycleLR that climbs too long",
            scheduler("OneCycleLR", 0.1, 10, pct_start=1.5),
            message="Expected float between 0 and 1",
        ),
        error(
            "OneCycleLR along an unknown line",
            scheduler("OneCycleLR", 0.1, 10, anneal_strategy="steep"),
            message="must be one of 'cos' or 'linear', instead got steep",
        ),
        error(
            "OneCycleLR without momentum to cycle",
            scheduler("OneCycleLR", 0.1, 10),
            optimizer="Adagrad",
            message="optimizer must support momentum or beta1",
        ),
        error(
            "OneCycleLR with too many rates",
            scheduler("OneCycleLR", [0.1, 0.2], 10),
            message="must have the same length as",
        ),
        error(
            "OneCycleLR beyond its end",
            scheduler("OneCycleLR", 0.1, 5),
            6,
            message="Tried to step 6 times. The specified number of total steps is 5",
        ),
        error(
            "OneCycleLR with a climb of no step",
            scheduler("OneCycleLR", 0.1, 10, pct_start=0.1),
            message="division by zero",
        ),
        error(
            "CyclicLR in an unknown mode", scheduler("CyclicLR", 0.1, 1.0, mode="round"), message="mode is invalid and"
        ),
        error(
            "CyclicLR without momentum to cycle",
            scheduler("CyclicLR", 0.1, 1.0),
            optimizer="Adagrad",
            message="optimizer must support momentum or beta1",
        ),
        error(
            "CyclicLR with too few rates",
            scheduler("CyclicLR", [0.1], 1.0),
            lrs=(0.1, 0.2),
            message="must have the same length as",
        ),
        error(
            "ReduceLROnPlateau that reduces nothing",
            scheduler("ReduceLROnPlateau", factor=1.0),
            message="Factor should be < 1.0",
        ),
        error(
            "ReduceLROnPlateau in an unknown mode",
            scheduler("ReduceLROnPlateau", "best"),
            message="mode best is unknown!",
        ),
        error(
            "ReduceLROnPlateau by an unknown threshold",
            scheduler("ReduceLROnPlateau", threshold_mode="both"),
            message="threshold mode both is unknown!",
        ),
        error(
            "ReduceLROnPlateau with too many limits",
            scheduler("ReduceLROnPlateau", min_lr=[0.1, 0.2]),
            message="expected 1 min",
        ),
        error("SequentialLR of nothing", scheduler("SequentialLR", [], []), message="expects at least one scheduler"),
        error(
            "SequentialLR with too many milestones",
            scheduler("SequentialLR", [step, step], [1, 2]),
            message="number of schedulers 2 and the number of milestones to be equal to 2",
        ),
        error(
            "SequentialLR with a plateau",
            scheduler("SequentialLR", [step, scheduler("ReduceLROnPlateau")], [1]),
            message="does not support `ReduceLROnPlateau`",
        ),
        error(
            "SequentialLR with a number",
            scheduler("SequentialLR", [step, 3], [1]),
            message="at index 1 should have `optimizer` as its attribute",
        ),
        error(
            "SequentialLR that comes to a chain",
            scheduler("SequentialLR", [step, scheduler("ChainedScheduler", [step])], [1]),
            1,
            message="",
        ),
        error(
            "ChainedScheduler of nothing",
            scheduler("ChainedScheduler", []),
            message="expects at least one scheduler to be chained",
        ),
        error(
            "ChainedScheduler with a plateau",
            scheduler("ChainedScheduler", [step, scheduler("ReduceLROnPlateau")]),
            message="does not support `ReduceLROnPlateau`",
        ),
    ]
