"""keras.saving."""

from keras.saving import _files
from keras.saving._optimizer_state import read_state
from keras.saving._registry import custom_object_scope, get_custom_objects, load, register_keras_serializable


def load_model(filepath, custom_objects=None, compile=True, safe_mode=True):
    """The model of a file, compiled as it was."""
    place = str(filepath)
    if not place.endswith((".keras", ".h5", ".hdf5")):
        raise ValueError(
            f"File format not supported: filepath={place}. Keras 3 only supports V3 `.keras` files and legacy H5 format "
            "files (`.h5` extension). Note that the legacy SavedModel format is not supported by `load_model()` in "
            "Keras 3. In order to reload a TensorFlow SavedModel as an inference-only layer in Keras 3, use "
            f"`keras.layers.TFSMLayer({place}, call_endpoint='serving_default')` (note that your `call_endpoint` might "
            "have a different name)."
        )
    model = load(place, custom_objects, compile)
    if compile:
        read_state(model, place)
    return model
