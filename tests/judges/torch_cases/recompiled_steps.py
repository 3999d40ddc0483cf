"""What torch.compile makes of the steps that the eager-and-graph widget tries, in five calls each."""

import torch
from torch._dynamo.testing import CompileCounter

CALLS = 5
WEIGHT = torch.arange(1.0, 5.0)


class World:
    """What lies outside of the steps, and changes between them."""

    rate = torch.tensor(0.1)
    noise = torch.zeros(4)


def schedule(weight):
    return weight - World.rate * weight


def logs_loss(weight):
    loss = weight.sum()
    print(loss.item())
    return weight - 0.1 * loss


def host_number(weight, call):
    return weight - weight * (0.1 / call)


def host_index(weight, call):
    return weight - weight[call % 4]


def grows(weight, call):
    value = weight
    for _ in range(call):
        value = value * weight
    return value


def outside_tensor(weight):
    return weight + World.noise


STEPS = {
    "schedule": (schedule, False),
    "logs-loss": (logs_loss, False),
    "host-number": (host_number, True),
    "host-index": (host_index, True),
    "grows": (grows, True),
    "outside-tensor": (outside_tensor, False),
}


def outcome_of(step, is_counted):
    """Graphs that were made, and whether each call gave what the step gives without them."""
    torch._dynamo.reset()
    # Dynamo alone runs: what compiles the graphs does not change how many there are.
    counter = CompileCounter()
    compiled = torch.compile(step, backend=counter)
    is_right = True
    for call in range(1, CALLS + 1):
        World.rate.fill_(0.1 / call)
        World.noise = torch.full((4,), float(call))
        arguments = (WEIGHT, call) if is_counted else (WEIGHT,)
        is_right = is_right and torch.allclose(compiled(*arguments), step(*arguments))
    return {"graphs": counter.frame_count, "isRight": is_right, "error": None}


def graphs_of_training():
    """Graphs of a whole training step, as the widget shows its code."""
    model = torch.nn.Linear(4, 2)
    criterion = torch.nn.CrossEntropyLoss()
    optimizer = torch.optim.Adam(model.parameters())

    def step(images, labels):
        loss = criterion(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        return loss

    torch._dynamo.reset()
    counter = CompileCounter()
    compiled = torch.compile(step, backend=counter)
    for _ in range(CALLS):
        compiled(torch.ones(3, 4), torch.tensor([0, 1, 0]))
    return counter.frame_count


def cases():
    tried = [{"name": name, **outcome_of(*step)} for name, step in STEPS.items()]
    return [*tried, {"name": "training-step", "graphs": graphs_of_training()}]
