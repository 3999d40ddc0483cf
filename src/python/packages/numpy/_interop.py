"""
Between arrays and tensors of PyTorch.

PyTorch's tensor and the array of its numpy() are one memory. Here they are two: a tensor's values lie on the device, an
array's with numpy-ts. A link between them keeps them the same: what changes in the array, by an index, an operator in
place, fill, sort or shuffle, is written into the tensor at once; what changes in the tensor is read when the array is
used next. Views of either take part. Not seen are changes between float64 and float32, which the link rounds, since a
tensor has only float32.
"""

from _duet import bridge

from numpy._array import host, wrap
from numpy._creation import asarray


class _Link:
    """One array, and a tensor of its shape that shares its values."""

    def __init__(self, js, tensor):
        self._js = js
        self.tensor = tensor
        self.version = host.versionOf(tensor._js)

    def pull(self):
        """Takes over what changed in the tensor since."""
        version = host.versionOf(self.tensor._js)
        if version != self.version:
            host.writeArray(self._js, self.tensor.values_row_by_row(), self.tensor._js)
            self.version = version

    def push(self):
        """Writes the array's values into the tensor."""
        self.version = host.writeTensor(self.tensor._js, self._js)


def array_of_tensor(tensor):
    """torch.Tensor.numpy(): an array that shares the tensor's values by a link."""
    plain = tensor.detach()
    if tensor.dtype.name == "uint8":
        # Images, which are many numbers.
        array = wrap(host.arrayOfTensor(plain.values_row_by_row(), plain._js, "uint8"))
    else:
        array = wrap(host.arrayOfTensor(plain.values_row_by_row(), plain._js))
        array = array if tensor.dtype.is_native else array.astype(tensor.dtype.name)
    array._links.append(_Link(array._js, plain))
    return array


def tensor_of_array(array):
    """torch.from_numpy: a tensor that shares the array's values by a link."""
    js = array.js
    owner = array.owner
    for link in owner._links:
        if host.isSameLayout(link._js, js):
            return link.tensor.detach()
    tensor = _typed_as(array, bridge.from_host(host.tensorOfArray(js)))
    owner._links.append(_Link(js, tensor))
    return tensor


def copied_tensor(array):
    """torch.tensor(array): a tensor of the array's values with memory of its own."""
    given = asarray(array)
    return _typed_as(given, bridge.from_host(host.tensorOfArray(given.js)))


def _typed_as(array, tensor):
    """A tensor under the name of the array's type."""
    from torch._promotion import set_type
    from torch._types import all_types

    kinds = {kind.name: kind for kind in all_types}
    if array.dtype.name not in kinds:
        raise TypeError(
            f"can't convert np.ndarray of type numpy.{array.dtype.name}. The only supported types are: float64, float32, "
            "float16, complex64, complex128, int64, int32, int16, int8, uint64, uint32, uint16, uint8, and bool."
        )
    return set_type(tensor, kinds[array.dtype.name])


def numbers_of_array(array):
    """An array's numbers row by row, its shape, and the type of a tensor of them."""
    from torch._types import bool_, float32, float64, int64

    given = asarray(array)
    real = float64 if given.dtype.name == "float64" else float32
    kind = {"f": real, "b": bool_}.get(given.dtype.kind, int64)
    return given.flat_list(), given.shape, kind


def array_of_values(values, shape, dtype):
    """An array of a JavaScript typed array, which is copied. @param dtype: of the values"""
    return wrap(host.fromValues(values, bridge.to_js(list(shape)), dtype, dtype))


def values_of_array(array):
    """An array's values row by row as a JavaScript typed array of its own."""
    return host.values(asarray(array).js)
