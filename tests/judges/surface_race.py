"""The programs of the loss surface, run as a reader would run them. The unit tests write them to tests/judges/surfaces."""

import contextlib
import io
from pathlib import Path

import numpy

SURFACES = Path(__file__).resolve().parent / "surfaces"
PROBLEMS = ("regression", "network")
TOLERANCE = 1e-4


def names_after(problem, framework, *, last_section="Race", data=None):
    """What a program's names stand for after a section. `data` takes the place of what its section Data draws."""
    text = (SURFACES / f"{problem}_{framework}.py").read_text(encoding="utf-8")
    names = {}
    for section in text.split("# %% ")[1:]:
        title, code = section.split("\n", 1)
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(code, f"{problem}_{framework}, {title}", "exec"), names)
        if title == "Data":
            names.update(data or {})
        if title == last_section:
            return names
    raise ValueError(f"{problem}_{framework}.py has no section called {last_section}.")


def torch_data(problem):
    """Points and start that PyTorch draws, which the page takes in both frameworks."""
    names = names_after(problem, "torch", last_section="Data")
    return {"x": names["x"].numpy(), "y": names["y"].numpy(), "start": names["start"]}


def golden(problem, names):
    losses = {name: numpy.array(steps, dtype=numpy.float32) for name, steps in names["losses"].items()}
    surface = numpy.asarray(names["surface"])
    return {"name": problem, "tolerance": TOLERANCE, "start": names["start"], "surface": surface, "losses": losses}
