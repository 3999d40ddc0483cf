"""Runs the programs that bench/accuracy.ts has written, on the images of public/data, and prints a CSV row a run.

Usage: python bench/native/accuracy.py
"""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy

ROOT = Path(__file__).resolve().parents[2]
DATASETS = {"mnist-cnn": "mnist", "fashion-mlp": "fashion-mnist"}


def data_file(dataset, folder):
    """All images that the site has of a set, as an .npz file in the layout of keras.datasets."""
    source = ROOT / "public" / "data" / dataset
    manifest = json.loads((source / "manifest.json").read_text(encoding="utf-8"))
    arrays = {}
    for part in ("train", "test"):
        shards = [gzip.decompress((source / shard["path"]).read_bytes()) for shard in manifest[part]["shards"]]
        images = numpy.frombuffer(b"".join(shards), dtype=numpy.uint8)
        arrays[f"x_{part}"] = images.reshape(-1, manifest["height"], manifest["width"])
        labels = (source / manifest[part]["labels"]["path"]).read_bytes()
        arrays[f"y_{part}"] = numpy.frombuffer(labels, dtype=numpy.uint8)
    file = Path(folder) / f"{dataset}.npz"
    numpy.savez(file, **arrays)
    return file


with tempfile.TemporaryDirectory() as folder:
    files = {name: data_file(dataset, folder) for name, dataset in DATASETS.items()}
    for program in sorted((ROOT / "bench" / "results" / "programs").glob("*.py")):
        name, preset, framework, seed = program.stem.split("_")
        environment = os.environ | {"DUET_DATA": str(files[name])}
        command = [sys.executable, str(program)]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        (accuracy,) = re.findall(r"^test loss .*, accuracy ([\d.]+)$", done.stdout, re.MULTILINE)
        print(f"real,{name},{preset},{framework},{seed},{accuracy}", flush=True)
