"""Optimizers, step by step: parameters, state and losses, with every option; and small networks over twenty steps."""

import torch
from call_case import REDUCTION, ints, randn
from program_case import program

TRAINED = 1e-4

MAKERS = [
    "SGD(parameters, lr=0.1)",
    "SGD(parameters, lr=0.1, momentum=0.9)",
    "SGD(parameters, lr=0.1, momentum=0.9, dampening=0.3)",
    "SGD(parameters, lr=0.1, momentum=0.9, nesterov=True)",
    "SGD(parameters, lr=0.1, weight_decay=0.05)",
    "SGD(parameters, lr=0.1, momentum=0.5, weight_decay=0.05, nesterov=True)",
    "SGD(parameters, lr=0.1, maximize=True)",
    "SGD(parameters)",
    "Adam(parameters)",
    "Adam(parameters, lr=0.05)",
    "Adam(parameters, lr=0.05, betas=(0.5, 0.8))",
    "Adam(parameters, lr=0.05, eps=0.1)",
    "Adam(parameters, lr=0.05, weight_decay=0.1)",
    "Adam(parameters, lr=0.05, amsgrad=True)",
    "Adam(parameters, lr=0.05, maximize=True)",
    "AdamW(parameters)",
    "AdamW(parameters, lr=0.05)",
    "AdamW(parameters, lr=0.05, weight_decay=0.2, betas=(0.8, 0.9))",
    "AdamW(parameters, lr=0.05, amsgrad=True, eps=0.01)",
    "RMSprop(parameters)",
    "RMSprop(parameters, lr=0.05)",
    "RMSprop(parameters, lr=0.05, alpha=0.8, eps=0.1)",
    "RMSprop(parameters, lr=0.05, momentum=0.9)",
    "RMSprop(parameters, lr=0.05, centered=True)",
    "RMSprop(parameters, lr=0.05, centered=True, momentum=0.5, weight_decay=0.1)",
    "Adagrad(parameters)",
    "Adagrad(parameters, lr=0.1, lr_decay=0.2)",
    "Adagrad(parameters, lr=0.1, initial_accumulator_value=0.5, weight_decay=0.1)",
    "Adagrad(parameters, lr=0.1, eps=0.1)",
    "Adadelta(parameters)",
    "Adadelta(parameters, lr=0.5)",
    "Adadelta(parameters, rho=0.5, eps=0.01, weight_decay=0.1)",
]


def cases():
    steps = [five_steps(maker) for maker in MAKERS]
    return [*steps, *defaults(), *groups(), *states(), *others(), *networks(), *memory(), *together(), *in_place()]


def five_steps(maker):
    """A small curved problem, whose gradient changes from step to step."""
    return program(
        f"five steps of {maker.replace('parameters', '...')}",
        f"""
        w = nn.Parameter(start)
        b = nn.Parameter(torch.tensor([0.5]))
        parameters = [w, b]
        optimizer = optim.{maker}
        path = []
        losses = []
        for step in range(5):
            optimizer.zero_grad()
            loss = (torch.tanh(x @ w + b) - target).pow(2).sum()
            loss.backward()
            optimizer.step()
            path.append(w.detach().clone())
            losses.append(loss.detach())
        check(path=path, losses=losses, bias=b, state=optimizer.state_dict()['state'])
        """,
        tolerance=REDUCTION,
        start=randn(3),
        x=randn(4, 3),
        target=randn(4),
    )


def defaults():
    optimizers = ["SGD([w], lr=0.1)", "Adam([w])", "AdamW([w])", "RMSprop([w])", "Adagrad([w])", "Adadelta([w])"]
    return [
        program(
            f"default options of optim.{maker}",
            f"""
            w = nn.Parameter(torch.ones(2))
            group = optim.{maker}.param_groups[0]
            check({", ".join(f"{name}=group['{name}']" for name in default_names(maker))})
            """,
        )
        for maker in optimizers
    ]


def default_names(maker):
    chosen = (
        "lr",
        "momentum",
        "dampening",
        "weight_decay",
        "nesterov",
        "maximize",
        "betas",
        "eps",
        "amsgrad",
        "alpha",
        "centered",
        "lr_decay",
        "initial_accumulator_value",
        "rho",
    )
    w = torch.nn.Parameter(torch.ones(2))
    group = eval(f"torch.optim.{maker}", {"torch": torch, "w": w}).param_groups[0]
    return [name for name in chosen if name in group]


def groups():
    return [
        program(
            "parameter groups have options of their own",
            """
            a = nn.Parameter(torch.ones(2))
            b = nn.Parameter(torch.ones(2))
            groups = [{'params': [a]}, {'params': [b], 'lr': 0.01, 'momentum': 0.5}]
            optimizer = optim.SGD(groups, lr=0.1, weight_decay=0.1)
            for step in range(3):
                optimizer.zero_grad()
                (a * a * b).sum().backward()
                optimizer.step()
            check(a=a, b=b, rates=[group['lr'] for group in optimizer.param_groups])
            check(momenta=[group['momentum'] for group in optimizer.param_groups])
            """,
        ),
        program(
            "add_param_group and a changed learning rate",
            """
            a = nn.Parameter(torch.ones(2))
            b = nn.Parameter(torch.ones(2))
            optimizer = optim.Adam([a], lr=0.1)
            optimizer.add_param_group({'params': [b], 'lr': 0.5})
            for step in range(3):
                optimizer.zero_grad()
                (a * b * b).sum().backward()
                optimizer.step()
                for group in optimizer.param_groups:
                    group['lr'] = group['lr'] * 0.5
            check(a=a, b=b, count=len(optimizer.param_groups))
            check(rates=[group['lr'] for group in optimizer.param_groups])
            """,
        ),
        program(
            "parameters without a gradient stay as they are",
            """
            a = nn.Parameter(torch.ones(2))
            b = nn.Parameter(torch.ones(2))
            optimizer = optim.Adam([a, b], lr=0.1, weight_decay=0.5)
            a.sum().backward()
            optimizer.step()
            check(a=a, b=b, state=optimizer.state_dict()['state'])
            """,
        ),
    ]


def states():
    return [
        program(
            f"state_dict of optim.{maker.replace('[w]', '...')} brings another optimizer to the same steps",
            f"""
            w = nn.Parameter(torch.tensor([1.0, -2.0]))
            optimizer = optim.{maker}
            for step in range(2):
                optimizer.zero_grad()
                (w ** 4).sum().backward()
                optimizer.step()
            kept = w.detach().clone()
            saved = optimizer.state_dict()
            check(state=saved['state'], params=saved['param_groups'][0]['params'], lr=saved['param_groups'][0]['lr'])
            w = nn.Parameter(kept)
            again = optim.{maker}
            again.load_state_dict(saved)
            again.zero_grad()
            (w ** 4).sum().backward()
            again.step()
            check(w=w, rate=again.param_groups[0]['lr'])
            """,
            tolerance=REDUCTION,
        )
        for maker in (
            "SGD([w], lr=0.01, momentum=0.9)",
            "Adam([w], lr=0.1)",
            "AdamW([w], lr=0.1, amsgrad=True)",
            "RMSprop([w], lr=0.1, centered=True, momentum=0.5)",
            "Adagrad([w], lr=0.1)",
            "Adadelta([w], lr=0.5)",
        )
    ]


def others():
    return [
        program(
            "zero_grad sets the gradients to None, or to zero",
            """
            w = nn.Parameter(torch.ones(2))
            optimizer = optim.SGD([w], lr=0.1)
            w.sum().backward()
            optimizer.zero_grad(set_to_none=False)
            zeros = w.grad.clone()
            optimizer.zero_grad()
            check(zeros=zeros, none=w.grad)
            """,
        ),
        program(
            "two steps with one gradient",
            """
            w = nn.Parameter(torch.ones(2))
            optimizer = optim.SGD([w], lr=0.5, momentum=0.5)
            (w * w).sum().backward()
            optimizer.step()
            optimizer.step()
            check(w=w, requires=w.requires_grad, leaf=w.is_leaf)
            """,
        ),
        program(
            "a closure computes the loss",
            """
            w = nn.Parameter(torch.tensor([2.0]))
            optimizer = optim.SGD([w], lr=0.1)
            def closure():
                optimizer.zero_grad()
                loss = (w * w).sum()
                loss.backward()
                return loss
            loss = optimizer.step(closure)
            check(loss=loss, w=w)
            """,
        ),
    ]


NETWORKS = {
    "a CNN": (
        "nn.Sequential(nn.Conv2d(1, 3, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(12, 3))",
        [4, 1, 6, 6],
    ),
    # Without a bias before BatchNorm: its gradient is 0 but for rounding, and Adam makes steps of full size of that.
    "an MLP with BatchNorm": (
        "nn.Sequential(nn.Linear(5, 6, bias=False), nn.BatchNorm1d(6), nn.ReLU(), nn.Linear(6, 4), nn.Tanh(), "
        "nn.Linear(4, 3))",
        [6, 5],
    ),
}

NETWORK_OPTIMIZERS = [
    "SGD(model.parameters(), lr=0.1, momentum=0.9)",
    "Adam(model.parameters(), lr=0.01)",
    "AdamW(model.parameters(), lr=0.01)",
    "RMSprop(model.parameters(), lr=0.005)",
]


def networks():
    trained = [
        program(
            f"twenty steps of {name} with {maker.split('(')[0]}",
            f"""
            torch.manual_seed(42)
            model = {network}
            optimizer = optim.{maker}
            criterion = nn.CrossEntropyLoss()
            losses = []
            for step in range(20):
                optimizer.zero_grad()
                loss = criterion(model(x), labels)
                loss.backward()
                optimizer.step()
                losses.append(loss.detach())
            model.eval()
            check(losses=losses, state=model.state_dict(), evaluated=model(x))
            """,
            tolerance=TRAINED,
            x=randn(*shape),
            labels=ints(3, shape[0]),
        )
        for name, (network, shape) in NETWORKS.items()
        for maker in NETWORK_OPTIMIZERS
    ]
    return [
        *trained,
        *(five_batches(maker) for maker in ("SGD(model.parameters(), lr=0.1)", "Adam(model.parameters(), lr=0.01)")),
        regression(),
    ]


def five_batches(maker):
    """Each step on a batch of its own, drawn from a seed."""
    return program(
        f"five batches of a CNN with {maker.split('(')[0]}",
        f"""
        torch.manual_seed(42)
        model = nn.Sequential(nn.Conv2d(2, 4, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(4 * 3 * 2, 3))
        initial = [p.detach().clone() for p in model.parameters()]
        optimizer = optim.{maker}
        torch.manual_seed(7)
        batches = [[torch.randn(4, 2, 8, 7), torch.randint(3, (4,))] for step in range(5)]
        losses = []
        for images, labels in batches:
            optimizer.zero_grad()
            loss = F.cross_entropy(model(images), labels)
            loss.backward()
            optimizer.step()
            losses.append(loss.detach())
        check(initial=initial, losses=losses, trained=[p for p in model.parameters()])
        check(labels=[labels for images, labels in batches])
        """,
        tolerance=REDUCTION,
    )


def regression():
    return program(
        "linear regression from seed 42",
        """
        torch.manual_seed(42)
        x = torch.linspace(0, 1, 12).unsqueeze(1)
        y = 3 * x + 0.5 + 0.1 * torch.randn(12, 1)
        model = nn.Linear(1, 1)
        optimizer = optim.SGD(model.parameters(), lr=0.3)
        losses = []
        for epoch in range(20):
            loss = F.mse_loss(model(x), y)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.detach())
        check(losses=losses, weight=model.weight, bias=model.bias)
        """,
        tolerance=TRAINED,
    )


PARTS = ["w.view(3, 2)", "w.view(2, 3).t()", "w[2:5]", "w.view(2, 3)[:, 1:]"]


def memory():
    """Parameters that share the memory of others; and what else an optimizer shows of itself."""
    parts = [
        program(
            f"three steps of a parameter made of {part}",
            f"""
            p = nn.Parameter({part})
            optimizer = optim.Adam([p], lr=0.1)
            for step in range(3):
                optimizer.zero_grad()
                (p * p).sum().backward()
                optimizer.step()
            check(p=p, sums=p.sum(0), whole=w)
            """,
            w=torch.arange(6.0) / 4,
        )
        for part in PARTS
    ]
    prints = [
        program(f"print of {maker}", f"check(text=repr(optim.{maker}))")
        for maker in ("SGD([torch.zeros(1)], lr=0.1)", "Adam([torch.zeros(1)])", "Adadelta([torch.zeros(1)])")
    ]
    return [
        *parts,
        *prints,
        program(
            "zero_grad makes zeros of what is not finite",
            """
            p = nn.Parameter(torch.ones(2))
            p.grad = torch.tensor([float('nan'), float('inf')])
            optim.SGD([p]).zero_grad(False)
            check(grad=p.grad)
            """,
        ),
        program("optimizer of a tensor in no list", "optim.SGD(nn.Parameter(torch.ones(2)))", error=["params"]),
        program("optimizer of numbers", "optim.SGD([1, 2])", error=["can only optimize Tensors"]),
        program("optimizer of a group without parameters", "optim.SGD([dict(lr=0.1)])", error=["params"]),
    ]


def together():
    """Options that act on one another."""
    return [
        five_steps(maker)
        for maker in (
            "SGD(parameters, lr=0.1, momentum=0.9, dampening=0.3, weight_decay=0.05, maximize=True)",
            "SGD(parameters, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.05, maximize=True)",
            "Adam(parameters, lr=0.05, weight_decay=0.1, amsgrad=True, maximize=True)",
            "AdamW(parameters, lr=0.05, weight_decay=0.2, amsgrad=True, maximize=True)",
        )
    ]


IN_PLACE_MAKERS = [
    "SGD([w], lr=0.1, momentum=0.9)",
    "Adam([w], lr=0.1)",
    "AdamW([w], lr=0.1, weight_decay=0.2)",
]


def in_place():
    """Who sees that a parameter changes in place, and who does not."""
    return [
        case
        for maker in IN_PLACE_MAKERS
        for case in (part(maker), transposed(maker), shared(maker), late_gradient(maker), replaced(maker), stale(maker))
    ]


def steps_of(maker, setting, seen, count=3):
    """Steps with the gradient of a fourth power; `seen` is computed after each."""
    return f"""
        {setting}
        optimizer = optim.{maker}
        path = []
        for step in range({count}):
            optimizer.zero_grad()
            (w ** 4).sum().backward()
            optimizer.step()
            path.append({seen})
        check(path=path, w=w, state=optimizer.state_dict()['state'])
        """


def part(maker):
    return program(
        f"steps of optim.{maker} on a part of a tensor",
        steps_of(maker, "base = x.clone()\n        w = base[1].requires_grad_()", "base.detach().clone()"),
        tolerance=REDUCTION,
        x=randn(3, 2),
    )


def transposed(maker):
    return program(
        f"steps of optim.{maker} on a transpose",
        steps_of(maker, "base = x.clone()\n        w = base.t().requires_grad_()", "base.detach().clone()"),
        tolerance=REDUCTION,
        x=randn(3, 2),
    )


def shared(maker):
    return program(
        f"steps of optim.{maker} beside clones and a detached tensor",
        f"""
        w = nn.Parameter(x.clone())
        before = w.detach().clone()
        same = w.detach()
        optimizer = optim.{maker}
        for step in range(2):
            optimizer.zero_grad()
            (w ** 4).sum().backward()
            optimizer.step()
        between = w.detach().clone()
        optimizer.step()
        check(before=before, between=between, same=same, w=w)
        """,
        tolerance=REDUCTION,
        x=randn(3, 2),
    )


def late_gradient(maker):
    return program(
        f"steps of optim.{maker.replace('[w]', '[v, w]')}, where one gradient comes later",
        f"""
        v = nn.Parameter(x.clone())
        w = nn.Parameter(x.clone())
        optimizer = optim.{maker.replace("[w]", "[v, w]")}
        for step in range(2):
            optimizer.zero_grad()
            (w ** 4).sum().backward()
            optimizer.step()
        for step in range(2):
            optimizer.zero_grad()
            (w ** 4 + v ** 4).sum().backward()
            optimizer.step()
        check(v=v, w=w, state=optimizer.state_dict()['state'])
        """,
        tolerance=REDUCTION,
        x=randn(3),
    )


def replaced(maker):
    return program(
        f"steps of optim.{maker} after its parameter got other values",
        f"""
        w = nn.Parameter(x.clone())
        optimizer = optim.{maker}
        for step in range(2):
            optimizer.zero_grad()
            (w ** 4).sum().backward()
            optimizer.step()
        w.data = y.clone()
        optimizer.step()
        check(w=w)
        """,
        tolerance=REDUCTION,
        x=randn(3),
        y=randn(3),
    )


def stale(maker):
    return program(
        f"backward after a step of optim.{maker}",
        f"""
        w = nn.Parameter(torch.ones(2))
        optimizer = optim.{maker}
        (w * 2).sum().backward()
        loss = (w * w).sum()
        optimizer.step()
        loss.backward()
        """,
        error=["modified by an inplace operation"],
    )
