"""Sums, extremes, orders and lengths over axes, by TensorFlow's names."""

from collections import namedtuple

from _duet.bridge import call, from_host

from tensorflow._arithmetic import cast, maximum, negative, real
from tensorflow._dtypes import float32, int64
from tensorflow._tensor import Tensor, as_tensor, compute, constant, operations
from tensorflow._trace import recorded


def axes_of(axis):
    """Axes as TypeScript takes them: None, a number or a list."""
    if axis is None or isinstance(axis, int):
        return axis
    if isinstance(axis, Tensor):
        return int(axis) if axis.ndim == 0 else [int(each) for each in axis]
    return [int(each) for each in axis]


def _reduction(type, function):
    js = getattr(operations, function)

    def operation(input_tensor, axis=None, keepdims=False, name=None):
        x = as_tensor(input_tensor)
        result = compute(js, x, axes_of(axis), keepdims)
        return cast(result, x.dtype) if type == "Mean" and not x.dtype.is_floating else result

    operation.__name__ = function
    return recorded(type, has_constant=True)(operation)


reduce_sum = _reduction("Sum", "sum")
reduce_mean = _reduction("Mean", "mean")
reduce_max = _reduction("Max", "max")
reduce_min = _reduction("Min", "min")
reduce_prod = _reduction("Prod", "prod")
reduce_any = _reduction("Any", "any")
reduce_all = _reduction("All", "all")
reduce_logsumexp = _reduction("ReduceLogSumExp", "logSumExp")
reduce_variance = _reduction("Variance", "variance")
reduce_std = _reduction("Std", "deviation")


@recorded("ArgMax")
def argmax(input, axis=None, output_type=int64, name=None):
    return cast(compute(operations.argMax, as_tensor(input), axis or 0), output_type)


@recorded("ArgMin")
def argmin(input, axis=None, output_type=int64, name=None):
    return cast(compute(operations.argMin, as_tensor(input), axis or 0), output_type)


@recorded("Cumsum")
def cumsum(x, axis=0, exclusive=False, reverse=False, name=None):
    return compute(operations.cumsum, as_tensor(x), axis, exclusive, reverse)


@recorded("Norm")
def norm(tensor, ord="euclidean", axis=None, keepdims=False, name=None):
    return compute(operations.norm, real(tensor), ord, axes_of(axis), keepdims)


TopKV2 = namedtuple("TopKV2", ["values", "indices"])


@recorded("TopKV2")
def top_k(input, k=1, sorted=True, name=None):
    x = as_tensor(input)
    found = operations.topk(x._js, k, sorted)
    values = from_host(found.values)
    values._dtype = x.dtype
    return TopKV2(values, from_host(found.indices))


@recorded("ArgSort")
def argsort(values, axis=-1, direction="ASCENDING", stable=False, name=None):
    x = as_tensor(values)
    ordered = negative(x) if direction == "ASCENDING" else x
    return top_k(ordered, x.shape[-1])[1]


@recorded("Sort")
def sort(values, axis=-1, direction="ASCENDING", name=None):
    x = as_tensor(values)
    if direction == "ASCENDING":
        return negative(top_k(negative(x), x.shape[-1])[0])
    return top_k(x, x.shape[-1])[0]


@recorded("ClipByNorm", "clip_by_norm")
def clip_by_norm(t, clip_norm, axes=None, name=None):
    x = as_tensor(t)
    return x * clip_norm / maximum(norm(x, axis=axes, keepdims=axes is not None), clip_norm)


@recorded("ClipByGlobalNorm", "clip_by_global_norm")
def clip_by_global_norm(t_list, clip_norm, use_norm=None, name=None):
    tensors = [None if each is None else as_tensor(each) for each in t_list]
    *clipped, length = call(operations.clipByGlobalNorm, (tensors, constant(clip_norm, float32)))
    return clipped, length


@recorded("GlobalNorm", "global_norm")
def global_norm(t_list, name=None):
    return call(operations.globalNorm, ([None if each is None else as_tensor(each) for each in t_list],))
