"""Views, joins and splits."""

import torch
from call_case import Through, call, ints, randn, transposed
from program_case import program


def cases():
    return [*reshapes(), *orders(), *sizes_of_one(), *joins(), *splits(), *picks(), *views()]


def reshapes():
    return [
        call("Tensor.view", randn(2, 6), 3, 4),
        call("Tensor.view", randn(2, 6), -1),
        call("Tensor.view", randn(2, 3, 4), [6, -1]),
        call("Tensor.reshape", randn(2, 6), 4, -1),
        call("reshape", randn(2, 6), [3, 2, 2]),
        call("Tensor.reshape", transposed(randn(3, 4)), 6, 2),
        call("Tensor.reshape", torch.tensor(2.5), 1, 1),
        call("reshape", randn(0, 3), [3, 0]),
        call("flatten", randn(2, 3, 2)),
        call("flatten", randn(2, 3, 2), 1),
        call("Tensor.flatten", randn(2, 3, 2, 2), 1, 2),
        call("flatten", torch.tensor(2.5), note="of a scalar"),
        call("unflatten", randn(2, 6), 1, [2, 3]),
        call("Tensor.view_as", randn(2, 3), torch.zeros(6), grad=False),
        call("Tensor.contiguous", transposed(randn(2, 3))),
    ]


def orders():
    return [
        call("permute", randn(2, 3, 4), [2, 0, 1]),
        call("Tensor.permute", randn(2, 3, 4), 0, -1, 1),
        call("transpose", randn(2, 3, 4), 0, 2),
        call("Tensor.transpose", randn(2, 3), -1, -2),
        call("Tensor.t", randn(2, 3)),
        call("t", randn(3), note="of a vector"),
        call("movedim", randn(2, 3, 4), 0, -1),
        call("swapaxes", randn(2, 3), 0, 1),
        call("flip", randn(2, 3), [0]),
        call("flip", randn(2, 3), [0, 1]),
        call("roll", randn(5), 2),
        call("roll", randn(2, 3), -1, 1),
        call("rot90", randn(2, 3)),
    ]


def sizes_of_one():
    return [
        call("squeeze", randn(1, 3, 1)),
        call("squeeze", randn(1, 3, 1), 0),
        call("squeeze", randn(2, 3), 0, note="where the size is not one"),
        call("Tensor.squeeze", randn(2, 1, 3), -2),
        call("unsqueeze", randn(2, 3), 0),
        call("Tensor.unsqueeze", randn(2, 3), -1),
        call("unsqueeze", torch.tensor(1.5), 0, note="of a scalar"),
        call("Tensor.expand", randn(2, 1), 2, 3),
        call("Tensor.expand", randn(3), 2, -1),
        call("Tensor.expand", randn(1, 3), [4, 2, 3]),
        call("Tensor.expand_as", randn(1, 3), torch.zeros(2, 3), grad=False),
        call("broadcast_to", randn(3), [2, 3]),
        call("Tensor.repeat", randn(2, 2), 2, 1),
        call("Tensor.repeat", randn(2), 3, 2),
        call("repeat_interleave", randn(3), 2),
        call("repeat_interleave", randn(2, 2), 2, dim=1),
        call("tile", randn(2, 2), [2]),
    ]


def joins():
    return [
        call("cat", [randn(2, 3), randn(1, 3)]),
        call("cat", [randn(2, 1), randn(2, 3), randn(2, 2)], 1),
        call("cat", [randn(2, 3), transposed(randn(2, 3))], dim=-1),
        call("cat", [randn(0), randn(3)]),
        call("cat", [ints(9, 2), ints(9, 3)]),
        call("cat", [ints(9, 2), randn(3)], note="of two types"),
        call("stack", [randn(3), randn(3)]),
        call("stack", [randn(2, 3), randn(2, 3)], -1),
        call("stack", [torch.tensor(1.5), torch.tensor(2.5)], note="of scalars"),
        call("hstack", [randn(2), randn(3)]),
        call("vstack", [randn(2), randn(2)]),
    ]


def splits():
    return [
        call("split", randn(5, 2), 2),
        call("split", randn(2, 5), [1, 4], 1),
        call("Tensor.split", randn(4), 2),
        call("chunk", randn(7), 3),
        call("Tensor.chunk", randn(2, 6), 2, -1),
        call("chunk", randn(2), 5, note="more than there are"),
        call("unbind", randn(3, 2)),
        call("unbind", randn(2, 3), 1),
        call("tensor_split", randn(7), 3),
    ]


def picks():
    return [
        call("narrow", randn(5, 2), 0, 1, 3),
        call("select", randn(2, 3), 1, -1),
        call("index_select", randn(4, 2), 0, torch.tensor([3, 0, 3])),
        call("index_select", randn(2, 4), 1, torch.tensor([1, 1])),
        call("gather", randn(3, 4), 1, torch.tensor([[0, 3], [1, 1], [2, 0]])),
        call("gather", randn(3, 2), 0, torch.tensor([[0, 2]])),
        call("Tensor.gather", randn(2, 2, 3), -1, torch.tensor([[[0], [2]], [[1], [1]]])),
        call("take", randn(2, 3), torch.tensor([0, 5, 5])),
        call("Tensor.scatter", randn(2, 4), 1, torch.tensor([[0], [2]]), torch.tensor([[1.5], [2.5]])),
        call("Tensor.scatter_add", randn(2, 3), 1, torch.tensor([[0, 0], [2, 1]]), randn(2, 2)),
        call("Tensor.scatter_", torch.zeros(2, 3), 1, torch.tensor([[0], [2]]), 1.0, grad=False),
        call("Tensor.index_add", randn(3, 2), 0, torch.tensor([0, 2, 0]), randn(3, 2)),
        call("diag", randn(3)),
        call("diag", randn(3, 3)),
        call("diag", randn(2), 1),
        call("diagonal", randn(3, 4)),
        call("tril", randn(3, 3)),
        call("triu", randn(3, 4), 1),
        call("tril", randn(3, 3), -1),
        call("nn.functional.one_hot", torch.tensor([0, 2, 1]), 4),
        call("nn.functional.one_hot", torch.tensor([[0, 2]])),
        call("nn.functional.pad", randn(2, 3), [1, 2]),
        call("nn.functional.pad", randn(1, 2, 2), [1, 0, 0, 1], value=0.5),
        call("Tensor.unfold", randn(6), 0, 3, 2),
        call("meshgrid", randn(2), randn(3), indexing="ij"),
        call("cat", [Through("Tensor.narrow", randn(3, 2), 0, 1, 2), randn(1, 2)], note="of a part"),
    ]


def views():
    return [
        program(
            "strides of views",
            """
            a = torch.zeros(2, 3, 4)
            check(t=list(a.transpose(0, 2).stride()), p=list(a.permute(1, 2, 0).stride()))
            check(e=list(torch.zeros(3, 1).expand(3, 4).stride()))
            check(s=list(a[:, ::2].stride()), u=list(a.unsqueeze(1).stride()), v=list(a.view(6, 4).stride()))
            check(c1=a.transpose(0, 1).is_contiguous(), c2=a[0].is_contiguous(), c3=a[:, 0].is_contiguous())
            check(c4=a.transpose(0, 1).contiguous().is_contiguous())
            """,
        ),
        program(
            "views share memory, copies do not",
            """
            a = torch.arange(6, dtype=torch.float32)
            view = a.view(2, 3)
            part = a[1:3]
            turned = view.t()
            copy = a.clone()
            shaped = turned.reshape(6)
            same = a.reshape(3, 2)
            a[1] = 10.5
            view[1, 2] = -1.5
            turned[0, 1] = 7.5
            check(a=a, view=view, part=part, turned=turned, copy=copy, shaped=shaped, same=same)
            """,
        ),
        program(
            "detach and expand share memory",
            """
            a = torch.tensor([1.5, 2.5])
            b = a.detach()
            wide = a.expand(2, 2)
            b[0] = 9.5
            a.mul_(2)
            check(a=a, b=b, wide=wide)
            """,
        ),
        program(
            "integers share memory as well",
            """
            a = torch.arange(6)
            rows = a.view(2, 3)
            rows[0].add_(10)
            a[::2] = 0
            check(a=a, rows=rows)
            """,
        ),
        program(
            "in-place changes of a part reach the whole",
            """
            a = torch.zeros(3, 3)
            a[1].add_(1.5)
            a[:, 2].fill_(4.5)
            a.diagonal().mul_(2)
            a.t()[0, 2] = 8.5
            check(a=a)
            """,
        ),
    ]
