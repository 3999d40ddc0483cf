"""keras.config: how Keras computes. The page has one way, so that there is nothing to set."""

from keras.backend import backend, epsilon, floatx, image_data_format

__all__ = ["backend", "epsilon", "floatx", "image_data_format"]
