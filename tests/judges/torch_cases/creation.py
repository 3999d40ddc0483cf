"""Making tensors, and changing their type and device."""

import torch
from call_case import call, ints, randn
from program_case import program


def cases():
    return [*makers(), *likes(), *conversions(), *programs()]


def makers():
    return [
        call("zeros", [2, 3]),
        call("zeros", 2, 3, name="zeros(2, 3) with sizes one by one"),
        call("zeros", [0, 3]),
        call("zeros", []),
        call("zeros", [2], dtype=torch.int64),
        call("ones", [3]),
        call("ones", [2, 1], dtype=torch.bool),
        call("full", [2, 2], 2.5),
        call("full", [2], -3, dtype=torch.int64),
        call("full", [], 0.5),
        call("full", [2], float("inf")),
        call("full", [3], True),
        call("arange", 5),
        call("arange", 2, 9, 3),
        call("arange", 5, 0, -2),
        call("arange", 0.5, 2.5, 0.5),
        call("arange", 1, 2, 0.3),
        call("arange", 4, dtype=torch.float32),
        call("arange", 0),
        call("linspace", 0, 1, 5),
        call("linspace", -2.5, 7, 4),
        call("linspace", 3, -3, 7),
        call("linspace", 3, 10, 1),
        call("eye", 3),
        call("eye", 2, 4),
        call("eye", 2, dtype=torch.int64),
        call("empty", [0, 2]),
    ]


def likes():
    return [
        call("zeros_like", randn(2, 3)),
        call("zeros_like", ints(9, 3)),
        call("ones_like", randn(4)),
        call("ones_like", ints(9, 2), dtype=torch.float32),
        call("full_like", randn(2, 2), 0.25),
        call("full_like", ints(9, 3), 7),
        call("Tensor.new_zeros", ints(9, 3), [2]),
        call("Tensor.new_ones", randn(3), [1, 2]),
        call("Tensor.new_full", randn(3), [2], 1.5),
        call("Tensor.clone", randn(2, 3)),
        call("Tensor.detach", randn(3)),
    ]


def conversions():
    halves = torch.tensor([-1.5, -0.5, 0.0, 0.5, 1.7, 2.0])
    return [
        call("Tensor.to", halves, torch.int64),
        call("Tensor.to", halves, torch.bool),
        call("Tensor.to", torch.tensor([True, False]), torch.float32),
        call("Tensor.to", torch.tensor([True, False]), torch.int64),
        call("Tensor.to", ints(9, 2, 2), torch.float32),
        call("Tensor.to", randn(2), torch.float32),
        call("Tensor.float", ints(9, 3)),
        call("Tensor.long", halves),
        call("Tensor.bool", ints(2, 5)),
        call("Tensor.type_as", ints(9, 3), randn(1), grad=False),
        call(
            "Tensor.to",
            torch.tensor([2**53 - 1, -(2**53) + 1, 2**31, 16777217]),
            torch.int64,
            name="to(int64) keeps integers up to 2**53",
        ),
    ]


def programs():
    return [
        program(
            "tensor of nested lists, of a scalar and of booleans",
            """
            a = torch.tensor([[1.5, 2.0, -3.0], [4.0, 5.0, 6.25]])
            b = torch.tensor(2.5)
            c = torch.tensor([[True], [False]])
            d = torch.tensor([1, 2, 3], dtype=torch.int64)
            e = torch.tensor([1, 0, 3], dtype=torch.float32)
            check(a=a, b=b, c=c, d=d, e=e)
            """,
        ),
        program(
            "attributes of tensors",
            """
            a = torch.zeros(2, 3, 4)
            check(shape=list(a.shape), size=list(a.size()), last=a.size(-1), dim=a.dim(), ndim=a.ndim)
            check(numel=a.numel())
            check(dtype=a.dtype, leaf=a.is_leaf, requires=a.requires_grad, grad=a.grad, grad_fn=a.grad_fn)
            check(stride=list(a.stride()), contiguous=a.is_contiguous(), floating=a.is_floating_point())
            b = torch.ones(2, dtype=torch.int64)
            check(integers=b.is_floating_point(), integer_type=b.dtype)
            """,
        ),
        program(
            "item and tolist",
            """
            check(item=torch.tensor([[2.5]]).item(), integer=torch.tensor(7).item())
            check(boolean=torch.tensor(True).item())
            check(list=torch.tensor([[1.5, 2.5], [3.5, 4.5]]).tolist(), scalar=torch.tensor(0.5).tolist())
            check(flags=torch.tensor([True, False]).tolist(), empty=torch.zeros(0, 2).tolist())
            """,
        ),
        program(
            "requires_grad through creation and conversion",
            """
            a = torch.ones(2, requires_grad=True)
            b = torch.zeros_like(a)
            c = a.clone()
            d = a.to(torch.float32)
            e = a.detach()
            check(a=a.requires_grad, b=b.requires_grad, c=c.requires_grad, d=d.requires_grad, e=e.requires_grad)
            check(same=d is a, leaf=c.is_leaf, name=graph(c))
            """,
        ),
        program(
            "integers stay exact to 2**53",
            """
            a = torch.tensor([9007199254740990, 16777217], dtype=torch.int64)
            check(plus=a + 1, minus=a - 1, same=a.clone(), list=a.tolist())
            """,
        ),
        program(
            "integers of floats that are large, or no numbers",
            """
            check(large=x.to(torch.int64), odd=(x / 0).long(), zero=(x * 0).long())
            """,
            x=torch.tensor([1e10, -3.75, 3.75]),
        ),
        program(
            "tensors of tensors",
            """
            a = torch.tensor([1.5, 2.5])
            b = torch.as_tensor(a)
            b[0] = 7
            check(a=a, same=b is a, typed=torch.as_tensor(a, dtype=torch.int64), count=torch.numel(a))
            check(yes=torch.is_tensor(a), no=torch.is_tensor(3), kind=torch.result_type(a, 2))
            """,
        ),
    ]
