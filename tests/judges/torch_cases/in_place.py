"""Changes in place: what they do to views, bases and graphs, and where they are refused."""

import torch
from program_case import program

def case(name, source, **options):
    """A program on the leaves `a` and `w`, and `x`, which has a history."""
    a, w = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]), torch.tensor(2.0)
    start = "a.requires_grad_()\nw.requires_grad_()\nx = a * 2"
    return program(name, f"{start}\n{source}", a=a, w=w, **options)


AFTER = "weights = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])\nnames = graph(x)\nx.backward(weights)\ncheck(x=x, names=names, a=a.grad, w=w.grad)"

CHANGES = [
    "x[0] = 1",
    "x[0] = w",
    "x[0] = a[0]",
    "x[0] = a[1] * w",
    "x[:, 0] = x[:, 1]",
    "x[...] = 1",
    "x[:] = w",
    "x[0, 0] = 5",
    "x[0, 0] = w",
    "x[::1, ::2] = w",
    "x[[0]] = w",
    "x[[0, 1], [1, 2]] = a[0, :2]",
    "x[:, [0, 2]] = torch.tensor([7.0, 8.0])",
    "x[0, [0, 1]] = w",
    "x[1, :2][torch.tensor([0, 1])] = w",
    "x[x > 4] = 0",
    "x[x > 4] = a[0, :1]",
    "x[x > 4] = a.view(-1)[:4]",
    "x[torch.tensor([False, True])] = a[0]",
    "x[None, 0] = w",
    "x.view(-1)[x.view(-1) > 4] = 0",
    "x[0].add_(1)\nx[1].mul_(3)",
    "x[0].mul_(w)",
    "x.t()[1].mul_(w)",
    "x.view(-1)[1:5:2].add_(w)",
    "x.unsqueeze(0)[0, 1].sub_(a[0])",
    "x.mul_(w)",
    "x.mul_(w).add_(a)",
    "x.add_(1)",
    "x.copy_(w)",
    "x.copy_(a[0])",
    "x[1].copy_(a[0] * a[0])",
    "x.index_fill_(0, torch.tensor([0]), 2)",
    "x.index_fill_(0, torch.tensor([0]), w)",
    "x.index_add_(0, torch.tensor([1]), a[:1])",
    "x.index_copy_(0, torch.tensor([1]), a[:1])",
    "x.masked_fill_(x > 3, 2)",
    "x.masked_fill_(x > 3, w)",
    "x[:, 1:].masked_fill_(x[:, 1:] > 5, w)",
    "x.scatter_(0, torch.tensor([[0, 0, 0]]), 2)",
    "x.scatter_(1, torch.tensor([[0, 2], [1, 0]]), a[:, :2])",
    "x.scatter_add_(0, torch.tensor([[0, 1, 0]]), a[:1])",
    "x[0][1:].zero_()",
    "v = x[0]\nu = x[:, 1]\nv.mul_(w)\nu.add_(v[0])",
]


def cases():
    return [*changes(), *views(), *refused(), *values()]


def changes():
    return [case(f"gradients after {each}".replace("\n", "; "), f"{each}\n{AFTER}", tolerance=1e-5) for each in CHANGES]


def views():
    return [
        case("a view after its change", "v = x[0]\nv.mul_(w)\ncheck(v=graph(v), x=graph(x))\nv.backward(a.detach()[0])\ncheck(a=a.grad, w=w.grad)"),
        case("a view after a change of its base", "v = x[0]\nx.mul_(w)\ncheck(v=graph(v), value=v)\nv.backward(a.detach()[0])\ncheck(a=a.grad, w=w.grad)"),
        case("a view after a change of another view", "v = x.view(-1)\nu = x.t()\nv.mul_(w)\ncheck(u=graph(u), value=u)\nu.backward(a.detach().t())\ncheck(a=a.grad, w=w.grad)"),
        case("a view after a change of another part", "v = x[0]\nx[1] = 0\ncheck(v=graph(v))\nv.backward(a.detach()[0])\ncheck(a=a.grad)"),
        case("views of a tensor that got a history", "z = torch.zeros(2, 3)\nv, u = z[0], z[1]\nz[0] = w\ncheck(v=graph(v), u=graph(u), z=graph(z), needed=z.requires_grad)\nz.backward(a.detach())\ncheck(w=w.grad)"),
        case("copy into a view of a tensor without history", "z = torch.zeros(2, 3)\nv = z[0]\nv.copy_(a[0])\ncheck(z=graph(z), v=graph(v))\nz.backward(a.detach())\ncheck(a=a.grad)"),
        case("edges of a changed base", "x[0].mul_(w)\ncheck(edges=edges(x))"),
        case("edges of an assignment", "x[0] = a[0]\ncheck(edges=edges(x))"),
        case("augmented assignment to a row", "x[0] += 1\ncheck(x=x)\nx.backward(a.detach())\ncheck(a=a.grad)"),
        case("an operation before a change of what it did not save", "y = x + 1\nx.mul_(2)\ny.backward(a.detach())\ncheck(a=a.grad, y=y, x=x)"),
        case("a view made before a change without recording", "v = a[0]\nwith torch.no_grad():\n    a.mul_(2)\ncheck(v=graph(v), value=v)\nv.backward(torch.ones(3))\ncheck(a=a.grad)"),
        case("a part of a leaf changed without recording", "with torch.no_grad():\n    a[0] = 5\ncheck(a=a, leaf=a.is_leaf)\na.backward(torch.ones(2, 3))\ncheck(gradient=a.grad)"),
        case("detach shares changes, not history", "v = x.detach()\nv.mul_(2)\ncheck(x=x, names=graph(x))\nx.backward(a.detach())\ncheck(a=a.grad)"),
        case("parts of unbind change without history", "v = x.detach().unbind()\nv[0].mul_(2)\ncheck(x=x)"),
        case("rows of an iteration have a node", "check(names=[graph(row) for row in x])"),
        case("a chain of views and changes", "v = x.view(3, 2)\nv[0].mul_(w)\nu = v.t()\nu[1].add_(w)\nx[1, 1:].mul_(x[0, 0].clone())\ncheck(x=x)\nx.backward(a.detach())\ncheck(a=a.grad, w=w.grad)", tolerance=1e-5),
    ]


def refused():
    def error(name, source, *parts):
        return case(f"error of {name}", source, error=parts)

    no_grad = "You can clarify your code by moving both the view and the inplace either both inside the no_grad block"
    several = "This view is the output of a function that returns multiple views."
    changed = "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor"
    return [
        error("a change of a leaf", "a.add_(1)", "a leaf Variable that requires grad is being used in an in-place operation."),
        error("a change of a view of a leaf", "a.view(-1).mul_(2)", "a view of a leaf Variable that requires grad is being used in an in-place operation."),
        error("an assignment to a leaf", "a[0] = 1", "a view of a leaf Variable that requires grad is being used in an in-place operation."),
        error("an indexed assignment to a leaf", "a[[0]] = 1", "a leaf Variable that requires grad is being used in an in-place operation."),
        error("a change of an expanded tensor", "torch.ones(1).expand(3).add_(1)", "more than one element of the written-to tensor refers to a single memory location."),
        error("a copy into an expanded tensor", "torch.ones(2, 1).expand(2, 3).copy_(a.detach())", "more than one element of the written-to tensor refers to a single memory location."),
        error("a change of a part of unbind", "x.unbind()[0].mul_(2)", "Output 0 of Unbind is a view and is being modified inplace.", several),
        error("a change of a part of split", "x.split(1)[1].mul_(2)", "Output 1 of Split is a view and is being modified inplace.", several),
        error("a change of a part of chunk", "x.chunk(2)[1].mul_(2)", "Output 1 of Split is a view and is being modified inplace.", several),
        error("a change of a view of a part", "x.unbind()[0].view(-1).mul_(2)", "Output 0 of View is a view and is being modified inplace.", several),
        error("a part after a change of its base", "v = x.unbind()\nx.mul_(2)\ngraph(v[0])", "Output 0 of Unbind is a view and its base or another view of its base has been modified inplace.", several),
        error("a change of a view made without recording", "with torch.no_grad():\n    v = x[0]\nv.mul_(2)", "A view was created in no_grad mode and is being modified inplace with grad mode enabled.", no_grad),
        error("a change of a view of a leaf made without recording", "with torch.no_grad():\n    v = a[0]\nv.mul_(2)", "A view was created in no_grad mode and is being modified inplace with grad mode enabled.", no_grad),
        error("a change of what backward needs", "y = x * x\nx.mul_(2)\ny.backward(a.detach())", changed, "is at version 1; expected version 0 instead."),
        error("a change through detach of what backward needs", "y = x * x\nx.detach().mul_(2)\ny.backward(a.detach())", changed, "is at version 1; expected version 0 instead."),
        error("a change of a part of what backward needs", "y = x[0] * x[1]\nx[1] = 3\ny.backward(torch.ones(3))", changed, "is at version 1; expected version 0 instead."),
        error("a factor that is a part of what changes", "x[:, 0].mul_(x[:, 1])\nx.backward(a.detach())", changed, "[2]]", "is at version 1; expected version 0 instead."),
        error("a fraction added to integers", "torch.zeros(3, dtype=torch.int64).add_(1.5)", "result type Float can't be cast to the desired output type Long"),
        error("an integer added to booleans", "torch.zeros(3, dtype=torch.bool).add_(1)", "result type Long can't be cast to the desired output type Bool"),
        error("a larger operand", "torch.zeros(3).add_(torch.ones(2, 3))", "output with shape [3] doesn't match the broadcast shape [2, 3]"),
        error("an operand of another size", "torch.zeros(3).add_(torch.ones(2))", "The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 0"),
        error("a value of another size", "x[0] = torch.ones(4)", "The expanded size of the tensor (3) must match the existing size (4) at non-singleton dimension 0."),
        error("a value with more axes", "x[0] = torch.ones(2, 3)", "the number of sizes provided (1) must be greater or equal to the number of dimensions in the tensor (2)"),
        error("values of another number", "x[x > 4] = torch.ones(3)", "shape mismatch: value tensor of shape [3] cannot be broadcast to indexing result of shape [4]"),
        error("rows of another size", "x[[0, 1]] = torch.ones(4)", "shape mismatch: value tensor of shape [4] cannot be broadcast to indexing result of shape [2, 3]"),
        error("indexed values of another type", "x[[0, 1]] = torch.ones(2, 3, dtype=torch.int64)", "Index put requires the source and destination dtypes match, got Float for the destination and Long for the source."),
        error("an assignment out of bounds", "x[5] = 1", "index 5 is out of bounds for dimension 0 with size 2"),
        error("an assignment to an element of a scalar", "w.detach()[0] = 1", "invalid index of a 0-dim tensor."),
        error("scatter of another type", "x.scatter_(1, torch.zeros(2, 1, dtype=torch.int64), torch.ones(2, 1, dtype=torch.int64))", "scatter(): Expected self.dtype to be equal to src.dtype"),
        error("requires_grad of a result turned off", "x.requires_grad_(False)", "you can only change requires_grad flags of leaf variables."),
    ]


def values():
    """Assignments to integers and booleans, which know no gradients."""

    def change(source):
        t = torch.arange(6).reshape(2, 3)
        return program(f"integers after {source}", f"{source}\ncheck(t=t)", t=t)

    return [
        change("t[t > 2] = 0"),
        change("t[0] = torch.tensor([7.9, -8.5, 9.0])"),
        change("t[0] = 1.5"),
        change("t[[0]] = 1.5"),
        change("t[:, 1:] = torch.tensor([[1], [2]])"),
        change("t[::2, ::2] = -1"),
        change("t[torch.tensor([[True, False, True], [False, True, False]])] = torch.tensor([10, 20, 30])"),
        change("t[torch.tensor([True, False])] = torch.tensor([10, 20, 30])"),
        change("t[torch.tensor([True, False]), 1] = 5"),
        change("t[[0, 1], [1, 2]] = torch.tensor([[70, 80]])"),
        change("t[:, [0, 0]] = torch.tensor([8, 9])"),
        change("t[True] = 4"),
        change("t[-1, -1] = 40"),
        change("t.copy_(torch.tensor([1.7, -1.7, 2.0]))"),
        change("t.t()[0] = torch.tensor([100, 200])"),
        change("t[..., 0] = True"),
        change("t[[[0], [1]], [[0, 2]]] = 6"),
        change("t.index_add_(1, torch.tensor([0, 0]), torch.ones(2, 2, dtype=torch.int64))"),
        change("t.scatter_(1, torch.tensor([[2], [0]]), 9)"),
    ]
