"""Writes what the real frameworks compute to golden files, one for each module of torch_cases and keras_cases.

    python make_goldens.py FOLDER [torch | keras | torch/pointwise ...]

`npm run judge` runs it in an environment with the pinned frameworks. A module has a function `cases()`, which returns a
list of dicts; each has a "name", unique in its module, and a "tolerance" where numbers are compared.
"""

import importlib
import json
import multiprocessing
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from encoding import encode

HERE = Path(__file__).resolve().parent
FRAMEWORKS = ("torch", "keras")
# Each imports both frameworks, which is some 10 s and 1 GB.
MOST_PROCESSES = 4


def module_names(framework):
    return sorted(path.stem for path in (HERE / f"{framework}_cases").glob("*.py") if path.stem != "__init__")


def chosen_modules(wanted):
    """Pairs of framework and module, all of them unless frameworks or modules are named."""
    every = [(framework, name) for framework in FRAMEWORKS for name in module_names(framework)]
    chosen = [
        (framework, name) for framework, name in every if not wanted or {framework, f"{framework}/{name}"} & wanted
    ]
    unknown = wanted - {framework for framework, _ in chosen} - {f"{framework}/{name}" for framework, name in chosen}
    if unknown:
        sys.exit(f"There are no cases called {', '.join(sorted(unknown))}.")
    return chosen


def begin(framework):
    """Puts the framework into the state in which each module finds it, and says which framework it is."""
    if framework == "torch":
        import torch

        torch.set_num_threads(1)
        torch.manual_seed(0)
        return f"torch {torch.__version__.split('+')[0]}"
    os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", TF_ENABLE_ONEDNN_OPTS="0", CUDA_VISIBLE_DEVICES="-1")
    import keras
    import tensorflow

    keras.utils.clear_session()
    keras.utils.set_random_seed(0)
    return f"keras {keras.__version__} on tensorflow {tensorflow.__version__}"


def checked(cases):
    names = [case["name"] for case in cases]
    repeated = {name for name in names if names.count(name) > 1}
    if repeated:
        raise ValueError(f"Each case needs a name of its own; used twice: {', '.join(sorted(repeated))}.")
    return cases


def write(file, framework, cases):
    """One case a line, so that a difference between two versions can be read."""
    lines = ",\n".join(json.dumps(encode(case), allow_nan=False, separators=(",", ":")) for case in cases)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'{{"framework":{json.dumps(framework)},"cases":[\n{lines}\n]}}\n', encoding="utf-8")


def make(folder, chosen):
    framework, name = chosen
    version = begin(framework)
    module = importlib.import_module(f"{framework}_cases.{name}")
    write(Path(folder) / framework / f"{name}.json", version, checked(module.cases()))


def main(folder, *wanted):
    chosen = chosen_modules(set(wanted))
    processes = min(len(chosen), os.cpu_count() or 1, MOST_PROCESSES)
    # A fork of a process with TensorFlow's threads would hang.
    with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
        for _ in pool.map(partial(make, folder), chosen):
            pass


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
