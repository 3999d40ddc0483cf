"""The public names of Keras's namespaces: what a name of the dialect has to be found in."""

import keras
import tensorflow

NAMESPACES = {
    "keras": keras,
    "keras.Model": keras.Model,
    "keras.activations": keras.activations,
    "keras.callbacks": keras.callbacks,
    "keras.constraints": keras.constraints,
    "keras.initializers": keras.initializers,
    "keras.layers": keras.layers,
    "keras.losses": keras.losses,
    "keras.metrics": keras.metrics,
    "keras.optimizers": keras.optimizers,
    "keras.optimizers.schedules": keras.optimizers.schedules,
    "keras.regularizers": keras.regularizers,
    "keras.utils": keras.utils,
}


def cases():
    public = [{"name": name, "names": public_names(namespace)} for name, namespace in NAMESPACES.items()]
    return [*public, {"name": "tensorflow.GradientTape", "names": public_names(tensorflow.GradientTape)}]


def public_names(namespace):
    return sorted(name for name in dir(namespace) if not name.startswith("_"))
