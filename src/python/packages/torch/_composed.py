"""Functions of torch that are made of others."""

import itertools
import math

from torch._creation import tensor
from torch._tensor import Tensor
from torch._types import int64


def kron(input, other):
    import torch

    return torch.einsum("ij,kl->ikjl", input, other).reshape(input.size(0) * other.size(0), -1)


def tensordot(a, b, dims=2):
    first, second = (range(a.ndim - dims, a.ndim), range(dims)) if isinstance(dims, int) else dims
    first, second = [axis % a.ndim for axis in first], [axis % b.ndim for axis in second]
    left = [axis for axis in range(a.ndim) if axis not in first]
    right = [axis for axis in range(b.ndim) if axis not in second]
    count = math.prod(a.shape[axis] for axis in first)
    product = a.permute(left + first).reshape(-1, count) @ b.permute(second + right).reshape(count, -1)
    return product.reshape([a.shape[axis] for axis in left] + [b.shape[axis] for axis in right])


def hypot(input, other):
    return (input * input + other * other).sqrt()


def diff(input, n=1, dim=-1):
    for _ in range(n):
        count = input.size(dim)
        input = input.narrow(dim, 1, count - 1) - input.narrow(dim, 0, count - 1)
    return input


def cov(input, *, correction=1):
    rows = input.reshape(1, -1) if input.ndim < 2 else input
    apart = rows - rows.mean(1, keepdim=True)
    found = apart @ apart.T / (rows.size(1) - correction)
    return found if input.ndim > 1 else found.squeeze()


def corrcoef(input):
    found = cov(input)
    if input.ndim < 2:
        return found / found
    deviations = found.diagonal().sqrt()
    return found / deviations[:, None] / deviations[None]


def searchsorted(sorted_sequence, values, *, right=False, **_):
    import torch

    given = values if isinstance(values, Tensor) else tensor(values)
    is_before = sorted_sequence <= given[..., None] if right else sorted_sequence < given[..., None]
    return torch.as_tensor(is_before.sum(-1))


def bucketize(input, boundaries, *, right=False, **_):
    return searchsorted(boundaries, input, right=right)


def histc(input, bins=100, min=0, max=0):
    low, high = (min, max) if min != max else (input.min().item(), input.max().item())
    inside = input[(input >= low) & (input <= high)]
    places = ((inside - low) * (bins / (high - low))).floor().long().clamp(max=bins - 1)
    return places.bincount(minlength=bins).to(input.dtype)


def isin(elements, test_elements):
    given = test_elements if isinstance(test_elements, Tensor) else tensor(test_elements)
    return (elements[..., None] == given.reshape(-1)).any(-1)


def cartesian_prod(*tensors):
    import torch

    if len(tensors) == 1:
        return tensors[0]
    return torch.stack([grid.reshape(-1) for grid in torch.meshgrid(*tensors, indexing="ij")], 1)


def combinations(input, r=2, with_replacement=False):
    choose = itertools.combinations_with_replacement if with_replacement else itertools.combinations
    return input[tensor([list(places) for places in choose(range(len(input)), r)])]


def trapezoid(y, x=None, *, dx=1, dim=-1):
    count = y.size(dim)
    sums = y.narrow(dim, 1, count - 1) + y.narrow(dim, 0, count - 1)
    return (sums * (dx if x is None else diff(x, dim=dim)) / 2).sum(dim)


def nanmean(input, dim=None, keepdim=False):
    is_there = ~input.isnan()
    filled = input.nan_to_num(0.0)
    if dim is None:
        return filled.sum() / is_there.sum()
    return filled.sum(dim, keepdim=keepdim) / is_there.sum(dim, keepdim=keepdim)


def quantile(input, q, dim=None, keepdim=False, *, interpolation="linear"):
    values = input.reshape(-1) if dim is None else input.movedim(dim, -1)
    ordered = values.sort(-1).values
    wanted = q if isinstance(q, Tensor) else tensor(float(q))
    place = wanted * (ordered.size(-1) - 1)
    low = place.floor().long()
    if interpolation == "nearest":
        found = ordered[..., place.round().long()]
    else:
        after = (low + 1).clamp(max=ordered.size(-1) - 1)
        share = {"linear": place - low, "lower": 0.0, "higher": (place - low).ceil(), "midpoint": 0.5}[interpolation]
        found = ordered[..., low] + (ordered[..., after] - ordered[..., low]) * share
    found = found.movedim(-1, 0) if wanted.ndim else found
    return found.unsqueeze(0 if dim is None else dim) if keepdim and dim is not None else found


def heaviside(input, values):
    import torch

    return torch.where(input == 0, values, (input > 0).to(input.dtype))


def block_diag(*tensors):
    import torch

    blocks = [each.reshape(1, -1) if each.ndim < 2 else each for each in tensors]
    result = torch.zeros(
        sum(each.size(0) for each in blocks), sum(each.size(1) for each in blocks), dtype=blocks[0].dtype
    )
    row = column = 0
    for block in blocks:
        result[row : row + block.size(0), column : column + block.size(1)] = block
        row, column = row + block.size(0), column + block.size(1)
    return result


def _triangle(row, col, is_inside):
    places = [(i, j) for i in range(row) for j in range(col) if is_inside(i, j)]
    return tensor([[i for i, _ in places], [j for _, j in places]], dtype=int64)


def tril_indices(row, col, offset=0, **_):
    return _triangle(row, col, lambda i, j: j - i <= offset)


def triu_indices(row, col, offset=0, **_):
    return _triangle(row, col, lambda i, j: j - i >= offset)


def logspace(start, end, steps, base=10.0, **keywords):
    import torch

    return base ** torch.linspace(start, end, steps, **keywords)


def deg2rad(input):
    return input * (math.pi / 180)


def rad2deg(input):
    return input * (180 / math.pi)


def signbit(input):
    return input < 0


def msort(input):
    return input.sort(0).values


def kthvalue(input, k, dim=-1, keepdim=False):
    from torch.return_types import named_result

    values, indices = input.sort(dim)
    parts = values.select(dim, k - 1), indices.select(dim, k - 1)
    if keepdim:
        parts = tuple(part.unsqueeze(dim) for part in parts)
    return named_result("kthvalue", ("values", "indices"))(parts)


def mode(input, dim=-1, keepdim=False):
    import torch
    from torch.return_types import named_result

    rows = input.movedim(dim, -1)
    is_same = rows[..., :, None] == rows[..., None, :]
    counts = is_same.sum(-1)
    most = counts.max(-1, keepdim=True).values
    # Of the most frequent values the smallest, where it is last.
    candidates = torch.where(counts == most, rows, rows.max())
    values = candidates.min(-1).values
    places = torch.arange(rows.size(-1))
    indices = torch.where(rows == values[..., None], places, -1).max(-1).values
    parts = (values, indices)
    if keepdim:
        parts = tuple(part.unsqueeze(dim) for part in parts)
    return named_result("mode", ("values", "indices"))(parts)


def broadcast_shapes(*shapes):
    import torch

    return torch.broadcast_tensors(*[torch.empty(shape) for shape in shapes])[0].shape


def diag_embed(input, offset=0, dim1=-2, dim2=-1):
    import torch

    if offset or (dim1, dim2) != (-2, -1):
        raise NotImplementedError("torch.diag_embed knows the main diagonal of the last two axes in the browser.")
    return input[..., None] * torch.eye(input.size(-1), dtype=input.dtype)


def diagflat(input, offset=0):
    return input.reshape(-1).diag(offset)


def fmax(input, other):
    import torch

    return torch.where(other.isnan() | (input >= other), input, other)


def fmin(input, other):
    import torch

    return torch.where(other.isnan() | (input <= other), input, other)


def hsplit(input, indices_or_sections):
    return input.tensor_split(indices_or_sections, 0 if input.ndim == 1 else 1)


def vsplit(input, indices_or_sections):
    return input.tensor_split(indices_or_sections, 0)


def real(input):
    return input


def is_complex(input):
    return False


def positive(input):
    return input


def is_nonzero(input):
    return bool(input)


def ger(input, vec2):
    return input.outer(vec2)


def addr(input, vec1, vec2, *, beta=1, alpha=1):
    return input * beta + vec1.outer(vec2) * alpha


def vdot(input, other):
    return input.dot(other)


def _running_extreme(name):
    def function(input, dim):
        import torch
        from torch.return_types import named_result

        rows = input.unbind(dim)
        values, indices = [rows[0]], [torch.zeros_like(rows[0], dtype=int64)]
        for place, row in enumerate(rows[1:], 1):
            is_better = row >= values[-1] if name == "cummax" else row <= values[-1]
            values.append(torch.where(is_better, row, values[-1]))
            indices.append(torch.where(is_better, place, indices[-1]))
        return named_result(name, ("values", "indices"))((torch.stack(values, dim), torch.stack(indices, dim)))

    function.__name__ = function.__qualname__ = name
    return function


cummax = _running_extreme("cummax")
cummin = _running_extreme("cummin")


def unique_consecutive(input, return_inverse=False, return_counts=False, dim=None):
    import torch

    values = input.reshape(-1)
    is_new = torch.ones(len(values), dtype=torch.bool)
    is_new[1:] = values[1:] != values[:-1]
    number = is_new.long().cumsum(0) - 1
    results = [values[is_new]]
    if return_inverse:
        results.append(number.reshape(input.shape))
    if return_counts:
        results.append(number.bincount())
    return results[0] if len(results) == 1 else tuple(results)


def vmap(func, in_dims=0, out_dims=0, **_):
    """Calls a function with each part of its arguments, and stacks the results."""

    def mapped(*args):
        import torch

        dims = in_dims if isinstance(in_dims, tuple) else (in_dims,) * len(args)
        parts = [arg.unbind(dim) if dim is not None else itertools.repeat(arg) for arg, dim in zip(args, dims)]
        results = [func(*values) for values in zip(*parts)]
        if isinstance(results[0], tuple):
            return tuple(torch.stack(list(each), out_dims) for each in zip(*results))
        return torch.stack(results, out_dims)

    return mapped


# Those that are methods, too.
METHODS = (
    "corrcoef cov cummax cummin diag_embed diff histc hsplit hypot is_complex is_nonzero kthvalue mode msort nanmean "
    "quantile signbit unique_consecutive vsplit deg2rad rad2deg isin kron addr ger"
).split()
for _name in METHODS:
    setattr(Tensor, _name, globals()[_name])
del _name
