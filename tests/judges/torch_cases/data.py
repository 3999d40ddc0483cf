"""torch.utils.data: data sets, splits and the order in which a loader gives batches."""

from program_case import program

LOADERS = {
    "batches in order": "batch_size=4",
    "one at a time": "",
    "without the last": "batch_size=4, drop_last=True",
    "shuffled by the default generator": "batch_size=4, shuffle=True",
    "shuffled by a generator of its own": "batch_size=3, shuffle=True, generator=torch.Generator().manual_seed(7)",
    "larger than the set": "batch_size=20, shuffle=True",
}


def cases():
    return [*loaders(), *datasets()]


def loaders():
    return [
        program(
            f"DataLoader: {name}",
            f"""
            torch.manual_seed(42)
            inputs = torch.arange(9, dtype=torch.float32).view(9, 1)
            labels = torch.arange(9)
            set = torch.utils.data.TensorDataset(inputs, labels)
            loader = torch.utils.data.DataLoader(set{", " if options else ""}{options})
            first = [batch for batch in loader]
            second = [y for x, y in loader]
            check(first=first, second=second, batches=len(loader), after=torch.rand(2))
            """,
        )
        for name, options in LOADERS.items()
    ]


def datasets():
    return [
        program(
            "TensorDataset gives samples",
            """
            set = torch.utils.data.TensorDataset(torch.tensor([[1.5, 2.5], [3.5, 4.5]]), torch.tensor([0, 1]))
            check(length=len(set))
            """,
        ),
        program(
            "Subset and random_split from a seed",
            """
            set = torch.utils.data.TensorDataset(torch.arange(10))
            part = torch.utils.data.Subset(set, [7, 2, 2])
            split = torch.utils.data.random_split(set, [6, 4], generator=torch.Generator().manual_seed(3))
            torch.manual_seed(5)
            shares = torch.utils.data.random_split(set, [0.55, 0.25, 0.2])
            check(length=len(part), parts=[len(each) for each in split], first=list(split[0].indices))
            check(second=list(split[1].indices))
            check(shares=[list(each.indices) for each in shares])
            """,
        ),
        program(
            "a loader over a Subset",
            """
            set = torch.utils.data.TensorDataset(torch.arange(10))
            loader = torch.utils.data.DataLoader(torch.utils.data.Subset(set, [9, 1, 5]), batch_size=2)
            check(batches=[batch[0] for batch in loader])
            """,
        ),
        program(
            "a loader with its own collate",
            """
            set = torch.utils.data.TensorDataset(torch.arange(5, dtype=torch.float32))
            def collate(samples):
                return torch.stack([each[0] for each in samples]) * 10
            loader = torch.utils.data.DataLoader(set, batch_size=2, collate_fn=collate)
            check(batches=[batch for batch in loader])
            """,
        ),
    ]
