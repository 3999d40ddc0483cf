"""tf.linalg."""

from tensorflow._arrangement import einsum, tensordot
from tensorflow._arithmetic import matmul
from tensorflow._ops import eye, squeeze
from tensorflow._reductions import global_norm, norm, reduce_sum
from tensorflow._ops import transpose as _transpose
from tensorflow._tensor import as_tensor as _as_tensor
from tensorflow._tensor import constant as _constant
from tensorflow.math import l2_normalize


def matrix_transpose(a, name=None):
    axes = list(range(len(_as_tensor(a).shape)))
    return _transpose(a, [*axes[:-2], axes[-1], axes[-2]])


def matvec(a, b, name=None):
    from tensorflow._ops import expand_dims

    return squeeze(matmul(a, expand_dims(b, -1)), -1)


def trace(x, name=None):
    x = _as_tensor(x)
    return reduce_sum(x * eye(x.shape[-2], x.shape[-1], dtype=x.dtype), [-2, -1])


def diag(diagonal, name=None):
    values = _as_tensor(diagonal)
    return eye(values.shape[-1], dtype=values.dtype) * values


def diag_part(input, name=None):
    from tensorflow._reductions import reduce_sum as total

    x = _as_tensor(input)
    return total(x * eye(x.shape[-2], x.shape[-1], dtype=x.dtype), -1)


def _by_numpy(name, *values):
    """A function of NumPy's linear algebra on tensors."""
    import numpy

    tensors = [_as_tensor(each) for each in values]
    result = getattr(numpy.linalg, name)(*[each.numpy().astype("float64") for each in tensors])
    parts = result if isinstance(result, tuple) else (result,)
    made = [_constant(part, tensors[0].dtype) for part in parts]
    return tuple(made) if isinstance(result, tuple) else made[0]


def det(input, name=None):
    return _by_numpy("det", input)


def inv(input, adjoint=False, name=None):
    return _by_numpy("inv", input)


def solve(matrix, rhs, adjoint=False, name=None):
    return _by_numpy("solve", matrix, rhs)


def cholesky(input, name=None):
    return _by_numpy("cholesky", input)


def qr(input, full_matrices=False, name=None):
    return _by_numpy("qr", input)


def eigh(tensor, name=None):
    return _by_numpy("eigh", tensor)


def svd(tensor, full_matrices=False, compute_uv=True, name=None):
    import numpy

    u, s, vh = numpy.linalg.svd(_as_tensor(tensor).numpy().astype("float64"), full_matrices=full_matrices)
    kind = _as_tensor(tensor).dtype
    return (_constant(s, kind), _constant(u, kind), _constant(vh.T, kind)) if compute_uv else _constant(s, kind)
