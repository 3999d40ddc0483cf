"""Time training steps of the lesson's network in PyTorch, eagerly and compiled; one CSV row a mode and batch size.

On one core, and the fastest of several rounds counts, so that other work on the machine says little. On the CPU
`torch.compile` needs a C++ compiler.

Usage: python torch_speed.py > rows.csv
"""

import time

import torch
from torch import nn

STEPS, ROUNDS = 100, 15
torch.set_num_threads(1)

for batch_size in (1, 32, 512):
    images = torch.rand(batch_size * STEPS, 28, 28)
    labels = torch.arange(len(images)) % 10
    for mode in ("eager", "graph"):
        torch._dynamo.reset()
        model = nn.Sequential(
            nn.Flatten(), nn.Linear(28 * 28, 128), nn.ReLU(), nn.Linear(128, 10)
        )
        optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
        loss_function = nn.CrossEntropyLoss()

        def step(batch_images, batch_labels):
            loss = loss_function(model(batch_images), batch_labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()

        if mode == "graph":
            step = torch.compile(step)

        def epoch():
            for batch in zip(images.split(batch_size), labels.split(batch_size)):
                step(*batch)

        epoch()  # compiles, warms up
        seconds = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            epoch()
            seconds.append(time.perf_counter() - start)
        print(f"torch,{mode},{batch_size},{min(seconds) / STEPS * 1000:.3f}", flush=True)
