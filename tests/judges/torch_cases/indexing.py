"""`x[...]` read and assigned: integers, slices, None, Ellipsis, masks and lists of indices, and their gradients."""

import torch
from call_case import Through, call, ints, randn, transposed
from program_case import program


def cases():
    return [*reads(), *mixed(), *assignments()]


def read(tensor, *items, **keywords):
    return call("Tensor.index", tensor, list(items), **keywords)


def reads():
    matrix, cube = randn(4, 5), randn(2, 3, 4)
    mask = torch.tensor([True, False, True, True])
    return [
        read(matrix, 0),
        read(matrix, -1),
        read(matrix, 1, 2),
        read(matrix, -1, -5),
        read(matrix, slice(1, 3)),
        read(matrix, slice(None, None, 2)),
        read(matrix, slice(-2, None)),
        read(matrix, slice(1, -1), slice(None, 4, 3)),
        read(matrix, slice(2, 1)),
        read(matrix, slice(1, 100)),
        read(matrix, slice(None), 0),
        read(matrix, None),
        read(matrix, slice(None), None, 1),
        read(cube, ...),
        read(cube, ..., 0),
        read(cube, 0, ..., slice(1, 3)),
        read(cube, ..., None),
        read(cube, 1, slice(None), -1),
        read(matrix, mask),
        read(matrix, torch.tensor([False, False, False, False]), note="of which none is true"),
        read(matrix, torch.tensor([[True, False, False, False, True]] * 4)),
        read(matrix, torch.tensor([2, 0, 2])),
        read(matrix, torch.tensor([-1, -4])),
        read(matrix, torch.tensor([[0, 1], [3, 3]])),
        read(matrix, [0, 2]),
        read(matrix, [True, False, False, True]),
        read(matrix, torch.tensor(2), name="index by a scalar tensor"),
        read(transposed(matrix), slice(1, 3), slice(None, None, 2)),
        read(transposed(matrix), torch.tensor([3, 0])),
        read(transposed(randn(3, 4)), 1),
        read(ints(9, 3, 3), slice(None), 1),
        read(torch.tensor([True, False, True]), slice(1, None)),
        read(randn(4), slice(3, None, 5)),
    ]


def mixed():
    matrix, cube = randn(4, 5), randn(3, 4, 2)
    rows, columns = torch.tensor([0, 2, 3]), torch.tensor([1, 1, 4])
    return [
        read(matrix, rows, columns),
        read(matrix, rows, 2),
        read(matrix, slice(1, 3), columns),
        read(matrix, rows, slice(None, None, 2)),
        read(matrix, rows.unsqueeze(1), torch.tensor([0, 3])),
        read(cube, torch.tensor([0, 2]), slice(None), torch.tensor([1, 0]), note="with the indices apart"),
        read(cube, slice(None), torch.tensor([3, 0]), torch.tensor([1, 1])),
        read(cube, torch.tensor([True, False, True]), 0),
        read(cube, slice(None), torch.tensor([True, False, False, True])),
        read(cube, ..., torch.tensor([1, 0, 1])),
        read(cube, 0, torch.tensor([1, 2]), None),
        read(Through("Tensor.permute", randn(2, 3, 4), 2, 0, 1), torch.tensor([1, 0]), slice(None), 2),
        read(cube, torch.tensor([[0, 1], [1, 2]]), 1),
        read(cube, torch.tensor([1, 1, 1]), note="with one row three times"),
    ]


def assignments():
    x, row, column = randn(3, 4), randn(4), randn(3)
    assigned = {
        "a number to an element": "y[1, 2] = 9.5",
        "a number to a row": "y[-1] = 0.5",
        "a tensor to a row": "y[1] = row",
        "a tensor to a column": "y[:, 2] = column",
        "a number to steps": "y[::2, 1::2] = -1.5",
        "a tensor to a mask": "y[y > 100] = 0.5\ny[torch.tensor([True, False, True])] = row",
        "a number to a mask of elements": "y[y.detach() > 0] = 0.25",
        "a row to all rows": "y[...] = row",
        "a number to listed rows": "y[torch.tensor([2, 0])] = 1.5",
        "values to listed elements": "y[torch.tensor([0, 1, 2]), torch.tensor([3, 0, 3])] = column",
        "a computed row to a row": "y[0] = row * x[1]",
        "twice to the same row": "y[1] = row\ny[1, 0] = row[2]",
        "a scalar tensor": "y[2] = row.sum()",
        "with an added axis": "y[:, None, 1] = column[:, None]",
    }
    return [
        *(assignment(name, source, x, row, column) for name, source in assigned.items()),
        program(
            "assign integers and booleans",
            """
            a = torch.zeros(2, 3, dtype=torch.int64)
            a[0] = torch.tensor([1, 2, 3])
            a[1, 1:] = 7
            b = torch.zeros(4, dtype=torch.bool)
            b[1::2] = True
            c = torch.zeros(3)
            c[1] = torch.tensor(2)
            check(a=a, b=b, c=c)
            """,
        ),
        program(
            "add to an element in place",
            """
            a = torch.zeros(3)
            a[1] += 2.5
            a[0:2] *= 3
            check(a=a)
            """,
        ),
        program(
            "iterate over the rows",
            """
            a = torch.tensor([[1.5, 2.5], [3.5, 4.5]])
            rows = [row * 2 for row in a.unbind()]
            check(rows=rows, length=a.size(0))
            """,
        ),
    ]


def assignment(name, source, x, row, column):
    """The assignment to a copy of x, and the gradients of x and of what is assigned."""
    lines = [
        "x.requires_grad_()",
        "row.requires_grad_()",
        "column.requires_grad_()",
        "y = x.clone()",
        *source.split("\n"),
    ]
    lines += ["(y * torch.arange(12, dtype=torch.float32).view(3, 4)).sum().backward()"]
    lines += ["check(y=y, before=edges(y), x=x.grad, row=row.grad, column=column.grad)"]
    return program(f"assign {name}", "\n".join(lines), x=x, row=row, column=column)
