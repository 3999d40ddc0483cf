"""torch.linalg: norms and products by the dialect, decompositions and equations by numpy's."""

from collections import namedtuple
from functools import reduce

from _duet.bridge import function_of
from _duet.host import host
from _duet.names import camel_case, missing_name, snake_case

from torch import _promotion
from torch._creation import tensor
from torch._tensor import Tensor

LinAlgError = type("_LinAlgError", (RuntimeError,), {"__module__": "torch._C", "__qualname__": "_LinAlgError"})
_LinAlgError = LinAlgError


def _named(name, fields):
    made = namedtuple(f"linalg_{name}", fields)

    def text(self):
        parts = ",\n".join(f"{field}={value!r}" for field, value in zip(self._fields, self))
        return f"torch.return_types.linalg_{name}(\n{parts})"

    made.__repr__ = text
    made.__module__ = "torch.return_types"
    return made


_Solution = _named("lstsq", "solution residuals rank singular_values")
_Eigh = _named("eigh", "eigenvalues eigenvectors")
_QR = _named("qr", "Q R")
_SVD = _named("svd", "U S Vh")
_Slogdet = _named("slogdet", "sign logabsdet")


def _compute(name, *given, **options):
    """What a function of numpy gives for tensors, in float64."""
    import numpy

    for each in given:
        if isinstance(each, Tensor) and each.requires_grad:
            raise NotImplementedError(
                f"torch.linalg.{name} has no gradient in the browser yet. Call it with x.detach()."
            )
    arrays = [each.numpy().astype("float64") if isinstance(each, Tensor) else each for each in given]
    try:
        return getattr(numpy.linalg, name)(*arrays, **options)
    except numpy.linalg.LinAlgError as error:
        raise _refusal(name, error) from None


def _refusal(name, error):
    if "ingular" in str(error):
        if name == "solve":
            return LinAlgError("torch.linalg.solve: The solver failed because the input matrix is singular.")
        return LinAlgError(
            f"linalg.{name}: The diagonal element 1 is zero, the inversion could not be completed because the input "
            "matrix is singular."
        )
    return RuntimeError(str(error))


def _as(like, values):
    return tensor(values, dtype=like.dtype)


def _require_square(name, A):
    if A.ndim < 2:
        raise RuntimeError(f"linalg.{name}: The input tensor A must have at least 2 dimensions.")
    if A.shape[-1] != A.shape[-2]:
        shape = f"{A.shape[-2]} by {A.shape[-1]} matrices"
        raise RuntimeError(f"linalg.{name}: A must be batches of square matrices, but they are {shape}")


def inv(A):
    _require_square("inv", A)
    return _as(A, _compute("inv", A))


def det(A):
    _require_square("det", A)
    return _as(A, _compute("det", A))


def slogdet(A):
    _require_square("slogdet", A)
    size = det(A)
    return _Slogdet(size.sign(), size.abs().log())


def solve(A, B):
    _require_square("solve", A)
    return _as(A, _compute("solve", A, B))


def lstsq(A, B, rcond=None, *, driver=None):
    found, _, rank, _ = _compute("lstsq", A, B)
    return _Solution(_as(A, found), _as(A, []), tensor(rank), _as(A, []))


def pinv(A, **_):
    return _as(A, _compute("pinv", A))


def cholesky(A):
    _require_square("cholesky", A)
    return _as(A, _compute("cholesky", A))


def matrix_rank(A, **_):
    return tensor(int(_compute("matrix_rank", A)))


def matrix_power(A, n):
    _require_square("matrix_power", A)
    if n < 0:
        return matrix_power(inv(A), -n)
    import torch

    return reduce(Tensor.matmul, [A] * n, torch.eye(A.shape[-1], dtype=A.dtype)) if n != 1 else A.clone()


def cond(A, p=None):
    if p not in (None, 2):
        raise NotImplementedError("torch.linalg.cond knows the norm 2 in the browser.")
    values = svdvals(A)
    return values.max() / values.min()


def eigh(A, UPLO="L"):
    values, vectors = _compute("eigh", A)
    return _Eigh(_as(A, values), _as(A, vectors))


def eigvalsh(A, UPLO="L"):
    return eigh(A).eigenvalues


def qr(A, mode="reduced"):
    first, second = _compute("qr", A, mode=mode)
    return _QR(_as(A, first), _as(A, second))


def svd(A, full_matrices=True, **_):
    parts = _compute("svd", A, full_matrices=full_matrices)
    return _SVD(*(_as(A, part) for part in parts))


def svdvals(A, **_):
    return svd(A, full_matrices=False).S


def multi_dot(tensors, **_):
    return reduce(Tensor.matmul, tensors)


def cross(input, other, *, dim=-1):
    first, second = input.movedim(dim, -1).unbind(-1), other.movedim(dim, -1).unbind(-1)
    parts = [first[at - 2] * second[at - 1] - first[at - 1] * second[at - 2] for at in range(3)]
    import torch

    return torch.stack(parts, dim)


def __getattr__(name):
    function = None if name.startswith("_") else function_of(host.torch.linalg, name, "torch.linalg")
    if function is None:
        known = {snake_case(each) for each in host.namesOf(host.torch.linalg)} | {
            each for each, value in globals().items() if callable(value) and not each.startswith("_")
        }
        raise missing_name("module 'torch.linalg'", name, known)

    def wrapper(*args, **keywords):
        return _promotion.call(camel_case(name), function, args, keywords, "torch.linalg")

    wrapper.__name__ = wrapper.__qualname__ = name
    globals()[name] = wrapper
    return wrapper
