"""torch.nn, its helpers, optimizers, schedulers and torch.utils.data with their required arguments given by name."""

import torch
from call_case import REDUCTION, positive, randn
from program_case import program

LAYERS = {
    "Linear(in_features=3, out_features=2)": (2, 3),
    "Linear(3, out_features=2, bias=False)": (2, 3),
    "LazyLinear(out_features=2)": (2, 3),
    "Conv1d(in_channels=2, out_channels=3, kernel_size=3)": (1, 2, 5),
    "Conv2d(in_channels=2, out_channels=3, kernel_size=3, padding=1)": (1, 2, 3, 3),
    "Conv2d(2, 3, kernel_size=(2, 3), stride=2)": (1, 2, 4, 5),
    "LazyConv2d(out_channels=2, kernel_size=2)": (1, 2, 3, 3),
    "ConvTranspose2d(in_channels=2, out_channels=3, kernel_size=2, stride=2)": (1, 2, 2, 2),
    "MaxPool1d(kernel_size=2)": (1, 2, 4),
    "MaxPool2d(kernel_size=2, stride=1)": (1, 2, 3, 3),
    "AvgPool1d(kernel_size=2)": (1, 2, 4),
    "AvgPool2d(kernel_size=2)": (1, 2, 4, 4),
    "AdaptiveAvgPool2d(output_size=2)": (1, 2, 3, 3),
    "BatchNorm1d(num_features=3)": (4, 3),
    "BatchNorm2d(num_features=2, momentum=0.5)": (2, 2, 2, 2),
    "LayerNorm(normalized_shape=3)": (2, 3),
    "GroupNorm(num_groups=2, num_channels=4)": (2, 4, 3),
    "InstanceNorm2d(num_features=2)": (1, 2, 3, 3),
    "Unflatten(dim=1, unflattened_size=(1, 3))": (2, 3),
    "Threshold(threshold=0.1, value=2.5)": (2, 3),
    "GLU(dim=0)": (2, 3),
}

FUNCTIONS = [
    "F.linear(x, weight=w)",
    "F.layer_norm(x, normalized_shape=(3,))",
    "F.group_norm(x, num_groups=3)",
    "F.batch_norm(x, running_mean=torch.zeros(3), running_var=torch.ones(3))",
    "F.prelu(x, weight=torch.full((1,), 0.5))",
    "F.pad(x, pad=(1, 2), value=0.5)",
    "F.embedding(torch.tensor([1, 0]), weight=w)",
    "F.mse_loss(x, target=w)",
    "F.huber_loss(x, target=w, delta=0.5)",
    "F.cross_entropy(x, target=torch.tensor([0, 2]))",
    "F.binary_cross_entropy_with_logits(x, target=p)",
    "F.kl_div(x, target=p, reduction='batchmean')",
    "F.cosine_similarity(x, x2=w)",
    "F.scaled_dot_product_attention(x, key=w, value=p)",
    "F.bilinear(x, input2=w, weight=torch.ones(1, 3, 3))",
    "nn.init.constant_(torch.zeros(2), val=3.5)",
    "nn.init.calculate_gain('leaky_relu', param=0.5)",
]

SCHEDULERS = [
    "StepLR(optimizer=optimizer, step_size=1)",
    "MultiStepLR(optimizer=optimizer, milestones=[1])",
    "ExponentialLR(optimizer=optimizer, gamma=0.5)",
    "CosineAnnealingLR(optimizer=optimizer, T_max=5)",
    "CosineAnnealingWarmRestarts(optimizer=optimizer, T_0=3, T_mult=2)",
    "LambdaLR(optimizer=optimizer, lr_lambda=lambda epoch: 0.5 ** epoch)",
    "OneCycleLR(optimizer=optimizer, max_lr=0.5, total_steps=5)",
    "CyclicLR(optimizer=optimizer, base_lr=0.1, max_lr=0.5, cycle_momentum=False)",
    "LinearLR(optimizer=optimizer)",
]


def cases():
    return [*layers(), *functions(), *optimizers(), *schedulers(), data()]


def layers():
    return [
        program(
            f"nn.{maker}",
            f"torch.manual_seed(0)\nlayer = nn.{maker}\ncheck(y=layer(x), repr=repr(layer))",
            tolerance=REDUCTION,
            x=randn(*shape),
        )
        for maker, shape in LAYERS.items()
    ]


def functions():
    inputs = {"x": randn(2, 3), "w": randn(2, 3), "p": positive(2, 3) / 3}
    return [program(code, f"check(y={code})", tolerance=REDUCTION, **inputs) for code in FUNCTIONS]


def optimizers():
    return [
        program(
            f"optim.{name}(params=..., lr=...)",
            f"""
            w.requires_grad_()
            optimizer = optim.{name}(params=[w], lr=0.1)
            (w * w).sum().backward()
            nn.utils.clip_grad_norm_([w], max_norm=1.0)
            optimizer.step()
            check(w=w)
            """,
            w=torch.tensor([1.5, -0.5]),
        )
        for name in ("SGD", "Adam", "AdamW", "RMSprop", "Adagrad", "Adadelta")
    ]


def schedulers():
    return [
        program(
            f"lr_scheduler.{maker}",
            f"""
            optimizer = optim.SGD([nn.Parameter(torch.ones(1))], 0.5)
            scheduler = optim.lr_scheduler.{maker}
            optimizer.step()
            scheduler.step()
            check(lr=scheduler.get_last_lr())
            """,
        )
        for maker in SCHEDULERS
    ]


def data():
    return program(
        "torch.utils.data",
        """
        torch.manual_seed(0)
        set = torch.utils.data.TensorDataset(torch.arange(6))
        part = torch.utils.data.Subset(dataset=set, indices=[4, 2])
        halves = torch.utils.data.random_split(set, lengths=[2, 4])
        sampler = torch.utils.data.WeightedRandomSampler(weights=[1.0, 2.0, 3.0], num_samples=4)
        batches = torch.utils.data.BatchSampler(sampler=sampler, batch_size=2, drop_last=False)
        loader = torch.utils.data.DataLoader(dataset=set, batch_sampler=batches)
        check(part=len(part), halves=[half.indices for half in halves], loaded=[batch for batch in loader])
        """,
    )
