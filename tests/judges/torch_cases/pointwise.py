"""Functions of each element, comparisons and the types of results."""

import torch
from call_case import bools, call, halves, ints, positive, randn, transposed


def cases():
    return [
        *unary(),
        *binary(),
        *broadcasting(),
        *comparisons(),
        *logic(),
        *promotion(),
        *special_values(),
        *in_place(),
    ]


def unary():
    anywhere = [
        "neg",
        "abs",
        "exp",
        "sin",
        "cos",
        "tanh",
        "sigmoid",
        "relu",
        "square",
        "erf",
        "atan",
        "sinh",
        "cosh",
        "expm1",
    ]
    above_zero = ["log", "log2", "log10", "log1p", "sqrt", "rsqrt", "reciprocal"]
    steps = ["floor", "ceil", "round", "trunc", "sign"]
    inside = (randn(5) / 4).clamp(-0.9, 0.9)
    return [
        *(call(name, randn(2, 5)) for name in anywhere),
        *(call(name, positive(2, 4)) for name in above_zero),
        *(call(name, randn(7) * 2) for name in steps),
        *(call(f"Tensor.{name}", transposed(randn(3, 2))) for name in ("exp", "neg", "tanh", "abs")),
        *(call(name, inside) for name in ("asin", "acos")),
        call("Tensor.sqrt", positive(3)),
        call("Tensor.log", positive(2, 2)),
        call("Tensor.sigmoid", torch.tensor([-100.0, -1.0, 0.0, 1.0, 100.0])),
        call("round", torch.tensor([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5]), note="halves to even"),
        call("abs", torch.tensor([-1.0, 0.0, 2.0]), note="at zero"),
        call("relu", torch.tensor([-1.0, 0.0, 2.0]), note="at zero"),
        call("sign", torch.tensor([-3.0, 0.0, 2.0]), note="at zero"),
        call("abs", ints(9, 4) - 4),
        call("neg", ints(9, 4)),
        call("square", ints(9, 3)),
        call("exp", ints(4, 3)),
        call("tan", randn(4) / 2),
        call("clamp", randn(2, 5), -0.5, 0.5),
        call("clamp", randn(6), min=0.2),
        call("clamp", randn(6), max=0.1),
        call("clamp", torch.tensor([-1.0, -0.5, 0.5, 1.0]), -0.5, 0.5, note="at the bounds"),
        call("clamp", ints(9, 6), 2, 5),
        call("Tensor.clamp_min", randn(5), 0.3),
        call("isnan", torch.tensor([1.0, float("nan"), float("inf")])),
        call("isinf", torch.tensor([1.0, float("nan"), float("-inf")])),
        call("isfinite", torch.tensor([1.0, float("nan"), float("-inf")])),
    ]


def binary():
    return [
        *(call(name, randn(2, 3), randn(2, 3)) for name in ("add", "sub", "mul")),
        call("div", randn(2, 3), positive(2, 3)),
        call("pow", positive(2, 3), randn(2, 3)),
        *(call(f"Tensor.{name}", transposed(randn(3, 2)), randn(3, 2)) for name in ("add", "sub", "mul")),
        call("Tensor.div", transposed(randn(3, 2)), positive(3, 2)),
        call("add", randn(3), 2),
        call("sub", randn(3), 0.5),
        call("mul", randn(3), -1.5),
        call("div", randn(3), 4),
        call("add", randn(2, 2), randn(2, 2), alpha=2),
        call("sub", randn(2, 2), randn(2, 2), alpha=0.5),
        call("pow", randn(4), 2),
        call("pow", randn(4), 3),
        call("pow", positive(4), 0.5),
        call("pow", positive(4), -1.5),
        call("pow", randn(3), 0),
        call("pow", 2, randn(3)),
        call("Tensor.pow", torch.tensor([0.0, 1.0, -2.0]), 2),
        call("maximum", halves(2, 5), halves(5)),
        call("minimum", halves(2, 5), halves(5)),
        call("max", halves(6), halves(6), note="of two tensors"),
        call("min", halves(6), halves(6), note="of two tensors"),
        call("div", randn(4) * 4, positive(4), rounding_mode="floor"),
        call("div", randn(4) * 4, positive(4), rounding_mode="trunc"),
        call("floor_divide", ints(20, 5) - 10, 3),
        call("remainder", ints(20, 5) - 10, 3),
        call("remainder", randn(5) * 3, 0.75),
        call("fmod", randn(5) * 3, 0.75),
        call("atan2", randn(4), randn(4)),
        call("lerp", randn(3), randn(3), 0.25),
        call("addcmul", randn(3), randn(3), randn(3), value=0.5),
        call("addcdiv", randn(3), randn(3), positive(3), value=0.5),
        call("rsub", randn(3), 1),
    ]


def broadcasting():
    return [
        call("add", randn(2, 3), randn(3)),
        call("add", randn(2, 1), randn(3)),
        call("mul", randn(2, 1, 3), randn(4, 1)),
        call("sub", randn(1), randn(2, 2)),
        call("div", randn(3, 1), positive(1, 4)),
        call("mul", randn(2, 3), torch.tensor(1.5), note="with a scalar tensor"),
        call("add", torch.tensor(1.5), torch.tensor(-0.5), note="of scalar tensors"),
        call("mul", randn(0, 3), randn(3), note="of nothing"),
        call("pow", positive(2, 1), randn(1, 3)),
    ]


def comparisons():
    few = [torch.tensor([1.0, 2.0, 3.0]), torch.tensor([3.0, 2.0, 1.0])]
    return [
        *(call(name, *few) for name in ("gt", "lt", "ge", "le", "eq", "ne")),
        *(call(f"Tensor.{name}", randn(2, 4), 0.1) for name in ("gt", "lt", "ge", "le")),
        call("eq", ints(3, 2, 3), ints(3, 3)),
        call("ne", bools(4), bools(4)),
        call("eq", torch.tensor([float("nan")]), torch.tensor([float("nan")])),
        call("equal", torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.0])),
        call("equal", torch.tensor([1.0, 2.0]), torch.tensor([[1.0, 2.0]]), name="equal of other shapes"),
        call("allclose", torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.00001])),
        call("allclose", torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.1]), name="allclose of numbers too far apart"),
        call("isclose", torch.tensor([1.0, 2.0]), torch.tensor([1.0, 2.1])),
        call("where", torch.tensor([[True, False, True]]), randn(2, 3), randn(2, 1)),
        call("where", torch.tensor([True, False]), randn(2), 0.5),
        call("where", torch.tensor([False, True, True]), name="where gives the positions of true elements"),
        call("Tensor.where", randn(3), torch.tensor([True, False, True]), randn(3)),
        call("Tensor.masked_fill", randn(2, 3), torch.tensor([[True, False, False], [False, True, False]]), -1.5),
        call("masked_select", randn(2, 3), torch.tensor([[True, False, True], [False, True, False]])),
    ]


def logic():
    first, second = torch.tensor([True, True, False, False]), torch.tensor([True, False, True, False])
    return [
        *(call(name, first, second) for name in ("logical_and", "logical_or", "logical_xor")),
        call("logical_not", first),
        call("logical_not", torch.tensor([0.0, 1.5]), grad=False),
    ]


def promotion():
    return [
        call("add", ints(9, 3), randn(3)),
        call("mul", bools(3), randn(3)),
        call("add", bools(4), bools(4)),
        call("mul", bools(3), ints(9, 3)),
        call("add", ints(9, 3), 2),
        call("mul", ints(9, 3), 0.5),
        call("div", ints(9, 3), ints(4, 3) + 1),
        call("div", ints(9, 3), 2),
        call("pow", ints(5, 3), 3),
        call("sub", ints(5, 3), 7),
        call("gt", ints(5, 4), 2.5),
        call("add", bools(3), 1),
        call("sqrt", ints(9, 3)),
        call("sigmoid", ints(3, 3)),
        call("where", bools(3), ints(9, 3), randn(3)),
        call("maximum", ints(9, 3), randn(3)),
    ]


def special_values():
    odd = torch.tensor([float("inf"), float("-inf"), float("nan"), 0.0])
    return [
        call("exp", odd, grad=False),
        call("log", torch.tensor([0.0, -1.0, 1.0]), grad=False),
        call("div", torch.tensor([1.0, -1.0, 0.0]), torch.tensor([0.0, 0.0, 0.0]), grad=False),
        call("sqrt", torch.tensor([-1.0, 0.0, 4.0]), grad=False),
        call("tanh", odd, grad=False),
        call("maximum", odd, torch.zeros(4), grad=False),
        call("clamp", odd, -1.0, 1.0, grad=False),
        call("relu", odd, grad=False),
        call("sqrt", torch.tensor([0.0, 4.0]), note="whose gradient at zero is infinite"),
    ]


def in_place():
    return [
        call("Tensor.add_", randn(3), randn(3), grad=False),
        call("Tensor.sub_", randn(2, 3), randn(3), grad=False),
        call("Tensor.mul_", randn(3), 2.5, grad=False),
        call("Tensor.div_", randn(3), 4, grad=False),
        call("Tensor.zero_", randn(3), grad=False),
        call("Tensor.fill_", randn(3), 1.5, grad=False),
        call("Tensor.copy_", randn(2, 3), randn(3), grad=False),
        call("Tensor.clamp_", randn(5), -0.5, 0.5, grad=False),
        call("Tensor.exp_", randn(3), grad=False),
        call("Tensor.relu_", randn(4), grad=False),
        call("Tensor.neg_", randn(4), grad=False),
        call("Tensor.add_", ints(9, 3), 2),
        call("Tensor.masked_fill_", randn(3), torch.tensor([True, False, True]), 0.5, grad=False),
    ]
