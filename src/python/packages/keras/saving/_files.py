"""Files of models: zip files with what the dialect saves, in which only this site finds its way."""

import os
import zipfile

from _duet.bridge import create_proxy, to_host, to_js

from tensorflow._tensor import host

_TOPOLOGY = "config.json"
_WEIGHTS = "model.weights.bin"


def _write(name, topology, weights):
    with zipfile.ZipFile(name, "w") as file:
        file.writestr(_TOPOLOGY, topology)
        file.writestr(_WEIGHTS, weights.to_py())


def _read(name):
    if not os.path.exists(name):
        return to_host(None)
    with zipfile.ZipFile(name) as file:
        return to_js([file.read(_TOPOLOGY).decode(), file.read(_WEIGHTS)])


def require_weights(name):
    """Raises what h5py raises where there is no such file."""
    if not os.path.exists(name):
        raise FileNotFoundError(
            2,
            "Unable to synchronously open file (unable to open file: "
            f"name = '{name}', errno = 2, error message = 'No such file or directory', flags = 0, o_flags = 0)",
        )


host.keepModelsIn(create_proxy(_write), create_proxy(_read))
