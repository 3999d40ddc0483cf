"""Runs exported programs with the real frameworks, on images of public/data and from given weights.

The unit tests write tests/judges/exports: the programs as the site exports them, and cases.json.
"""

import base64
import gzip
import io
import json
import math
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import numpy
from one_truth import Numbers

HERE = Path(__file__).resolve().parent
EXPORTS = HERE / "exports"
PUBLIC_DATA = HERE.parents[1] / "public" / "data"
TOLERANCE = 1e-4

EXPORT_CASES = {case["name"]: case for case in json.loads((EXPORTS / "cases.json").read_text(encoding="utf-8"))}


def losses_of(name, framework, *, weights=None, launch=(), program="script", environment=()):
    """The loss of each step of one export, run as a reader would run it.

    `weights` are tensors by name, or a file of them, with which the images come in their order; without them the program
    draws its own, and shuffles. `launch` are Python's arguments before the program.
    """
    suffix = {"script": "py", "notebook": "ipynb"}[program]
    with tempfile.TemporaryDirectory() as folder:
        losses = Path(folder) / "losses.json"
        settings = {"DUET_DATA": str(data_file(EXPORT_CASES[name]["dataset"])), "DUET_LOSSES": str(losses)}
        if weights is not None:
            from safetensors.numpy import save

            file = Path(folder) / "weights.safetensors"
            file.write_bytes(weights if isinstance(weights, bytes) else save(weights))
            settings |= {"DUET_WEIGHTS": str(file), "DUET_SHUFFLE": "0"}
        file = EXPORTS / f"{name}_{framework}.{suffix}"
        command = [sys.executable, *launch, str(file)]
        everything = os.environ | settings | dict(environment)
        # Torchrun lost one of some hundred pairs of processes, on a busy machine and for no reason that could be found.
        run_program(command, folder, everything, attempts=2 if "torch.distributed.run" in launch else 1)
        found = json.loads(losses.read_text(encoding="utf-8"))
    if not all(math.isfinite(loss) for loss in found):
        raise RuntimeError(f"{file.name} has losses that are no numbers: {found}")
    return found


def run_program(command, folder, environment, *, attempts):
    """Runs a program until it succeeds once; each failure is shown."""
    for attempt in range(1, attempts + 1):
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
        if done.returncode == 0:
            return
        failure = f"{Path(command[-1]).name} exited with {done.returncode}:\n{done.stderr[-3000:]}\n{done.stdout[-1000:]}"
        if attempt == attempts:
            raise RuntimeError(failure)
        print(failure, file=sys.stderr)


def initial_weights(name):
    """Weights as PyTorch has them, drawn as src/engine/random/mt19937.ts draws them."""
    case = EXPORT_CASES[name]
    numbers = Numbers(case["seed"])
    return {
        parameter: numbers.uniform(shape, 0, 0.1 if len(shape) == 1 else 1 / math.sqrt(math.prod(shape[1:])))
        for parameter, shape in case["parameters"].items()
    }


def saved_weights(name, framework):
    """The initial weights as the page saves them, which the unit tests write in base64."""
    return base64.b64decode((EXPORTS / f"{name}_{framework}.safetensors.base64").read_text(encoding="ascii"))


def check_notebooks(framework):
    """Holds every notebook of a framework against the schema of its format."""
    import nbformat

    for name in EXPORT_CASES:
        notebook = nbformat.read(EXPORTS / f"{name}_{framework}.ipynb", as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
        if (notebook.nbformat, notebook.nbformat_minor) != (4, 5):
            raise ValueError(f"{name} is a notebook of format {notebook.nbformat}.{notebook.nbformat_minor}, not 4.5.")


def golden(name, losses):
    return {"name": name, "tolerance": TOLERANCE, "losses": losses}


@cache
def data_file(dataset):
    """The first images of a data set as an .npz file, in the layout of keras.datasets; it lasts as long as Python.

    Of a reader's own file it is the folder in which that lies. The programs resize the smaller MNIST themselves.
    """
    if dataset.endswith(".csv"):
        return EXPORTS
    folder = PUBLIC_DATA / dataset.removesuffix("-8x8")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    arrays = {}
    for part in ("train", "test"):
        images = read_shard(folder, manifest, manifest[part]["shards"][0])
        labels = numpy.frombuffer((folder / manifest[part]["labels"]["path"]).read_bytes(), dtype=numpy.uint8)
        arrays |= {f"x_{part}": images, f"y_{part}": labels[: len(images)]}
    with tempfile.NamedTemporaryFile(suffix=".npz", delete=False) as file:
        numpy.savez(file, **arrays)
    return Path(file.name)


def read_shard(folder, manifest, shard):
    """Bytes [count, height, width], or [count, height, width, 3]."""
    height, width, channels = manifest["height"], manifest["width"], manifest["channels"]
    content = (folder / shard["path"]).read_bytes()
    if shard["encoding"] == "gzip":
        return numpy.frombuffer(gzip.decompress(content), dtype=numpy.uint8).reshape(-1, height, width)
    from PIL import Image

    picture = numpy.asarray(Image.open(io.BytesIO(content)).convert("RGB"))
    rows, columns = picture.shape[0] // height, picture.shape[1] // width
    tiles = picture.reshape(rows, height, columns, width, channels).swapaxes(1, 2)
    return tiles.reshape(-1, height, width, channels)[: shard["count"]]
