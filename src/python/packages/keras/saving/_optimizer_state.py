"""The state of an optimizer in the file of its model."""

import json
import zipfile

_NAME = "optimizer.json"


def write_state(model, place):
    """Adds the state of the optimizer to the file of a compiled model."""
    optimizer = model.optimizer
    if optimizer is None:
        return
    values = [variable.numpy().ravel().tolist() for variable in optimizer.variables]
    with zipfile.ZipFile(place, "a") as file:
        file.writestr(_NAME, json.dumps({"iterations": int(optimizer.iterations), "variables": values}))


def read_state(model, place):
    """Gives the optimizer of a loaded model the state that it was saved with."""
    if model.optimizer is None:
        return
    with zipfile.ZipFile(place) as file:
        if _NAME not in file.namelist():
            return
        state = json.loads(file.read(_NAME))
    optimizer = model.optimizer
    if state["variables"]:
        optimizer.build(model.trainable_variables)
    for variable, values in zip(optimizer.variables, state["variables"]):
        variable.assign(_shaped(values, variable.shape))
    optimizer.iterations.assign(state["iterations"])


def _shaped(values, shape):
    from tensorflow._ops import reshape

    return reshape(values, list(shape))
