"""tf.random, with TensorFlow's own numbers for a seed."""

import math as _math
import random as _python_random

from _duet.bridge import call, create_proxy, to_js

from tensorflow._arithmetic import cast, is_tensor
from tensorflow._dtypes import as_dtype, float32, int32, int64
from tensorflow._ops import gather
from tensorflow._ops import lengths_of as _lengths_of
from tensorflow._tensor import as_tensor, host
from tensorflow._trace import recorded

_host = host.random
_LARGEST = 2**31 - 1
# The seed of all that TensorFlow takes for an operation with one of its own, where none is set.
_DEFAULT_SEED = 87654321
_WORD = 2**32
# Blocks of four numbers that an operation leaves unused for each that it draws.
_RESERVED = 256
_WORDS_AT_ONCE = 256

_global_seed = None
_operation_seeds = None
_without_seed = _python_random.Random()
# Blocks drawn by each operation with a seed of its own.
_drawn = {}

_host.takeSeedsFrom(create_proxy(_python_random.randint))


def set_seed(seed):
    """Makes repeatable what is drawn after it."""
    global _global_seed, _operation_seeds
    _global_seed = seed
    _operation_seeds = None if seed is None else _python_random.Random(seed)
    _drawn.clear()
    _host.setGlobalSeed(seed)


def next_seeds(seed=None):
    """The two seeds of the next operation, or a pair of None where none is set."""
    if _global_seed is None and seed is None:
        return None, None
    own = _operation_seeds.randint(0, _LARGEST) if seed is None else seed
    seeds = (_DEFAULT_SEED if _global_seed is None else _global_seed) % _LARGEST, own % _LARGEST
    # The operations take two seeds of 0 for none.
    return seeds if any(seeds) else (0, _LARGEST)


def stream_of(first, second, blocks=0):
    """The numbers of an operation with these seeds, after so many blocks of four."""
    if first is None:
        first, second = _without_seed.getrandbits(64), _without_seed.getrandbits(64)
    return _host.stream(first % _WORD, first // _WORD % _WORD, second % _WORD, second // _WORD % _WORD, blocks)


def words_of(stream):
    """The random words of a stream, without an end."""
    start = 0
    while True:
        yield from _host.words(stream, start, _WORDS_AT_ONCE).to_py().tolist()
        start += _WORDS_AT_ONCE


def stream_of_seed(seed):
    """The numbers of an operation without a state for its pair of seeds."""
    first, second = (int(each) for each in (as_tensor(seed) if is_tensor(seed) else seed))
    return _host.streamOfSeed(first % _WORD, second % _WORD)


def _next_stream(operation, seed, blocks):
    seeds = next_seeds(seed)
    if seed is None:
        return stream_of(*seeds)
    start = _drawn.get((operation, seeds), 0)
    _drawn[operation, seeds] = start + blocks
    return stream_of(*seeds, start)


def drawn(kind, stream, shape, first, second, dtype):
    """A tensor of numbers of a stream."""
    return cast(call(lambda: _host.draw(kind, stream, to_js(shape), first, second)), dtype)


def _stateful(kind, shape, first, second, dtype, seed):
    lengths = _lengths_of(shape)
    stream = _next_stream((kind, as_dtype(dtype).name), seed, _math.prod(lengths) * _RESERVED)
    return drawn(kind, stream, lengths, _number(first), _number(second), dtype)


def _number(value):
    return value.numpy().item() if is_tensor(value) else value


def _kind_of_uniform(dtype, maxval):
    kind = as_dtype(dtype)
    if not kind.is_integer:
        return "uniform"
    if maxval is None:
        raise ValueError(f"Must specify maxval for integer dtype {kind!r}")
    return "whole" if kind is int32 else "wholeOf64Bits"


@recorded("RandomStandardNormal", "random_normal")
def normal(shape, mean=0.0, stddev=1.0, dtype=float32, seed=None, name=None):
    return _stateful("normal", shape, mean, stddev, dtype, seed)


@recorded("TruncatedNormal", "truncated_normal")
def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=float32, seed=None, name=None):
    return _stateful("truncated", shape, mean, stddev, dtype, seed)


@recorded("RandomUniform", "random_uniform")
def uniform(shape, minval=0, maxval=None, dtype=float32, seed=None, name=None):
    kind = _kind_of_uniform(dtype, maxval)
    return _stateful(kind, shape, minval, 1 if maxval is None else maxval, dtype, seed)


@recorded("RandomShuffle")
def shuffle(value, seed=None, name=None):
    x = as_tensor(value)
    count = len(x)
    order = call(lambda: _host.permutation(_next_stream("shuffle", seed, (count + 2) // 4), count))
    return gather(x, order)


@recorded("StatelessRandomNormalV2", "stateless_random_normal")
def stateless_normal(shape, seed, mean=0.0, stddev=1.0, dtype=float32, name=None, alg=None):
    return drawn("normal", stream_of_seed(seed), _lengths_of(shape), _number(mean), _number(stddev), dtype)


@recorded("StatelessTruncatedNormalV2", "stateless_truncated_normal")
def stateless_truncated_normal(shape, seed, mean=0.0, stddev=1.0, dtype=float32, name=None, alg=None):
    return drawn("truncated", stream_of_seed(seed), _lengths_of(shape), _number(mean), _number(stddev), dtype)


@recorded("StatelessRandomUniformV2", "stateless_random_uniform")
def stateless_uniform(shape, seed, minval=0, maxval=None, dtype=float32, name=None, alg=None):
    kind = _kind_of_uniform(dtype, maxval)
    high = 1 if maxval is None else _number(maxval)
    return drawn(kind, stream_of_seed(seed), _lengths_of(shape), _number(minval), high, dtype)


def categorical(logits, num_samples, dtype=None, seed=None, name=None):
    """Classes by their logits, drawn by the largest of noisy logits; not those of TensorFlow."""
    from tensorflow._arithmetic import log
    from tensorflow._ops import expand_dims
    from tensorflow._reductions import argmax

    draws = uniform([logits.shape[0], num_samples, logits.shape[1]], 1e-12, 1.0, seed=seed)
    return cast(argmax(expand_dims(logits, 1) - log(-log(draws)), axis=2), dtype or int64)
