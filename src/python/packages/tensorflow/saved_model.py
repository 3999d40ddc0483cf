"""tf.saved_model: folders as TensorFlow names their files, whose content only this site reads."""

import os

_MODEL = "saved_model.pb"


def write(model, folder):
    """Writes a model of Keras as a folder."""
    for part in ("assets", "variables"):
        os.makedirs(os.path.join(folder, part), exist_ok=True)
    inner = os.path.join(folder, "model.keras")
    model.save(inner)
    os.replace(inner, os.path.join(folder, _MODEL))
    with open(os.path.join(folder, "fingerprint.pb"), "wb"):
        pass


def load(export_dir, tags=None, options=None):
    """What `model.export` wrote."""
    from keras.saving import _registry

    folder = str(export_dir)
    place = os.path.join(folder, _MODEL)
    if not os.path.exists(place):
        raise OSError(
            f"SavedModel file does not exist at: {folder}{os.sep}{{saved_model.pbtxt|saved_model.pb}}"
        )
    return _Loaded(_registry.load(place, None, False))


class _Loaded:
    """A model that only computes."""

    def __init__(self, model):
        self._model = model
        self.signatures = {"serve": self.serve, "serving_default": self.serve}

    def serve(self, inputs):
        return self._model(inputs, training=False)
