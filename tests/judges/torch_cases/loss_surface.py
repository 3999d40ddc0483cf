"""The loss surface in PyTorch: its grid, and the losses of every optimizer that races on it."""

from surface_race import PROBLEMS, golden, names_after


def cases():
    return [golden(problem, names_after(problem, "torch")) for problem in PROBLEMS]
