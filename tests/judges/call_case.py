"""Cases of one call: a function or method of torch, its arguments, what it returns and the gradients of its inputs."""

import torch
from encoding import encode

ELEMENTWISE = 1e-6
REDUCTION = 1e-5


class Through:
    """An argument that a call makes from a leaf, such as a transposed tensor, whose elements do not lie row by row."""

    def __init__(self, path, *arguments):
        self.path, self.arguments = path, arguments


def randn(*shape):
    """Normal numbers of two decimals."""
    return (torch.randn(*shape) * 100).round() / 100


def positive(*shape):
    """Uniform numbers of two decimals in [0.1, 2.1)."""
    return (torch.rand(*shape) * 200).floor() / 100 + 0.1


def halves(*shape):
    """Normal numbers rounded to halves, many of which are equal."""
    return (torch.randn(*shape) * 2).round() / 2


def ints(high, *shape):
    """Whole numbers from 0 to high - 1."""
    return torch.randint(high, shape)


def bools(*shape):
    return torch.rand(*shape) < 0.5


def transposed(tensor):
    """The same values, stored column by column."""
    return Through("Tensor.t", tensor.t().contiguous())


def resolve(path):
    """A function of torch by its path; `Tensor.` makes it a method of its first argument, called by that name."""
    if path == "Tensor.index":
        return lambda tensor, items: tensor[tuple(items)]
    value = torch
    for name in path.split("."):
        value = getattr(value, name)
    return value


def call(path, *arguments, name=None, tolerance=ELEMENTWISE, grad=True, note="", **keywords):
    """A case of `torch.<path>(*arguments, **keywords)`; every input of floats gets a gradient, unless `grad` is off."""
    leaves = []
    given = [prepare(argument, leaves, grad) for argument in arguments]
    named = {key: prepare(argument, leaves, grad) for key, argument in keywords.items()}
    case = {
        "name": name or title(path, given, keywords, note),
        "call": path,
        "arguments": [written for written, _ in given],
        "keywords": {key: written for key, (written, _) in named.items()},
        "tolerance": tolerance,
    }
    output = resolve(path)(*[value for _, value in given], **{key: value for key, (_, value) in named.items()})
    case["output"] = encode(output)
    return case | backward(output, leaves)


def prepare(argument, leaves, grad):
    """What the case says of an argument, and the value that torch gets."""
    if isinstance(argument, Through):
        parts = [prepare(part, leaves, grad) for part in argument.arguments]
        written = {"call": argument.path, "arguments": [written for written, _ in parts]}
        return written, resolve(argument.path)(*[value for _, value in parts])
    if isinstance(argument, torch.Tensor):
        leaf = argument.detach().clone()
        written = encode(leaf)
        if grad and leaf.is_floating_point():
            leaves.append(leaf.requires_grad_())
            written["requires_grad"] = True
        return written, leaf
    if isinstance(argument, list) and any(isinstance(part, torch.Tensor | Through) for part in argument):
        parts = [prepare(part, leaves, grad) for part in argument]
        return [written for written, _ in parts], [value for _, value in parts]
    return encode(argument), argument


def backward(output, leaves):
    """Gradients of a weighted sum of the outputs, so that each weighs differently, in the order of the inputs."""
    outputs = [output] if isinstance(output, torch.Tensor) else list(output) if isinstance(output, tuple | list) else []
    through = [part for part in outputs if isinstance(part, torch.Tensor) and part.requires_grad]
    if not leaves or not through:
        return {}
    weights = [(torch.randn_like(part.detach()) * 10).round() / 10 for part in through]
    torch.autograd.backward(through, weights)
    gradients = [leaf.grad for leaf in leaves]
    return {"output_gradients": encode(weights), "gradients": encode(gradients)}


def title(path, given, keywords, note):
    """Such as `sum([2, 3], 1, keepdim=True)`: tensors are told by their shapes."""
    parts = [brief(written) for written, _ in given] + [
        f"{key}={brief(encode_brief(value))}" for key, value in keywords.items()
    ]
    return f"{path}({', '.join(parts)})" + (f" {note}" if note else "")


def encode_brief(value):
    return (
        encode(value.detach())
        if isinstance(value, torch.Tensor)
        else "..."
        if isinstance(value, Through)
        else encode(value)
    )


def brief(written):
    if isinstance(written, dict) and "tensor" in written:
        kind = "" if written["dtype"] == "float32" else f"{written['dtype']} "
        return f"{kind}{written['shape']}"
    if isinstance(written, dict) and "call" in written:
        return f"{brief(written['arguments'][0])}.{written['call'].removeprefix('Tensor.')}"
    if isinstance(written, dict) and "slice" in written:
        return ":".join("" if part is None else str(part) for part in written["slice"])
    if isinstance(written, dict) and "dtype" in written:
        return written["dtype"]
    if isinstance(written, list):
        return f"[{', '.join(brief(part) for part in written)}]"
    return str(written)
