"""PyTorch in the browser: Python's names and text over the dialect in TypeScript, which computes."""

import math

from _duet.host import host
from _duet.bridge import function_of
from _duet.names import camel_case, missing_name, snake_case

from torch import _promotion, _types, _warnings
from torch._creation import arange, as_tensor, from_numpy, full, full_like, tensor
from torch._grad_mode import enable_grad, inference_mode, is_grad_enabled, no_grad, set_grad_enabled
from torch._settings import (
    are_deterministic_algorithms_enabled, get_default_device, get_default_dtype, get_float32_matmul_precision,
    get_num_threads, is_deterministic_algorithms_warn_only_enabled, set_default_device, set_default_dtype,
    set_float32_matmul_precision, set_num_threads, use_deterministic_algorithms
)
from torch._tensor import Tensor
from torch._promotion import promote_types
from torch._types import (
    Size, all_types, bfloat16, dtype, finfo, float16, float32, float64, iinfo, int8, int16, int32, int64, uint8
)
from torch._types import bool_ as bool
from torch.device import device
from torch.device import is_meta as _is_meta
from torch.device import without_device as _without_device
from torch.return_types import called

float = float32
double = float64
half = float16
long = int64
int = int32
short = int16
from torch._tensor_classes import (  # noqa: E402
    BoolTensor, ByteTensor, DoubleTensor, FloatTensor, HalfTensor, IntTensor, LongTensor
)
from torch.version import __version__  # noqa: E402


def is_tensor(value):
    return isinstance(value, Tensor)


def manual_seed(seed):
    host.torch.manualSeed(seed)
    return default_generator


from torch.serialization import load, save  # noqa: E402
from torch.storage import classes as _storage_classes  # noqa: E402
from torch._compile import compile  # noqa: E402
from torch import (  # noqa: E402
    accelerator, autograd, backends, cuda, distributed, distributions, export, func, fx, linalg, nn, optim, random,
    utils, version
)
from torch.random import Generator, default_generator, get_rng_state, initial_seed, seed  # noqa: E402

globals().update({made.__name__: made for made in _storage_classes.values()})
# PyTorch has them in both places.
from torch.linalg import (  # noqa: E402
    cholesky, cross, det, inv as inverse, lstsq, matrix_power, multi_dot as chain_matmul, pinv as pinverse, slogdet
)

for _name in ("cross", "det", "inverse", "matrix_power", "pinverse", "slogdet"):
    setattr(Tensor, _name, globals()[_name])

from torch._composed import *  # noqa: E402, F403

# Functions of torch.nn.functional that torch has as well.
_FUNCTIONAL = frozenset(
    (
        "adaptive_avg_pool1d", "avg_pool1d", "batch_norm", "bilinear", "binary_cross_entropy_with_logits",
        "celu", "conv1d"
    )
    + ("conv2d", "conv_transpose2d", "cosine_similarity", "dropout", "embedding", "group_norm", "instance_norm")
    + ("layer_norm", "max_pool1d", "max_pool2d", "pairwise_distance", "prelu", "rms_norm", "threshold")
)
pi, e, inf, nan = math.pi, math.e, math.inf, math.nan
newaxis = None
strided, contiguous_format, preserve_format, channels_last = (
    _types.Layout(name) for name in ("strided", "contiguous_format", "preserve_format", "channels_last")
)
asarray = as_tensor

# What the dialect has besides and Python must not see.
_OWN_NAMES = frozenset(("scope", "get_printoptions"))


def _function(name):
    function = function_of(host.torch, name, "torch", _without_device)
    if function is None:
        return None

    camel = camel_case(name)

    def wrapper(*args, **keywords):
        out = keywords.pop("out", None)
        result = called(name, _promotion.call(camel, function, args, keywords))
        if "device" in keywords and _is_meta([keywords["device"]]):
            _promotion.set_meta(result)
        return result if out is None else _put_into(out, result)

    wrapper.__name__ = wrapper.__qualname__ = name
    return wrapper


def _put_into(out, result):
    """Writes results into the tensors that the caller gave for them."""
    if isinstance(out, tuple):
        for one, part in zip(out, result):
            _put_into(one, part)
    else:
        out.data = result
    return out


def is_floating_point(input):
    return input.is_floating_point()


def result_type(one, other):
    return (one + other).dtype


def can_cast(from_, to):
    order = ("bool", "int64", "float32")
    return order.index(from_.held_as) <= order.index(to.held_as)


def __getattr__(name):
    if name in _FUNCTIONAL:
        return getattr(nn.functional, name)
    function = None if name in _OWN_NAMES or name.startswith("_") else _function(name)
    if function is None:
        known = {snake_case(each) for each in host.namesOf(host.torch)}
        raise missing_name("module 'torch'", name, known)
    globals()[name] = function
    return function


def set_printoptions(precision=None, threshold=None, edgeitems=None, linewidth=None, profile=None, sci_mode=None):
    from _duet.bridge import call

    given = dict(
        precision=precision,
        threshold=threshold,
        edgeitems=edgeitems,
        linewidth=linewidth,
        profile=profile,
        sci_mode=sci_mode,
    )
    call(host.torch.setPrintoptions, (), {name: value for name, value in given.items() if value is not None})
