"""Configurations as Keras writes them."""

_DTYPE = {"module": "keras", "class_name": "DTypePolicy", "config": {"name": "float32"}, "registered_name": None}
_MODULES = {"initializer": "keras.initializers", "regularizer": "keras.regularizers", "constraint": "keras.constraints"}
# What initializers by the number of inputs and outputs can be told besides, which they are not here.
_AXES = {"input_axes": None, "output_axes": None}


def serialized(config):
    """What the dialect tells of a layer, as Keras writes it."""
    own = {name: _object(name, value) for name, value in config.items() if name not in ("name", "trainable")}
    return {"name": config["name"], "trainable": config.get("trainable", True), "dtype": dict(_DTYPE), **own}


def _object(name, value):
    if not isinstance(value, dict) or "class_name" not in value:
        return value
    config = dict(value["config"])
    if name.endswith("initializer") and list(config) == ["seed"]:
        config.update(_AXES)
    module = _MODULES.get(name.rpartition("_")[2], "keras")
    return {"module": module, "class_name": value["class_name"], "config": config, "registered_name": None}


def deserialized(config):
    """The arguments that a configuration stands for."""
    return {name: _made(value) for name, value in config.items() if name != "dtype"}


def _made(value):
    if not isinstance(value, dict) or "class_name" not in value:
        return value
    import importlib

    module = importlib.import_module(value["module"])
    config = {name: each for name, each in value["config"].items() if name not in _AXES}
    return getattr(module, value["class_name"])(**config)
