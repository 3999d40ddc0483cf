"""Views: which memory they share, their strides, their nodes, and the calls that cannot be views."""

import torch
from program_case import program

CUBE = torch.arange(24.0).reshape(2, 3, 4)
MATRIX = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])


def cases():
    return [*layouts(), *sharing(), *nodes(), *refused()]


def layout(name, source, **inputs):
    """The shape, strides and place in memory of the view `y` that the source makes."""
    checks = "check(shape=y.shape, stride=y.stride(), offset=y.storage_offset(), contiguous=y.is_contiguous(), values=y)"
    return program(f"layout of {name}", f"{source}\n{checks}", **(inputs or {"x": CUBE}))


def layouts():
    return [
        layout("view", "y = x.view(6, 4)"),
        layout("view with an inferred size", "y = x.view(3, -1)"),
        layout("view of a slice", "y = x[:, 1:].view(2, 2, 2, 2)"),
        layout("view that joins axes of a part", "y = x[1].view(12)"),
        layout("view with axes of size 1", "y = x.transpose(0, 1).view(3, 1, 2, 1, 4)"),
        layout("view of an expanded tensor", "y = x.expand(5, 2, 3, 4).view(5, 24)"),
        layout("reshape of a transposed tensor", "y = x.transpose(0, 1).reshape(6, 4)"),
        layout("permute", "y = x.permute(2, 0, 1)"),
        layout("transpose from the end", "y = x.transpose(-1, 0)"),
        layout("movedim", "y = x.movedim(0, 2)"),
        layout("movedim of two", "y = x.movedim((0, 1), (2, 0))"),
        layout("T", "y = x.T"),
        layout("mT", "y = x.mT"),
        layout("squeeze", "y = x[:, :1].squeeze()"),
        layout("squeeze of one axis", "y = x[:, :1].squeeze(1)"),
        layout("squeeze of two axes", "y = x[:1, :1].squeeze((0, 1))"),
        layout("squeeze of an axis that is not of size 1", "y = x.squeeze(0)"),
        layout("unsqueeze", "y = x.unsqueeze(1)"),
        layout("unsqueeze at the end", "y = x.unsqueeze(-1)"),
        layout("expand", "y = x[:, :1].expand(2, 5, 4)"),
        layout("expand with a new axis", "y = x.expand(2, -1, -1, 4)"),
        layout("narrow", "y = x.narrow(1, 1, 2)"),
        layout("narrow from the end", "y = x.narrow(1, -2, 1)"),
        layout("select", "y = x.select(1, -1)"),
        layout("diagonal", "y = x.diagonal()"),
        layout("diagonal of other axes", "y = x.diagonal(1, 1, 2)"),
        layout("diagonal below", "y = x.diagonal(offset=-1, dim1=1, dim2=2)"),
        layout("unfold", "y = x.unfold(2, 2, 1)"),
        layout("unfold with steps", "y = x.unfold(-1, 3, 2)"),
        layout("as_strided", "y = x.as_strided((2, 2), (5, 2), 3)"),
        layout("unflatten", "y = x.unflatten(2, (2, -1))"),
        layout("flatten of some axes", "y = x.flatten(0, 1)"),
        layout("flatten of a transposed tensor", "y = x.transpose(1, 2).flatten(1)"),
        layout("flatten of a scalar", "y = torch.tensor(1.5).flatten()"),
        layout("ravel", "y = x.transpose(0, 1).ravel()"),
        layout("contiguous", "y = x.transpose(0, 1).contiguous()"),
        layout("slice with a step", "y = x[:, ::2, 1:]"),
        layout("empty slice", "y = x[5:]"),
        layout("part of split", "y = x.split(2, dim=1)[1]"),
        layout("part of unbind", "y = x.unbind(1)[2]"),
        layout("part of chunk", "y = x.chunk(3, -1)[1]"),
        layout("part of tensor_split", "y = x.tensor_split(3, dim=2)[1]"),
        layout("meshgrid", "y = torch.meshgrid([a, b], indexing='ij')[1]", a=torch.arange(3.0), b=torch.arange(2.0)),
        layout("meshgrid for plots", "y = torch.meshgrid([a, b], indexing='xy')[0]", a=torch.arange(3.0), b=torch.arange(2.0)),
        layout("a copy", "y = x[:, 1].clone()"),
    ]


def sharing():
    return [
        program(
            "a change of a transposed view is one of its base",
            """
            y = x.t()
            y[0] = 9.0
            check(x=x, y=y)
            """,
            x=MATRIX,
        ),
        program(
            "a change of the base is one of all its views",
            """
            row, flat, part = x[1], x.view(-1), x[:, 1:]
            x.mul_(10)
            check(row=row, flat=flat, part=part)
            """,
            x=MATRIX,
        ),
        program(
            "a view of a view of a view",
            """
            y = x.view(6, 4)[1:5:2].t()[1]
            y.add_(100)
            check(x=x, y=y, offset=y.storage_offset())
            """,
            x=CUBE,
        ),
        program(
            "reshape shares memory where it can",
            """
            y, z = x.reshape(3, 2), x.t().reshape(6)
            x.zero_()
            check(y=y, z=z)
            """,
            x=MATRIX,
        ),
        program(
            "detach and data share memory",
            """
            y, z = x.detach(), x.data
            y[0, 0] = 7.0
            z[1] = 8.0
            check(x=x, history=y.requires_grad)
            """,
            x=MATRIX,
        ),
        program(
            "parts of split and unbind share memory",
            """
            x.split(1)[1].mul_(2)
            x.unbind(1)[0].add_(1)
            check(x=x)
            """,
            x=MATRIX,
        ),
        program(
            "iteration gives rows that share memory",
            """
            for row in x:
                row.mul_(row)
            check(x=x, length=len(x))
            """,
            x=MATRIX,
        ),
        program(
            "clone and advanced indexing copy",
            """
            y, z = x.clone(), x[[0, 1]]
            x.zero_()
            check(y=y, z=z)
            """,
            x=MATRIX,
        ),
        program(
            "views of integers and booleans",
            """
            x[:, 1:].mul_(3)
            y[1] = False
            check(x=x, y=y, t=x.t(), flat=y.flatten())
            """,
            x=MATRIX.long(),
            y=MATRIX > 2,
        ),
    ]


EXPRESSIONS = [
    "x.view(6, 4)",
    "x.reshape(-1)",
    "x.transpose(0, 1).reshape(6, 4)",
    "x.transpose(0, 1).ravel()",
    "x.flatten(1)",
    "x.unflatten(2, (2, 2))",
    "x.permute(2, 0, 1)",
    "x.transpose(0, -1)",
    "x[0].t()",
    "x.T",
    "x.mT",
    "x.movedim(0, 2)",
    "x.swapaxes(0, 1)",
    "x[:, :1].squeeze()",
    "x[:, :1].squeeze(1)",
    "x[:, :1].squeeze((0, 1))",
    "x.unsqueeze(0)",
    "x.expand_as(torch.zeros(5, 2, 3, 4))",
    "x.broadcast_to((5, 2, 3, 4))",
    "x.narrow(1, 1, 2)",
    "x.select(1, -1)",
    "x.diagonal()",
    "x.unfold(2, 2, 1)",
    "x.split(2, 1)[1]",
    "x.split([1, 2], 1)[1]",
    "x.chunk(2, 2)[0]",
    "x.tensor_split(2, 1)[0]",
    "x.unbind()[1]",
    "x.transpose(0, 1).contiguous()",
    "x.contiguous()",
    "x.as_strided((2, 2), (1, 2), 1)",
    "x[...]",
    "x[:]",
    "x[:, :]",
    "x[:, 1:]",
    "x[0, 1]",
    "x[None, 0]",
    "x[True]",
    "x[[0, 1], 1]",
    "x[1, [0, 2]]",
    "x.index_select(1, torch.tensor([0, 2]))",
    "x.gather(1, torch.zeros(2, 1, 4, dtype=torch.int64))",
    "x.take(torch.tensor([0, -1]))",
    "torch.take_along_dim(x, torch.zeros(2, 1, 4, dtype=torch.int64), 1)",
    "x.scatter(1, torch.zeros(2, 1, 4, dtype=torch.int64), 1.5)",
    "x.scatter(1, torch.zeros(2, 3, 4, dtype=torch.int64), x)",
    "x.scatter_add(1, torch.zeros(2, 3, 4, dtype=torch.int64), x)",
    "x.index_add(1, torch.tensor([0, 0, 1]), x)",
    "x.index_copy(1, torch.tensor([0, 2, 1]), x)",
    "x.index_fill(1, torch.tensor([0, 2]), 3)",
    "x.masked_fill(x > 3, 1)",
    "x.to(torch.float32, copy=True)",
    "x.to(torch.float32)",
    "torch.cat([x, x], 1)",
    "torch.stack([x, x], 1)",
    "torch.hstack([x[0], x[1]])",
    "torch.vstack([x[0, 0], x[0, 1]])",
    "torch.dstack([x[0, 0], x[0, 1]])",
    "x.repeat(2, 1, 1)",
    "x.tile(2)",
    "x.repeat_interleave(2)",
    "x.repeat_interleave(2, 1)",
    "x.flip(0)",
    "x.roll(1, 0)",
    "torch.rot90(x)",
    "torch.nn.functional.pad(x, (1, 2))",
    "torch.nn.functional.pad(x, (1, 2), mode='reflect')",
    "torch.nn.functional.pad(x, (1, 2), mode='replicate')",
]


def nodes():
    """Nodes, values and the gradient of a sum with different weights."""
    source = """
        x.requires_grad_()
        y = {}
        names = graph(y)
        y.backward(torch.arange(1, y.numel() + 1, dtype=torch.float32).reshape(y.shape))
        check(graph=names, values=y, gradient=x.grad)
    """
    return [program(f"nodes of {each}", source.replace("{}", each), x=CUBE) for each in EXPRESSIONS]


def refused():
    def error(source, *parts, x=CUBE):
        return program(f"error of {source}", source, error=parts, x=x)

    return [
        error("x.view(5, 5)", "shape '[5, 5]' is invalid for input of size 24"),
        error("x.view(-1, -1)", "only one dimension can be inferred"),
        error("x.reshape(-1, 5)", "shape '[-1, 5]' is invalid for input of size 24"),
        error("x.transpose(0, 1).view(6, 4)", "view size is not compatible with input tensor's size and stride", "Use .reshape(...) instead."),
        error("x.flatten(2, 1)", "flatten() has invalid args: start_dim cannot come after end_dim"),
        error("x.unflatten(2, (3, 2))", "unflatten: Provided sizes [3, 2] don't multiply up to the size of dim 2 (4)"),
        error("x.permute(0, 1)", "input.dim() = 3 is not equal to len(dims) = 2"),
        error("x.permute(0, 0, 1)", "permute(): duplicate dims are not allowed."),
        error("x.transpose(0, 3)", "Dimension out of range (expected to be in range of [-3, 2], but got 3)"),
        error("x.t()", "t() expects a tensor with <= 2 dimensions, but self is 3D"),
        error("x[0, 0].mT", "tensor.mT is only supported on matrices or batches of matrices. Got 1-D tensor."),
        error("x.unsqueeze(5)", "Dimension out of range (expected to be in range of [-4, 3], but got 5)"),
        error("x.expand(3, 3, 4)", "The expanded size of the tensor (3) must match the existing size (2) at non-singleton dimension 0.", "Target sizes: [3, 3, 4].  Tensor sizes: [2, 3, 4]"),
        error("x.expand(3, 4)", "the number of sizes provided (2) must be greater or equal to the number of dimensions in the tensor (3)"),
        error("x.expand(-1, 2, 3, 4)", "The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension 0"),
        error("x.narrow(1, 2, 2)", "start (2) + length (2) exceeds dimension size (3)."),
        error("x.narrow(1, 0, -1)", "narrow(): length must be non-negative."),
        error("x.select(1, 3)", "select(): index 3 out of range for tensor of size [2, 3, 4] at dimension 1"),
        error("x.unfold(2, 5, 1)", "maximum size for tensor at dimension 2 is 4 but size is 5"),
        error("x.split([1, 1], 1)", "split_with_sizes expects split_sizes to sum exactly to 3 (input tensor's size at dimension 1), but got split_sizes=[1, 1]"),
        error("x.split(-1)", "split expects split_size be non-negative, but got split_size=-1"),
        error("x.chunk(0)", "chunk expects `chunks` to be greater than 0, got: 0"),
        error("x[0, 0, 0].unbind()", "Dimension specified as 0 but tensor has no dimensions"),
        error("x.as_strided((4, 4), (8, 1), 0)", "out of bounds for storage of"),
        error("x.masked_fill(x, 1)", "masked_fill_ only supports boolean masks, but got mask with dtype float"),
        error("x.gather(1, torch.full((2, 1, 4), 5))", "index 5 is out of bounds for dimension 1 with size 3"),
        error("x.gather(1, torch.full((2, 1, 5), 0))", "Size does not match at dimension 2 expected index [2, 1, 5] to be no larger than self [2, 3, 4] apart from dimension 1"),
        error("x.gather(1, torch.full((2, 1), 0))", "Index tensor must have the same number of dimensions as input tensor"),
        error("x.index_select(1, torch.tensor([5]))", "INDICES element is out of DATA bounds, id=5 axis_dim=3"),
        error("x.index_select(1, torch.tensor([[0]]))", "index_select(): Index is supposed to be a vector"),
        error("x.take(torch.tensor([24]))", "out of range: tried to access index 24 on a tensor of 24 elements."),
        error("x.scatter(1, torch.zeros(2, 1, 4, dtype=torch.int64), torch.zeros(2, 1, 3))", "Expected index [2, 1, 4] to be no larger than self [2, 3, 4] apart from dimension 1 and to be no larger size than src [2, 1, 3]"),
        error("x.index_add(1, torch.tensor([0, 0]), torch.zeros(2, 3, 4))", "index_add_(): Number of indices (2) should be equal to source.size(dim): (3), for dim: 1"),
        error("x.index_fill(1, torch.tensor([3]), 1)", "index 3 is out of bounds for dimension 1 with size 3"),
        error("torch.cat([x, x[0]])", "Tensors must have same number of dimensions: got 3 and 2"),
        error("torch.cat([x, torch.zeros(2, 2, 4)], 0)", "Sizes of tensors must match except in dimension 0. Expected size 3 but got size 2 for tensor number 1 in the list."),
        error("torch.cat([x[0, 0, 0], x[0, 0, 1]])", "zero-dimensional tensor (at position 0) cannot be concatenated"),
        error("torch.stack([x, x[0]])", "stack expects each tensor to be equal size, but got [2, 3, 4] at entry 0 and [3, 4] at entry 1"),
        error("torch.stack([])", "stack expects a non-empty TensorList"),
        error("x.repeat(2)", "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor"),
        error("x.roll((1, 1), 0)", "shifts and dimensions must align. shifts: 2, dims:1"),
        error("torch.nn.functional.pad(x, (5, 2), mode='reflect')", "Padding size should be less than the corresponding input dimension, but got: padding (5, 2) at dimension 2 of input [2, 3, 4]"),
        error("torch.nn.functional.pad(x, (1,))", "Padding length must be divisible by 2"),
        error("len(x[0, 0, 0])", "len() of a 0-d tensor"),
        error("list(x[0, 0, 0])", "iteration over a 0-d tensor"),
        error("x[::-1]", "step must be greater than zero"),
        error("x[:, ::0]", "slice step cannot be zero"),
        error("x[0, 5]", "index 5 is out of bounds for dimension 1 with size 3"),
        error("x[0, 0, 0, 0]", "too many indices for tensor of dimension 3"),
        error("x[0, 0, 0][0]", "invalid index of a 0-dim tensor."),
        error("x[[0, 1, 0], [0, 1]]", "shape mismatch: indexing tensors could not be broadcast together with shapes [3], [2]"),
        error("x[[5]]", "index 5 is out of bounds for dimension 0 with size 2"),
        error("x[torch.tensor([True, False, True])]", "The shape of the mask [3] at index 0 does not match the shape of the indexed tensor [2, 3, 4] at index 0"),
        error("x[torch.tensor([0.5])]", "tensors used as indices must be long, int, byte or bool tensors"),
    ]
