"""Sums, means, extremes and other functions of many elements."""

import torch
from call_case import REDUCTION, bools, call as call_once, halves, ints, positive, randn, transposed


def call(*arguments, **keywords):
    return call_once(*arguments, **{"tolerance": REDUCTION, **keywords})


def cases():
    return [
        *over_everything(),
        *over_dimensions(),
        *spreads(),
        *norms(),
        *extremes(),
        *cumulative(),
        *of_integers(),
        *sorting(),
        *exact(),
    ]


def over_everything():
    return [
        *(call(name, randn(3, 4)) for name in ("sum", "mean", "var", "std", "max", "min", "norm", "prod")),
        *(call(f"Tensor.{name}", transposed(randn(3, 2))) for name in ("sum", "mean", "std", "max")),
        call("sum", randn(0), note="of nothing"),
        call("mean", torch.tensor(2.5), note="of a scalar"),
        call("sum", torch.tensor(2.5), note="of a scalar"),
        call("prod", torch.tensor([2.0, 0.0, 3.0]), note="with a zero"),
        call("mean", torch.zeros(0), grad=False, note="of nothing"),
    ]


def over_dimensions():
    return [
        *(call(name, randn(2, 3, 4), 1) for name in ("sum", "mean", "amax", "amin", "var", "std")),
        *(
            call(name, randn(2, 3, 4), -1, keepdim=True)
            for name in ("sum", "mean", "amax", "amin", "var", "std", "prod")
        ),
        *(call(name, randn(2, 3, 4), [0, 2]) for name in ("sum", "mean", "amax", "var")),
        *(call(f"Tensor.{name}", randn(2, 3), 0) for name in ("sum", "mean", "std", "amin")),
        call("sum", randn(2, 3), dim=(0, -1)),
        call("sum", randn(2, 3), dim=0, keepdim=True),
        call("Tensor.sum", randn(2, 3, 2), 1, True),
        call("sum", randn(2, 0, 3), 1, note="over an empty dimension"),
        call("mean", transposed(randn(3, 4)), 0),
        call("prod", randn(2, 3), 1),
    ]


def spreads():
    return [
        call("var", randn(5), unbiased=False),
        call("std", randn(2, 5), 1, unbiased=False),
        call("var", randn(2, 5), 1, correction=0),
        call("var", randn(2, 5), dim=0, correction=1, keepdim=True),
        call("std", randn(3, 4), (0, 1)),
        call("var", torch.tensor([3.0]), grad=False, note="of one number"),
    ]


def norms():
    return [
        call("norm", randn(2, 3), 1),
        call("norm", randn(2, 3), 2, 1),
        call("norm", randn(2, 3), p=3, dim=0),
        call("norm", randn(2, 3), float("inf")),
        call("Tensor.norm", randn(3, 2), dim=1, keepdim=True),
        call("norm", torch.zeros(3), note="of zeros"),
        call("linalg.vector_norm", randn(2, 3), dim=1),
    ]


def extremes():
    tied = torch.tensor([[1.0, 3.0, 3.0], [2.0, 2.0, 0.0]])
    return [
        call("max", randn(2, 4), 1),
        call("min", randn(2, 4), 0),
        call("max", randn(2, 4), 1, keepdim=True),
        call("Tensor.max", transposed(randn(3, 2)), -1),
        call("max", tied, 1, note="with ties"),
        call("min", tied, 1, note="with ties"),
        call("max", tied, note="with ties, which share the gradient"),
        call("min", halves(9), note="with ties, which share the gradient"),
        call("amax", tied, 1, note="with ties, which share the gradient"),
        call("amin", tied, 1, note="with ties, which share the gradient"),
        call("argmax", randn(2, 4)),
        call("argmax", randn(2, 4), 1),
        call("argmin", randn(2, 4), -1),
        call("Tensor.argmax", randn(2, 4), 0, keepdim=True),
        call("argmax", tied, 1, note="with ties"),
        call("argmin", tied, 0, note="with ties"),
        call("Tensor.argmin", randn(5)),
        call("max", torch.tensor([1.0, float("nan"), 2.0]), grad=False, note="with nan"),
        call("logsumexp", randn(2, 4), 1),
        call("logsumexp", torch.tensor([[1000.0, 999.0], [-1000.0, -1001.0]]), 1, note="of large numbers"),
        call("logsumexp", randn(2, 4), (0, 1), keepdim=True),
        call("median", randn(5)),
        call("count_nonzero", torch.tensor([[0.0, 1.0], [2.0, 0.0]]), grad=False),
    ]


def cumulative():
    return [
        call("cumsum", randn(5), 0),
        call("cumsum", randn(2, 3), 1),
        call("Tensor.cumsum", randn(2, 3, 2), -2),
        call("cumsum", ints(9, 4), 0),
        call("cumsum", bools(4), 0),
        call("cumprod", positive(2, 3), 1),
    ]


def of_integers():
    return [
        call("sum", ints(9, 2, 3)),
        call("sum", ints(9, 2, 3), 0),
        call("sum", bools(2, 4)),
        call("sum", ints(9, 3), dtype=torch.float32),
        call("mean", ints(9, 4), dtype=torch.float32),
        call("max", ints(9, 2, 3), 1),
        call("max", ints(9, 5)),
        call("prod", ints(5, 4)),
        call("amax", ints(9, 2, 3), 0),
        call("argmax", ints(9, 2, 3), 1),
        call("all", bools(3)),
        call("any", bools(3)),
        call("all", torch.tensor([[True, True], [True, False]]), 1),
        call("any", torch.tensor([[False, False], [True, False]]), 0),
        call("sum", torch.tensor([2**40, 2**41, 1]), note="beyond 32 bits"),
    ]


def sorting():
    return [
        call("sort", randn(2, 4)),
        call("sort", randn(5), descending=True),
        call("sort", randn(3, 2), 0),
        call("argsort", randn(2, 4)),
        call("argsort", randn(4), descending=True),
        call("topk", randn(2, 5), 3),
        call("topk", randn(6), 2, largest=False),
        call("bincount", ints(4, 9)),
        call("unique", torch.tensor([3, 1, 2, 3, 1])),
    ]


def exact():
    """Integers that float32 and 32 bits do not hold, and nan, which is the median where there is one."""
    large = torch.tensor([[2**53 - 2, 2**53 - 1], [-(2**52), 2**33]])
    holes = torch.tensor([[1.0, float("nan"), 2.0], [3.0, 0.5, 1.5]])
    return [
        *(call(name, large, name=f"{name} of large integers") for name in ("argmax", "argmin", "max", "sum")),
        *(call(name, large, 1, name=f"{name} of rows of large integers") for name in ("max", "min", "cumsum")),
        call("median", holes, grad=False, name="median of all with nan"),
        call("median", holes, 1, grad=False, name="median of rows with nan"),
        call("linalg.matrix_norm", holes[1:] - 1, 1),
        call("linalg.norm", holes[1:] - 1, float("inf"), name="linalg.norm of a matrix with ord=inf"),
    ]
