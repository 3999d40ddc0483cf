"""torch.save and torch.load, in PyTorch's format: a zip file of a pickle and of the tensors' bytes."""

import io
import pickle
import zipfile
from collections import OrderedDict

from torch import _utils, storage
from torch._types import Size, all_types, dtype
from torch.device import device

_UNSAFE = (
    "In PyTorch 2.6, we changed the default value of the `weights_only` argument in `torch.load` from `False` to "
    "`True`. Re-running `torch.load` with `weights_only` set to `False` will likely succeed, but it can result in "
    "arbitrary code execution. Do it only if you got the file from a trusted source."
)
_DOCS = (
    "\n\nCheck the documentation of torch.load to learn more about types accepted by default with weights_only "
    "https://pytorch.org/docs/stable/generated/torch.load.html."
)
_PROTOCOL = 2


class _Pickler(pickle.Pickler):
    """Writes a storage as a reference to a file beside the pickle."""

    def __init__(self, file):
        super().__init__(file, protocol=_PROTOCOL)
        self.storages = []

    def persistent_id(self, value):
        if not isinstance(value, storage.TypedStorage):
            return None
        self.storages.append(value)
        return "storage", type(value), str(len(self.storages) - 1), "cpu", len(value)


class _Unpickler(pickle.Unpickler):
    def __init__(self, file, archive, folder):
        super().__init__(file)
        self._archive = archive
        self._folder = folder

    def persistent_load(self, identity):
        _, kind, key, _, _ = identity
        return kind(self._archive.read(f"{self._folder}/data/{key}"))


class _WeightsUnpickler(_Unpickler):
    """Makes nothing but tensors and what holds them."""

    def find_class(self, module, name):
        allowed = _safe_globals.get((module, name))
        if allowed is not None:
            return allowed
        path = name if module in ("builtins", "__builtin__") else f"{module}.{name}"
        raise pickle.UnpicklingError(
            f"Unsupported global: GLOBAL {path} was not an allowed global by default. "
            f"Please use `torch.serialization.add_safe_globals([{path}])` or the "
            f"`torch.serialization.safe_globals([{path}])` context manager to allowlist "
            "this global if you trust this class/function."
        )


def _key(value):
    return value.__module__, value.__qualname__


_safe_globals = {
    ("collections", "OrderedDict"): OrderedDict,
    ("torch._utils", "_rebuild_tensor_v2"): _utils._rebuild_tensor_v2,
    ("torch._utils", "_rebuild_parameter"): _utils._rebuild_parameter,
    ("torch", "Size"): Size,
    ("torch", "device"): device,
    ("torch", "dtype"): dtype,
    ("builtins", "set"): set,
    ("__builtin__", "set"): set,
    **{("torch", made.__name__): made for made in storage.classes.values()},
    **{("torch", kind.name): kind for kind in all_types},
}


def add_safe_globals(safe_globals):
    """Lets files that are loaded with weights_only hold instances of these classes."""
    _safe_globals.update({_key(value): value for value in safe_globals})


class safe_globals:
    """`add_safe_globals` for as long as a `with` runs."""

    def __init__(self, safe_globals):
        self._values = safe_globals

    def __enter__(self):
        add_safe_globals(self._values)

    def __exit__(self, *_):
        for value in self._values:
            _safe_globals.pop(_key(value), None)


def save(obj, f, pickle_module=None, pickle_protocol=_PROTOCOL, _use_new_zipfile_serialization=True):
    pickled = io.BytesIO()
    pickler = _Pickler(pickled)
    pickler.dump(obj)
    file = f if hasattr(f, "write") else _opened(f, "wb")
    try:
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("archive/data.pkl", pickled.getvalue())
            archive.writestr("archive/byteorder", "little")
            for number, each in enumerate(pickler.storages):
                archive.writestr(f"archive/data/{number}", each.data)
            archive.writestr("archive/version", "3\n")
    finally:
        if file is not f:
            file.close()


def _opened(path, mode):
    try:
        return open(path, mode)
    except FileNotFoundError:
        if mode == "rb":
            raise
        folder = str(path).rpartition("/")[0]
        raise RuntimeError(f"Parent directory {folder} does not exist.") from None


def load(f, map_location=None, pickle_module=None, *, weights_only=None, mmap=None, **_):
    file = f if hasattr(f, "read") else _opened(f, "rb")
    try:
        with zipfile.ZipFile(file) as archive:
            folder = archive.namelist()[0].partition("/")[0]
            kind = _Unpickler if weights_only is False else _WeightsUnpickler
            return kind(io.BytesIO(archive.read(f"{folder}/data.pkl")), archive, folder).load()
    except zipfile.BadZipFile:
        raise pickle.UnpicklingError("The file is none that torch.save of PyTorch 1.6 or later wrote.") from None
    except pickle.UnpicklingError as error:
        raise pickle.UnpicklingError(_refusal(str(error))) from None
    finally:
        if file is not f:
            file.close()


def _refusal(message):
    if not message.startswith("Unsupported global"):
        return message
    return (
        "Weights only load failed. This file can still be loaded, to do so you have two options, do those steps only "
        f"if you trust the source of the checkpoint.\n\t(1) {_UNSAFE}\n\t(2) Alternatively, to load with "
        "`weights_only=True` please check the recommended steps in the following error message.\n\tWeightsUnpickler error: "
        f"{message}{_DOCS}"
    )
