"""Trains a network with eager PyTorch on the best device of this machine, as bench/pytorch.ts tells it line by line.

A request is one line of JSON, and so is its answer.
"""

import json
import sys
import time

import torch
from torch import nn

DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def floats(path):
    with open(path, "rb") as file:
        return torch.frombuffer(bytearray(file.read()), dtype=torch.float32)


def build(layers, image_shape):
    """The network of a list of layers, and nothing of its weights."""
    modules = []
    height, width, features = image_shape
    for layer in layers:
        kind = layer["type"]
        if kind == "conv2d":
            size = layer["kernelSize"]
            modules.append(nn.Conv2d(features, layer["filters"], size))
            height, width, features = height - size + 1, width - size + 1, layer["filters"]
        elif kind == "maxPool2d":
            size = layer["poolSize"]
            modules.append(nn.MaxPool2d(size))
            height, width = height // size, width // size
        elif kind == "flatten":
            modules.append(nn.Flatten())
            features *= height * width
        elif kind == "dense":
            modules.append(nn.Linear(features, layer["units"]))
            features = layer["units"]
        if layer.get("activation") == "relu":
            modules.append(nn.ReLU())
    return nn.Sequential(*modules)


def load_weights(model, path):
    values = floats(path)
    start = 0
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(values[start : start + parameter.numel()].reshape(parameter.shape))
            start += parameter.numel()


class Run:
    def __init__(self, request):
        height, width, channels = request["imageShape"]
        images = floats(request["images"]).reshape(-1, height, width, channels)
        self.inputs = images.permute(0, 3, 1, 2).contiguous().to(DEVICE)
        self.targets = torch.tensor(request["labels"], device=DEVICE)
        model = build(request["layers"], request["imageShape"])
        load_weights(model, request["weights"])
        self.model = model.to(DEVICE)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        self.criterion = nn.CrossEntropyLoss()

    def step(self):
        loss = self.criterion(self.model(self.inputs), self.targets)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss

    def train(self, steps):
        start = time.perf_counter()
        for _ in range(steps):
            loss = self.step()
        value = loss.item()
        if DEVICE.type == "cuda":
            torch.cuda.synchronize()
        return {"milliseconds": (time.perf_counter() - start) * 1000, "loss": value}


def main():
    name = torch.cuda.get_device_name() if DEVICE.type == "cuda" else f"{torch.get_num_threads()} threads"
    print(json.dumps({"version": torch.__version__, "device": f"{DEVICE.type}, {name}"}), flush=True)
    run = None
    for line in sys.stdin:
        request = json.loads(line)
        if "steps" in request:
            answer = run.train(request["steps"])
        else:
            run = Run(request)
            answer = {}
        print(json.dumps(answer), flush=True)


main()
