"""The losses of exported PyTorch programs, which our runs of the same settings must have as well."""

from export_runs import HERE, check_notebooks, golden, initial_weights, losses_of, saved_weights

JUDGED = ("perceptron-sgd", "cnn-adam", "resized-digits", "own-features", "own-pixels")
TWO_PROCESSES = ("-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2")


def cases():
    check_notebooks("torch")
    found = []
    for name in JUDGED:
        found.append(golden(name, losses_of(name, "torch", weights=initial_weights(name))))
        found.append(golden(f"{name}, from its seed", losses_of(name, "torch")))
    name = JUDGED[0]
    weights = initial_weights(name)
    shared = losses_of(name, "torch", weights=weights, launch=TWO_PROCESSES, environment={"OMP_NUM_THREADS": "1"})
    found.append(golden(f"{name}, two processes", shared))
    notebook = losses_of(name, "torch", weights=weights, launch=(str(HERE / "run_notebook.py"),), program="notebook")
    found.append(golden(f"{name}, notebook", notebook))
    # Each framework drops out units of its own choice.
    found.append({"name": "cifar-dropout", "steps": len(losses_of("cifar-dropout", "torch"))})
    # A file that the page has saved, in place of one that safetensors has written.
    saved = saved_weights("cnn-adam", "torch")
    found.append(golden("cnn-adam, as the page saves it", losses_of("cnn-adam", "torch", weights=saved)))
    # A schedule and every callback.
    found.append({"name": "lab", "steps": len(losses_of("lab", "torch"))})
    return found
