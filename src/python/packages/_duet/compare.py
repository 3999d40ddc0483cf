"""Says in words how a value of a reader's differs from the right one."""

import re
import sys

# Classes are looked up where a program has imported their package; the first that fits names a value.
_KINDS = (
    ("torch", "Tensor", "a tensor of PyTorch"),
    ("torch.nn", "Module", "a module of PyTorch"),
    ("tensorflow", "Variable", "a variable of TensorFlow"),
    ("tensorflow", "Tensor", "a tensor of TensorFlow"),
    ("keras", "Variable", "a variable of Keras"),
    ("keras", "Model", "a model of Keras"),
    ("keras", "Layer", "a layer of Keras"),
    ("numpy", "ndarray", "a NumPy array"),
    ("numpy", "bool_", "a truth value"),
    ("numpy", "generic", "a number"),
    ("builtins", "bool", "a truth value"),
    ("builtins", "int", "a number"),
    ("builtins", "float", "a number"),
    ("builtins", "str", "a string"),
    ("builtins", "list", "a list"),
    ("builtins", "tuple", "a list"),
    ("builtins", "dict", "a dictionary"),
)


def difference(given, right, tolerance):
    """
    Compares a value with the right one.

    :param tolerance: how far a number may lie from the right one, as a share of it where it is larger than 1
    :returns: what differs, as the rest of a sentence that begins with the value's name; None where nothing does
    """
    kind, expected = _kind_of(given), _kind_of(right)
    if kind != expected:
        return f"is {kind}, expected {expected}."
    compare = _COMPARISONS.get(kind)
    if compare is not None:
        return compare(given, right, tolerance)
    # Functions and classes can only be checked by calling them.
    if callable(right) or _has_address(repr(right)) or given == right or repr(given) == repr(right):
        return None
    return f"is {given!r}, which is not right."


def _kind_of(value):
    if value is None:
        return "None"
    for package, name, kind in _KINDS:
        found = getattr(sys.modules.get(package), name, None)
        if isinstance(found, type) and isinstance(value, found):
            return kind
    if isinstance(value, type):
        return "a class"
    return "a function" if callable(value) else f"a {type(value).__name__}"


def _has_address(text):
    return " at 0x" in text


def _plain(given, right, _):
    return None if given == right else f"is {given!r}, which is not right."


def _number(given, right, tolerance):
    return None if _is_near(given, right, tolerance) else f"is {_number_text(given)}, which is not right."


def _is_near(given, right, tolerance):
    if not isinstance(given, (int, float)) and not hasattr(given, "__float__"):
        return given == right
    given, right = float(given), float(right)
    if given == right or (given != given and right != right):
        return True
    return abs(given - right) <= tolerance * max(1.0, abs(right))


def _number_text(value):
    if isinstance(value, (str, bytes, bool)):
        return repr(value)
    value = value.item() if hasattr(value, "item") else value
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def _list(given, right, tolerance):
    if len(given) != len(right):
        return f"has {len(given)} items, expected {len(right)}."
    for index, (item, expected) in enumerate(zip(given, right)):
        found = difference(item, expected, tolerance)
        if found is not None:
            return f"has an item {index} that {found}"
    return None


def _dictionary(given, right, tolerance):
    for key, expected in right.items():
        if key not in given:
            return f"has no key {key!r}."
        found = difference(given[key], expected, tolerance)
        if found is not None:
            return f"has under {key!r} what {found}"
    extra = next((key for key in given if key not in right), None)
    return None if extra is None else f"has a key {extra!r} too many."


def _tensor(given, right, tolerance):
    shape, expected = list(given.shape), list(right.shape)
    if shape != expected:
        return f"has the shape {shape}, expected {expected}."
    if given.dtype != right.dtype:
        return f"has the dtype {_dtype_name(given)}, expected {_dtype_name(right)}."
    values = _flat(_values_of(given))
    wrong = [cell for cell, value in enumerate(_flat(_values_of(right))) if not _is_near(values[cell], value, tolerance)]
    if not wrong:
        return None
    first = _number_text(values[wrong[0]])
    if len(values) == 1:
        return f"is {first}, which is not right."
    return f"has {len(wrong)} of {len(values)} numbers wrong, the first at {_index_of(wrong[0], expected)}: {first}."


def _dtype_name(value):
    dtype = value.dtype
    return str(dtype) if str(dtype).startswith("torch.") else getattr(dtype, "name", dtype)


def _values_of(tensor):
    if hasattr(tensor, "detach"):
        return tensor.detach().tolist()
    return tensor.tolist() if hasattr(tensor, "tolist") else tensor.numpy().tolist()


def _flat(values):
    if not isinstance(values, list):
        return [values]
    if values and not isinstance(values[0], list):
        return values
    return [number for row in values for number in _flat(row)]


def _index_of(cell, shape):
    """The indices of a number that is counted row by row."""
    indices = []
    for length in reversed(shape):
        cell, index = divmod(cell, length)
        indices.insert(0, index)
    return indices


def _torch_module(given, right, _):
    return _count_difference(_torch_count(given), _torch_count(right)) or _line_difference(
        _torch_lines(given), _torch_lines(right)
    )


def _torch_count(module):
    # A lazy layer takes the name of another class when it has seen an input.
    if any(type(each).__name__.startswith("Lazy") for each in module.modules()):
        return None
    return sum(each.numel() for each in module.parameters())


def _torch_lines(module):
    """The module as it prints, without the names that its writer has chosen: of its class and of its parts."""
    lines = [re.sub(r"^\s*\(\w+\): ", "", line).strip() for line in repr(module).splitlines()]
    if type(module).__module__ == "__main__":
        lines[0] = lines[0].removeprefix(type(module).__name__)
    return lines


def _keras_layer(given, right, _):
    return _count_difference(_keras_count(given), _keras_count(right)) or _line_difference(
        _keras_lines(given), _keras_lines(right)
    )


def _keras_count(layer):
    return layer.count_params() if layer.built else None


def _keras_lines(layer):
    """One line for each layer, with its settings and without its name."""
    if not hasattr(layer, "layers"):
        return [_keras_line(layer)]
    return [line for each in layer.layers for line in _keras_lines(each)]


def _keras_line(layer):
    settings = [
        f"{name}={value!r}"
        for name, value in layer.get_config().items()
        if name not in ("name", "dtype", "trainable") and not _has_address(repr(value))
    ]
    return f"{type(layer).__name__}({', '.join(settings)})"


def _count_difference(given, right):
    if given == right:
        return None
    if given is None:
        return "has no weights yet: it has not seen an input."
    if right is None:
        return f"has {given:,} parameters already, and was to see its first input later."
    return f"has {given:,} parameters, expected {right:,}."


def _line_difference(given, right):
    for line, expected in zip(given, right):
        if line != expected:
            return f"has the part `{line}`, where something else is expected."
    if len(given) != len(right):
        return "has too many parts." if len(given) > len(right) else "lacks a part at its end."
    return None


_COMPARISONS = {
    "a tensor of PyTorch": _tensor,
    "a tensor of TensorFlow": _tensor,
    "a variable of TensorFlow": _tensor,
    "a variable of Keras": _tensor,
    "a NumPy array": _tensor,
    "a module of PyTorch": _torch_module,
    "a model of Keras": _keras_layer,
    "a layer of Keras": _keras_layer,
    "a number": _number,
    "a truth value": _plain,
    "a string": _plain,
    "a list": _list,
    "a dictionary": _dictionary,
}
