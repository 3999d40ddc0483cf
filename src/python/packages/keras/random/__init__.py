"""keras.random, with Keras's own numbers for a seed."""

import random as _python_random

from tensorflow import random as _random
from tensorflow._arithmetic import cast as _cast

_MODULUS = 2**31 - 2
_global_generator = None


class SeedGenerator:
    """A sequence of seeds, one for each draw."""

    def __init__(self, seed=None, name=None):
        self._initial_seed = seed
        first = _python_random.randint(1, 10**9) if seed is None else seed
        if not isinstance(first, int):
            raise ValueError(f"Argument `seed` must be an integer. Received: seed={seed}")
        self.name = name or "seed_generator"
        self._state = [first, 0]

    def next(self, ordered=True):
        state = list(self._state)
        if ordered:
            self._state[1] += 1
        else:
            self._state = [(each + 1) * 5387 % 933199 for each in state]
        return state

    def get_config(self):
        return {"seed": self._initial_seed, "name": self.name}


def _seeds_of(seed):
    global _global_generator
    if isinstance(seed, SeedGenerator):
        drawn = seed.next()
    elif isinstance(seed, int):
        drawn = [seed, 0]
    elif seed is None:
        if _global_generator is None:
            _global_generator = SeedGenerator()
        drawn = _global_generator.next(ordered=False)
    else:
        raise ValueError(
            "Argument `seed` must be either an integer or an instance of `SeedGenerator`. "
            f"Received: seed={seed} (of type {type(seed)})"
        )
    return [each % _MODULUS for each in drawn]


def forget_generator():
    """Lets the next draw without a seed begin a new sequence."""
    global _global_generator
    _global_generator = None


def uniform(shape, minval=0.0, maxval=1.0, dtype=None, seed=None):
    return _random.stateless_uniform(shape, _seeds_of(seed), minval, maxval, dtype or "float32")


def normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return _random.stateless_normal(shape, _seeds_of(seed), mean, stddev, dtype or "float32")


def truncated_normal(shape, mean=0.0, stddev=1.0, dtype=None, seed=None):
    return _random.stateless_truncated_normal(shape, _seeds_of(seed), mean, stddev, dtype or "float32")


def randint(shape, minval, maxval, dtype="int32", seed=None):
    drawn = dtype if dtype in ("int32", "int64") else "int64"
    return _cast(_random.stateless_uniform(shape, _seeds_of(seed), minval, maxval, drawn), dtype)


def shuffle(x, axis=0, seed=None):
    from tensorflow._ops import gather
    from tensorflow._reductions import argsort
    from tensorflow._tensor import as_tensor

    values = as_tensor(x)
    order = argsort(_random.stateless_uniform([values.shape[axis]], _seeds_of(seed)))
    return gather(values, order, axis=axis)


def categorical(logits, num_samples, dtype="int32", seed=None):
    return _random.categorical(logits, num_samples, dtype, seed if isinstance(seed, int) else None)


def dropout(inputs, rate, noise_shape=None, seed=None):
    from tensorflow._tensor import as_tensor

    values = as_tensor(inputs)
    lengths = [own if given is None else given for given, own in zip(noise_shape or [None] * values.ndim, values.shape)]
    is_kept = _random.stateless_uniform(lengths, _seeds_of(seed)) >= rate
    return values * (1 / (1 - rate)) * _cast(is_kept, values.dtype)
