"""The public names of Keras's namespaces and of some classes, without the namespaces within: what a name of the dialect
has to be found in."""

import types

import keras
import tensorflow

NAMESPACES = {
    "keras": keras,
    "keras.Model": keras.Model,
    "keras.Layer": keras.Layer,
    "keras.Variable": keras.Variable,
    "keras.GradientTape": tensorflow.GradientTape,
    "keras.activations": keras.activations,
    "keras.callbacks": keras.callbacks,
    "keras.callbacks.Callback": keras.callbacks.Callback,
    "keras.constraints": keras.constraints,
    "keras.initializers": keras.initializers,
    "keras.layers": keras.layers,
    "keras.losses": keras.losses,
    "keras.metrics": keras.metrics,
    "keras.metrics.Metric": keras.metrics.Metric,
    "keras.models": keras.models,
    "keras.optimizers": keras.optimizers,
    "keras.optimizers.Optimizer": keras.optimizers.Optimizer,
    "keras.optimizers.schedules": keras.optimizers.schedules,
    "keras.random": keras.random,
    "keras.regularizers": keras.regularizers,
    "keras.utils": keras.utils,
}


def cases():
    return [case(name, namespace) for name, namespace in NAMESPACES.items()]


def case(name, namespace):
    """What a namespace has, it also announces: Keras exports its names one by one."""
    names = public(namespace)
    return {"name": name, "names": names, **({} if isinstance(namespace, type) else {"announced": names})}


def public(namespace):
    names = sorted(name for name in dir(namespace) if not name.startswith("_"))
    return [name for name in names if not isinstance(getattr(namespace, name), types.ModuleType)]
