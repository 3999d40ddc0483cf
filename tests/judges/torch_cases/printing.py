"""What PyTorch prints for a tensor, with its options for printing."""

import math

import torch

INF, NAN = math.inf, math.nan


def cases():
    return [
        *scalars(),
        *vectors(),
        *rounding(),
        *scientific(),
        *integers(),
        *booleans(),
        *ranks(),
        *line_breaks(),
        *empty(),
        *summaries(),
        *autograd(),
        *options(),
    ]


def case(name, tensor, *, grad_fn=None, parameter=False, **printoptions):
    """A tensor, what is known of it besides its elements, the options that are set, and the text."""
    if parameter:
        tensor = torch.nn.Parameter(tensor)
    elif grad_fn is not None:
        tensor = grad_fn(tensor.clone().requires_grad_())
    torch.set_printoptions(**printoptions)
    try:
        text = repr(tensor)
    finally:
        torch.set_printoptions(profile="default")
    return {
        "name": name,
        "input": tensor,
        "requires_grad": tensor.requires_grad,
        "grad_fn": tensor.grad_fn and type(tensor.grad_fn).__name__,
        "is_parameter": parameter,
        "options": printoptions,
        "text": text,
    }


def floats(name, *values, **known):
    return case(name, torch.tensor(values, dtype=torch.float32), **known)


def scalar(name, value, **known):
    return case(name, torch.tensor(value), **known)


def normal(*shape, seed=0, scale=1.0):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed)) * scale


def quarters(*shape, seed=0):
    """Random multiples of 1/4, which need few digits in the golden file."""
    return torch.randint(-40, 40, shape, generator=torch.Generator().manual_seed(seed)) / 4


def scalars():
    return [
        scalar("scalar float", 0.123456),
        scalar("scalar whole float", 5.0),
        scalar("scalar zero", 0.0),
        scalar("scalar negative zero", -0.0),
        scalar("scalar nan", NAN),
        scalar("scalar infinity", -INF),
        scalar("scalar tiny float", 1.5e-7),
        scalar("scalar large float", 123456789.0),
        scalar("scalar 1e8 is still fixed", 1e8),
        scalar("scalar int", 42),
        scalar("scalar bool", True),
    ]


def vectors():
    return [
        floats("thirds", 2 / 3, 4 / 3, 2),
        floats("whole floats", 1, 2),
        floats("whole floats of several widths", 1, -20, 300),
        floats("negative numbers", -0.5, 0.25, -12.125),
        floats("one element", 3.14159265),
        floats("zeros", 0, 0, 0),
        floats("nan among whole floats", 1, NAN, 2),
        floats("infinities among whole floats", INF, 1, -INF),
        floats("nan and infinities among fractions", NAN, 0.5, INF, -INF),
        floats("only nan and infinities", NAN, INF, -INF),
        floats("negative zero among whole floats", -0.0, 1, 2),
        floats("negative zero among fractions", -0.0, 0.5),
    ]


def rounding():
    return [
        floats("ties round to the even digit", 0.03125, 0.09375, -0.03125, 0.15625),
        floats("float32 of decimal ties", 0.00015, 0.00025, 0.12345, 0.99995, 1.00005),
        floats("rounded up to a new digit", 9.99996, 0.5),
        floats("negative rounded to zero", -0.00012, 0.03, -0.0001001),
        floats("ties of whole numbers at precision 0", 0.5, 1.5, 2.5, -0.5, -3.5, precision=0),
        floats("ties in scientific notation", 100005.0, 100015.0, 1.0),
        floats("many digits", 0.1, 0.2, 0.3, precision=12),
        floats("more digits than a double has", 0.1, 1 / 3, precision=30),
    ]


def scientific():
    return [
        floats("range over 1000", 0.001, 1.5),
        floats("range of exactly 1000", 0.5, 500),
        floats("whole floats with a range over 1000", 1, 2000),
        floats("float32 1e-4 is below the limit", 1e-4, 2e-4),
        floats("just above the limit for small numbers", 1.1e-4, 2e-4),
        floats("large", 1e9, 2.5e9, -3e9),
        floats("largest and smallest float32", 3.4028235e38, 1.1754944e-38, 1e-45),
        floats("zero among tiny numbers", 0, 1e-6),
        floats("nan and infinity in scientific notation", NAN, 1e-6, -INF, -1e-6),
        floats("rounded up to the next power of ten", 9.99999e9, 1),
        floats("exponents of two and three digits", 1e-10, 1e10),
        case("matrix in scientific notation", torch.tensor([[1e-5, -1.0], [100.0, 1234.5]])),
    ]


def integers():
    return [
        case("integers", torch.tensor([1, 2, 3])),
        case("integers of several widths", torch.tensor([1, -20, 300])),
        case("integers beyond 32 bits", torch.tensor([2**32, -(2**40) - 1, 2**53])),
        case("integers beyond 53 bits", torch.tensor([2**62, -(2**63)])),
        case("integer matrix", torch.arange(12).reshape(3, 4)),
        case("integers on several lines", torch.arange(100)),
    ]


def booleans():
    return [
        case("booleans", torch.tensor([True, False])),
        case("only true", torch.tensor([True, True])),
        case("boolean matrix", torch.tensor([[True, False], [False, False]])),
        case("booleans on several lines", torch.arange(30) % 3 == 0),
    ]


def ranks():
    return [
        case("rank 2", quarters(2, 3)),
        case("rank 3", quarters(2, 2, 3)),
        case("rank 4", torch.arange(16.0).reshape(2, 2, 2, 2)),
        case("rank 5", torch.arange(32).reshape(2, 2, 2, 2, 2)),
        case("axes of length one", torch.ones(1, 1, 1, 1)),
        case("column", quarters(4, 1)),
        case("matrix with negative fractions", normal(3, 4)),
        case("matrix with whole rows and fractions", torch.tensor([[1.0, 2.0], [3.5, -4.0]])),
    ]


def line_breaks():
    return [
        case("vector on two lines", quarters(11)),
        case("vector that fills a line", quarters(9, seed=1)),
        case("vector on several lines", quarters(40, seed=2)),
        case("rows on several lines", quarters(2, 20, seed=3)),
        case("rows on several lines at rank 3", torch.arange(60.0).reshape(1, 2, 30)),
        case("narrow lines", quarters(12), linewidth=30),
        case("lines narrower than an element", quarters(3), linewidth=5),
        case("wide lines", quarters(40), linewidth=200),
    ]


def empty():
    return [
        case("empty vector", torch.tensor([])),
        case("empty matrix", torch.zeros(0, 3)),
        case("empty rank 3", torch.zeros(2, 0, 3)),
        case("empty integers", torch.zeros(0, dtype=torch.int64)),
        case("empty integer matrix", torch.zeros(2, 0, dtype=torch.int64)),
        case("empty booleans", torch.zeros(0, dtype=torch.bool)),
        case("empty parameter", torch.zeros(0, 2), parameter=True),
        case("empty result", torch.zeros(0, 3), grad_fn=lambda t: t * 2),
    ]


def summaries():
    return [
        case("1000 elements are not summarised", torch.arange(1000)),
        case("1001 elements are summarised", torch.arange(1001)),
        case("long vector of floats", quarters(1200)),
        case(
            "large in the part that is left out", torch.cat([torch.ones(600), torch.full((1,), 1e6), torch.ones(600)])
        ),
        case("large matrix", torch.arange(1100).reshape(22, 50)),
        case("matrix with few rows", torch.arange(1200.0).reshape(4, 300)),
        case("matrix with few columns", torch.arange(1200).reshape(300, 4)),
        case("large rank 3", torch.arange(1001).reshape(7, 11, 13)),
        case("large rank 4", (torch.arange(1296) % 7).reshape(6, 6, 6, 6)),
        case("summary of booleans", torch.arange(1500) % 2 == 0),
        case("summary by a lower threshold", torch.arange(10), threshold=5),
        case("summary with one edge item", torch.arange(100).reshape(10, 10), threshold=50, edgeitems=1),
        case("summary without edge items", torch.arange(10), threshold=5, edgeitems=0),
        case("summary of a matrix without edge items", torch.ones(3, 4), threshold=5, edgeitems=0),
        case("no edge items and no summary", torch.ones(3), edgeitems=0),
        case("summary of lines", torch.arange(60).reshape(2, 30), threshold=50, edgeitems=14),
        case("summary of a scalar", torch.tensor(2.5), threshold=0),
        case("gradient of a summary", quarters(1100), grad_fn=lambda t: t * 2),
    ]


def autograd():
    return [
        case("requires_grad", quarters(3), grad_fn=lambda t: t),
        case("mean", quarters(3), grad_fn=lambda t: t.mean()),
        case("product", quarters(2, 2), grad_fn=lambda t: t * t),
        case("parameter", quarters(2, 3), parameter=True),
        case("scalar parameter", torch.tensor(0.5), parameter=True),
        case("parameter on several lines", normal(16, seed=4), parameter=True),
        case("suffix that just fits", quarters(7, seed=5), grad_fn=lambda t: t + 1),
        case("suffix on a line of its own", quarters(9, seed=5), grad_fn=lambda t: t + 1),
        case("suffix of two words", torch.full((8,), 1.5), grad_fn=lambda t: torch.log_softmax(t, 0)),
        case("suffix after several lines", quarters(14, seed=6), grad_fn=lambda t: t + 1),
        case("suffix after a long matrix row", quarters(2, 8, seed=6), grad_fn=lambda t: t.relu()),
        case("suffix in narrow lines", quarters(3), grad_fn=lambda t: t + 1, linewidth=20),
        *(
            case(f"suffix with a line width of {width}", torch.ones(3), grad_fn=lambda t: t + 1, linewidth=width)
            for width in (42, 43, 44, 45)
        ),
        case("two suffixes in narrow lines", torch.zeros(0, 3), grad_fn=lambda t: t + 1, linewidth=30),
    ]


def options():
    matrix = torch.tensor([[0.5, 12.25], [1234.5, -0.001]])
    return [
        case("precision 2", normal(4), precision=2),
        case("precision 0", normal(4, scale=10), precision=0),
        case("precision 0 in scientific notation", matrix, precision=0),
        case("scientific notation never", matrix, sci_mode=False),
        case("scientific notation never, tiny number", torch.tensor([1e-10, 1.5]), sci_mode=False),
        case("scientific notation never, huge number", torch.tensor([1e30, 1.0]), sci_mode=False),
        case("scientific notation always", torch.tensor([1.0, 2.5]), sci_mode=True),
        case("scientific notation always, whole floats", torch.tensor([1.0, -20.0, 0.0]), sci_mode=True),
        case("scientific notation always, zeros", torch.zeros(2), sci_mode=True),
        case("scientific notation always, integers", torch.tensor([1, 2]), sci_mode=True),
        case("profile short", normal(3), profile="short"),
        case("profile short, summary", torch.arange(1001), profile="short"),
        case("profile full", torch.arange(1010), profile="full"),
        case("profile and an option", normal(3), profile="short", precision=6),
    ]
