"""How tf.print writes values."""

from tensorflow._arithmetic import is_tensor


def text_of(value, summarize):
    """A value as tf.print writes it, with at most so many values at either end of an axis."""
    if is_tensor(value):
        return _nested(value.numpy().tolist(), summarize)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_inner(key)}: {text_of(each, summarize)}" for key, each in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        texts = ", ".join(text_of(each, summarize) for each in value)
        return f"[{texts}]" if isinstance(value, list) else f"({texts})"
    return str(value)


def _inner(key):
    return f"'{key}'" if isinstance(key, str) else str(key)


def _nested(values, summarize, depth=1):
    if not isinstance(values, list):
        return _number(values)
    texts = [_nested(each, summarize, depth + 1) for each in values]
    if summarize >= 0 and len(texts) > 2 * summarize:
        texts = [*texts[:summarize], "...", *texts[-summarize:]]
    separator = "\n" + " " * depth if any(isinstance(each, list) for each in values) else " "
    return "[" + separator.join(texts) + "]"


def _number(value):
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:g}" if value != int(value) or abs(value) >= 1e6 else str(int(value))
    return str(value)
