"""torch.nn.init: weights from a seed, and the gains of activations."""

from program_case import program

IN_PLACE = [
    "uniform_(w)",
    "uniform_(w, -2.0, 3.0)",
    "normal_(w)",
    "normal_(w, mean=1.0, std=0.5)",
    "constant_(w, 0.3)",
    "zeros_(w)",
    "ones_(w)",
    "eye_(w)",
    "xavier_uniform_(w)",
    "xavier_uniform_(w, gain=2.0)",
    "xavier_normal_(w)",
    "kaiming_uniform_(w)",
    "kaiming_uniform_(w, a=0.5)",
    "kaiming_uniform_(w, mode='fan_out', nonlinearity='relu')",
    "kaiming_normal_(w)",
    "kaiming_normal_(w, mode='fan_out', nonlinearity='relu')",
    "trunc_normal_(w, std=0.5)",
    "orthogonal_(w)",
]


def cases():
    return [*(filled(maker, shape) for maker in IN_PLACE for shape in shapes(maker)), *gains(), *modules()]


def shapes(maker):
    """A matrix, and a kernel of a convolution where its fans count."""
    return [(3, 4), (4, 2, 3, 3)] if "kaiming" in maker or "xavier" in maker else [(3, 4)]


def filled(maker, shape):
    return program(
        f"nn.init.{maker} of {list(shape)}",
        f"""
        torch.manual_seed(42)
        w = torch.empty({", ".join(map(str, shape))})
        result = nn.init.{maker}
        check(w=w, same=result is w)
        """,
        tolerance=1e-5 if "orthogonal" in maker else 1e-6,
    )


def gains():
    calls = ["'linear'", "'conv2d'", "'sigmoid'", "'tanh'", "'relu'", "'leaky_relu'", "'leaky_relu', 0.2", "'selu'"]
    return [program(f"calculate_gain({each})", f"check(gain=nn.init.calculate_gain({each}))") for each in calls]


def modules():
    return [
        program(
            "init of a parameter keeps its gradient on",
            """
            torch.manual_seed(0)
            module = nn.Linear(3, 2)
            nn.init.xavier_uniform_(module.weight)
            nn.init.zeros_(module.bias)
            check(weight=module.weight, bias=module.bias, requires=module.weight.requires_grad)
            check(leaf=module.weight.is_leaf)
            """,
        ),
        program(
            "apply with init to a network",
            """
            torch.manual_seed(0)
            model = nn.Sequential(nn.Linear(2, 3), nn.Linear(3, 1))
            def start(module):
                for p in module.parameters():
                    nn.init.constant_(p, 0.25)
            model.apply(start)
            check(y=model(torch.ones(1, 2)))
            """,
        ),
    ]
