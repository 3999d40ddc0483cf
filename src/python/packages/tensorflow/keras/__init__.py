"""tf.keras: the objects of keras themselves."""

import sys

import keras

for _name, _module in list(sys.modules.items()):
    if _name == "keras" or _name.startswith("keras."):
        sys.modules[f"tensorflow.{_name}"] = _module
