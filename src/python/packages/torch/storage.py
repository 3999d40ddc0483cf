"""The memory of tensors, as files hold it: one class a type, torch.FloatStorage and its like."""

import struct

from torch._types import all_types

_CODES = {
    "float32": "f",
    "float64": "d",
    "float16": "e",
    "int64": "q",
    "int32": "i",
    "int16": "h",
    "int8": "b",
    "uint8": "B",
    "bool": "?",
}


class TypedStorage:
    """Numbers of one type as bytes."""

    kind = None

    def __init__(self, data=b""):
        self.data = data

    def __len__(self):
        return len(self.data) // self.kind.itemsize


def _class_of(kind):
    return type(f"{kind.tensor_name}Storage", (TypedStorage,), {"kind": kind, "__module__": "torch"})


classes = {kind.name: _class_of(kind) for kind in all_types if kind.name in _CODES}


def storage_of(tensor):
    """The numbers of a tensor, row by row."""
    kind = tensor.dtype
    if kind.name not in classes:
        raise RuntimeError(f"{kind} cannot be saved in the browser yet.")
    values = tensor.values_row_by_row().to_py()
    if kind.name != "float32":
        numbers = values.tolist()
        values = struct.pack(
            f"<{len(numbers)}{_CODES[kind.name]}", *map(int if not kind.is_floating_point else float, numbers)
        )
    return classes[kind.name](bytes(values))


def values_of(storage):
    """The numbers of a storage."""
    return memoryview(storage.data).cast(_CODES[storage.kind.name]).tolist()
