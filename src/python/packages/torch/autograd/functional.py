"""torch.autograd.functional: derivatives of functions, row by row."""

from torch._tensor import Tensor


def _grad(output, inputs, create_graph):
    from torch.autograd import grad

    return grad(output, inputs, retain_graph=True, create_graph=create_graph, allow_unused=True)


def _leaves(inputs):
    given = (inputs,) if isinstance(inputs, Tensor) else tuple(inputs)
    return tuple(each.detach().requires_grad_() if not each.requires_grad else each for each in given)


def _rows(output, leaves, create_graph):
    """The derivatives of each element of the output by each input."""
    import torch

    parts = [_grad(element, leaves, create_graph) for element in output.reshape(-1).unbind()]
    return tuple(
        torch.stack([torch.zeros_like(leaf) if row[at] is None else row[at] for row in parts]).reshape(
            (*output.shape, *leaf.shape)
        )
        for at, leaf in enumerate(leaves)
    )


def jacobian(func, inputs, create_graph=False, strict=False, vectorize=False, strategy="reverse-mode"):
    leaves = _leaves(inputs)
    outputs = func(*leaves)
    each = tuple(_rows(
        output, leaves, create_graph
    ) for output in ((outputs,) if isinstance(outputs, Tensor) else outputs))
    each = tuple(rows[0] for rows in each) if isinstance(inputs, Tensor) else each
    return each[0] if isinstance(outputs, Tensor) else each


def hessian(func, inputs, create_graph=False, **_):
    leaves = _leaves(inputs)
    firsts = _grad(func(*leaves), leaves, create_graph=True)
    rows = tuple(_rows(first, leaves, create_graph) for first in firsts)
    return rows[0][0] if isinstance(inputs, Tensor) else rows


def vjp(func, inputs, v=None, create_graph=False, strict=False):
    from torch.autograd import grad

    leaves = _leaves(inputs)
    outputs = func(*leaves)
    found = grad(outputs, leaves, grad_outputs=v, create_graph=create_graph)
    return outputs.detach(), found[0] if isinstance(inputs, Tensor) else found
