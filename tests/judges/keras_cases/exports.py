"""The losses of exported Keras programs, which our runs of the same settings must have as well."""

from export_runs import EXPORT_CASES, HERE, check_notebooks, golden, initial_weights, losses_of, saved_weights

JUDGED = ("perceptron-sgd", "cnn-adam", "resized-digits", "own-features", "own-pixels")
FROM_SEED = (*JUDGED, "cifar-dropout")
TWO_DEVICES = {"DUET_MIRRORED": "CPU:0,CPU:1"}


def cases():
    check_notebooks("keras")
    weights = {name: keras_weights(name) for name in JUDGED}
    found = [golden(name, losses_of(name, "keras", weights=weights[name])) for name in JUDGED]
    found += [golden(f"{name}, from its seed", losses_of(name, "keras")) for name in FROM_SEED]
    name = JUDGED[0]
    two_devices = (str(HERE / "run_on_two_devices.py"),)
    shared = losses_of(name, "keras", weights=weights[name], launch=two_devices, environment=TWO_DEVICES)
    found.append(golden(f"{name}, two devices", shared))
    # Its last batch is of 3 images: two devices have 2 and 1, and Keras takes the mean of their means.
    uneven = losses_of("cnn-adam", "keras", launch=two_devices, environment=TWO_DEVICES)
    found.append({"name": "cnn-adam, two devices", "steps": len(uneven)})
    launch = (str(HERE / "run_notebook.py"),)
    notebook = losses_of(name, "keras", weights=weights[name], launch=launch, program="notebook")
    found.append(golden(f"{name}, notebook", notebook))
    # A file that the page has saved, in place of one that safetensors has written.
    saved = saved_weights("cnn-adam", "keras")
    found.append(golden("cnn-adam, as the page saves it", losses_of("cnn-adam", "keras", weights=saved)))
    # A schedule and every callback.
    found.append({"name": "lab", "steps": len(losses_of("lab", "keras"))})
    return found


def keras_weights(name):
    """The initial weights in Keras's arrangement: filters [h, w, in, out], matrices [in, out], features by row first."""
    found = {}
    channels = None
    for parameter, values in initial_weights(name).items():
        layer, kind = parameter.split(".")
        if kind == "bias":
            found[f"{layer}.bias"] = values
        elif values.ndim == 4:
            found[f"{layer}.kernel"] = values.transpose(2, 3, 1, 0).copy()
            channels = values.shape[0]
        else:
            found[f"{layer}.kernel"] = (by_row(values, channels) if layer == "fc1" and channels else values).T.copy()
    if set(found) != {parameter.replace(".weight", ".kernel") for parameter in EXPORT_CASES[name]["parameters"]}:
        raise ValueError(f"{name}: not every parameter has a weight.")
    return found


def by_row(matrix, channels):
    """Columns for features [channels, side, side] as columns for [side, side, channels]."""
    side = round((matrix.shape[1] // channels) ** 0.5)
    return matrix.reshape(-1, channels, side, side).transpose(0, 2, 3, 1).reshape(matrix.shape)
