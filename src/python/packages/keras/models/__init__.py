"""keras.models."""

from keras._model import Model, Sequential
from keras.saving import load_model


def clone_model(model, **_):
    from _duet.bridge import call

    from tensorflow._tensor import host

    return call(host.keras.models.cloneModel, (model,))
