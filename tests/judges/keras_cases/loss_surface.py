"""The loss surface in Keras, from the points and the start of the page: its grid, and the losses of every optimizer."""

from surface_race import PROBLEMS, golden, names_after, torch_data


def cases():
    return [golden(problem, names_after(problem, "keras", data=torch_data(problem))) for problem in PROBLEMS]
