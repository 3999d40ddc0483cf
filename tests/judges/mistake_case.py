"""Common mistakes of components/mistake/programs, really made: what each side's lines raise, warn of, or record."""

import warnings
from pathlib import Path

PROGRAMS = Path(__file__).resolve().parents[2] / "components" / "mistake" / "programs"

TOLERANCE = 1e-3
# Scores taken for probabilities are clipped, so that the gradients jump: processors that round in other ways part within
# ten steps. Between SSE4.1, AVX2 and AVX-512 the losses were seen to differ by at most 0.011.
LOOSER = {"keras-missing-from-logits": 0.02}


def mistake_cases(framework):
    """One case for each program that imports the framework: both sides, each with what comes before it."""
    cases = []
    for path in sorted(PROGRAMS.glob("*.py")):
        cells = read_cells(path.read_text(encoding="utf-8"))
        if f"import {framework}" not in cells["before"]:
            continue
        sides = {side: run_side(cells["before"], cells[side]) for side in ("wrong", "right")}
        cases.append({"name": path.stem, "tolerance": LOOSER.get(path.stem, TOLERANCE), **sides})
    return cases


def read_cells(source):
    cells = {}
    for part in source.split("# %% ")[1:]:
        name, _, code = part.partition("\n")
        cells[name.strip()] = code
    return cells


def run_side(before, lines):
    """The exception that the lines raise, else their first warning, else none; and the list `curve`, where they make one."""
    scope = {}
    exec(before, scope)
    message = None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            exec(lines, scope)
        except Exception as error:
            message = {"name": type(error).__name__, "text": str(error)}
    if message is None and caught:
        message = {"name": caught[0].category.__name__, "text": str(caught[0].message)}
    return {"message": message, "curve": scope.get("curve", [])}
