"""keras.backend."""


def backend():
    return "tensorflow"


def clear_session():
    from keras.utils import clear_session as clear

    clear()


def epsilon():
    return 1e-07


def floatx():
    return "float32"


def image_data_format():
    return "channels_last"


def is_keras_tensor(x):
    from keras import KerasTensor

    return isinstance(x, KerasTensor)
