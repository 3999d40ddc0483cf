"""Runs the listings of the lessons with the real frameworks and writes what their cells print as JSON.

    python listing_run.py RESULTS.json content/lessons/*/listings/*.py

For authors: `npm run judge -- --write-listings 03-tensors` runs the listings of that folder and writes what they print
to listings/outputs/*.txt, which <Listing output={...} /> shows; `npm run judge -- --listings 03-tensors` compares.

- A cell begins with `# %% name`; the outputs have the same markers. A cell that prints nothing has no output.
- `# %% name (raises)`: the cell must end with an error, whose `ValueError: ...` is the last that is recorded. The next
  cells run all the same.
- `# %% name (not recorded)`: the cell prints what is another thing with every reader: a device, a file's path, labels.
- keras.datasets and torchvision.datasets (MNIST, Fashion-MNIST, CIFAR-10) come from public/data, repeated up to the
  original's count: shapes and batches are the reader's, the order of the images is not.
- A pass over more than DUET_LISTING_BATCHES (64) batches is cut, and its figures are worthless: the cell in which that
  happens and all cells after it record "…" for what they print. What is to be shown must stand before, or train less:
  all of a pass is run where it has no more than 64 batches, and there may be as many passes as you like.
- A listing may take two minutes. It runs on one processor, in a folder of its own, without network.
"""

import ast
import json
import os
import re
import signal
import sys
import tempfile
import time
import traceback
import types
import warnings
from pathlib import Path

from listing_batches import Cut, cut_datasets, cut_keras, cut_loaders
from listing_capture import as_on_a_terminal, captured
from listing_data import feed_keras, feed_torchvision

MARKER = re.compile(r"^# %% (.+)$")
BACKEND = re.compile(r"""KERAS_BACKEND["']\] = ["'](\w+)""")
SECONDS = 120
NOT_RECORDED = "…"


def cells_of(source):
    """Pairs of a cell's name and its statements; what stands before the first marker has the name None."""
    starts = [(0, None)]
    for number, line in enumerate(source.split("\n"), 1):
        if found := MARKER.match(line):
            starts.append((number, found[1].strip()))
    cells = [(name, []) for _, name in starts]
    for statement in ast.parse(source).body:
        first = min([statement.lineno, *(each.lineno for each in getattr(statement, "decorator_list", ()))])
        index = max(index for index, (number, _) in enumerate(starts) if number < first)
        cells[index][1].append(statement)
    return cells


def run_listing(file):
    """The text of the outputs file; empty when nothing is printed or nothing can be recorded."""
    cut = prepare_frameworks(file)
    module = types.ModuleType("__main__")
    module.__file__ = str(file)
    sys.modules["__main__"] = module
    parts = []
    for name, statements in cells_of(file.read_text(encoding="utf-8")):
        with captured() as shown:
            error = run_cell(statements, module, file)
        raises = name is not None and name.endswith(" (raises)")
        if error is not None and not raises:
            raise error
        if raises and error is None:
            raise RuntimeError(f'The cell "{name}" is to raise an error, and ran without one.')
        text = shown[0] if error is None else f"{shown[0]}\n{describe(error, file)}".strip("\n")
        hidden = cut.happened or (name is not None and name.endswith(" (not recorded)"))
        if text:
            parts.append((name, NOT_RECORDED if hidden else text))
    if all(text == NOT_RECORDED for _, text in parts):
        return ""
    return "\n\n".join(text if name is None else f"# %% {name}\n{text}" for name, text in parts) + "\n"


def run_cell(statements, module, file):
    """The error that ended the cell, or None."""
    try:
        exec(compile(ast.Module(statements, []), str(file), "exec"), module.__dict__)
    except Exception as error:
        return error
    return None


def describe(error, file):
    text = as_on_a_terminal("".join(traceback.format_exception_only(error))).strip()
    return text.replace(str(file), file.name).replace(os.getcwd(), ".")


def prepare_frameworks(file):
    """Feeds and cuts what the listing imports, and makes it repeatable."""
    cut = Cut()
    warnings.simplefilter("ignore")
    names = imports_of(file)
    if "torch" in names:
        import torch

        torch.set_num_threads(1)
        cut_loaders(cut)
    if "torchvision" in names:
        feed_torchvision()
    if "keras" in names:
        if "KERAS_BACKEND" in names:
            os.environ["KERAS_BACKEND"] = BACKEND.search(file.read_text(encoding="utf-8"))[1]
        feed_keras()
        cut_keras(cut)
    if "tensorflow" in names:
        import tensorflow

        tensorflow.config.threading.set_intra_op_parallelism_threads(1)
        tensorflow.config.threading.set_inter_op_parallelism_threads(1)
        cut_datasets(cut)
    return cut


def imports_of(file):
    """Which of torch, torchvision, keras and tensorflow a listing needs; KERAS_BACKEND if it chooses the backend."""
    text = file.read_text(encoding="utf-8")
    found = set(re.findall(r"^\s*(?:import|from) (\w+)", text, re.MULTILINE))
    families = {"torch": {"torch", "torchvision"}, "torchvision": {"torchvision"}, "keras": {"keras", "tensorflow"}}
    names = {name for name, members in families.items() if found & members}
    if BACKEND.search(text):
        return names | {"KERAS_BACKEND"}
    return names | {"tensorflow"} if "keras" in names else names


def in_process(work, seconds):
    """What `work` returns, from a fork that has everything imported so far and leaves nothing behind."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        signal.alarm(seconds)
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                result = {"output": work()}
            except BaseException:
                result = {"error": traceback.format_exc()}
            os.chdir("/")
        with open(write, "w", encoding="utf-8") as pipe:
            json.dump(result, pipe)
        os._exit(0)
    os.close(write)
    with open(read, encoding="utf-8") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    if text:
        return json.loads(text)
    timed_out = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM
    return {"error": f"It took more than {seconds} s." if timed_out else f"Its process ended with status {status}."}


def run_group(framework, files):
    """Results of listings by file, in forks of a process that has imported their framework."""
    os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", TF_ENABLE_ONEDNN_OPTS="0", CUDA_VISIBLE_DEVICES="-1", MPLBACKEND="agg")
    os.environ.update(OMP_NUM_THREADS="1", TORCHINDUCTOR_COMPILE_THREADS="1", COLUMNS="80")
    if framework != "chosen by the listing":
        __import__(framework)
    results = {}
    for file in files:
        start = time.monotonic()
        result = in_process(lambda file=file: run_listing(file), SECONDS)
        results[str(file)] = result | {"seconds": round(time.monotonic() - start, 1)}
    return results


def main(results, *listings):
    files = [Path(name).resolve() for name in listings]
    groups = {"torch": [], "tensorflow": [], "chosen by the listing": []}
    for file in files:
        names = imports_of(file)
        chosen = "KERAS_BACKEND" in names
        groups["chosen by the listing" if chosen else "tensorflow" if "tensorflow" in names else "torch"].append(file)
    with tempfile.TemporaryDirectory() as folder:
        children = {}
        for framework, members in groups.items():
            part = Path(folder) / framework
            children[part] = os.fork()
            if children[part] == 0:
                part.write_text(json.dumps(run_group(framework, members) if members else {}), encoding="utf-8")
                os._exit(0)
        everything = {}
        for part, child in children.items():
            if os.waitpid(child, 0)[1] != 0:
                sys.exit(f"{part.name} could not be used, for the reason above.")
            everything |= json.loads(part.read_text(encoding="utf-8"))
    by_name = {name: everything[str(Path(name).resolve())] for name in listings}
    Path(results).write_text(json.dumps(by_name, indent=1), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    if not hasattr(os, "fork"):
        sys.exit("Listings run in forks, which Windows lacks: use the Windows Subsystem for Linux.")
    main(*sys.argv[1:])
