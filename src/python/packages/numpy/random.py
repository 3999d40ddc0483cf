"""numpy.random: NumPy's own numbers, from PCG64 for generators and from MT19937 for the older functions."""

import math as _math
from array import array as _array

from _duet.names import missing_name
from pyodide.ffi import to_js

from numpy._arrangement import concatenate
from numpy._array import attempt, host, ndarray, take
from numpy._creation import asarray, broadcast_shape, empty, shape_of
from numpy._dtypes import dtype_of


def _size(size):
    """None for a single number, else a shape."""
    return None if size is None else to_js(shape_of(size))


def _plain(value):
    return value.item() if hasattr(value, "item") and getattr(value, "size", 1) == 1 else value


def _whole(found, dtype="int64"):
    """Draws as integers, a single one as a number."""
    return found.astype(dtype) if isinstance(found, ndarray) else dtype_of(dtype).type(found)


def _bits_of(dtype):
    kind = dtype_of(dtype)
    return 64 if kind.kind == "b" else kind.itemsize * 8


def _masked(span):
    """What randint makes of some random bits: None where it draws again."""
    mask = (1 << (span - 1).bit_length()) - 1
    return lambda part: value if (value := part & mask) < span else None


def _scaled(span, bits):
    """What a generator makes of some random bits, by Lemire's method: None where it draws again."""
    full = 1 << bits
    return lambda part: part * span >> bits if part * span % full >= full % span else None


# As many numbers as numpy-ts can draw at once. More come piece by piece, the same ones in the same order.
LARGEST_DRAW = 500_000


class _Draws:
    """What a generator and the older functions have in common; `_draw` asks numpy-ts."""

    def _shaped(self, size, draw):
        """Numbers for a shape; a single one without a shape."""
        if size is None:
            return draw(None).item()
        sizes = shape_of(size)
        if not sizes:
            return asarray(draw(None))
        count = _count(sizes)
        if count <= LARGEST_DRAW:
            return draw(to_js(sizes))
        made = None
        for start in range(0, count, LARGEST_DRAW):
            piece = draw(to_js([min(LARGEST_DRAW, count - start)]))
            made = empty(count, piece.dtype) if made is None else made
            made[start : start + LARGEST_DRAW] = piece
        return made.reshape(sizes)

    def _narrow(self, name, low, take_part, bits, size, dtype):
        """Integers of fewer than 32 bits: NumPy takes several out of a word, the lowest first."""
        sizes = () if size is None else shape_of(size)
        count = _count(sizes)
        taken = [take_part(part) for part in range(1 << bits)]
        values = []
        while len(values) < count:
            # Never more words than are needed, as the next draw begins with the next one.
            words = self._shaped(-(-(count - len(values)) * bits // 32), lambda shape: self._draw(name, 0, 1 << 32, shape))
            parts = _array("I", words.tolist()).tobytes()
            numbers = parts if bits == 8 else memoryview(parts).cast("H")
            values += [low + value for part in numbers if (value := taken[part]) is not None]
        found = asarray(values[:count]).reshape(sizes).astype(dtype)
        return found[()] if size is None else found

    def _spread(self, size, *parameters):
        """The shape of draws whose parameters are arrays."""
        return broadcast_shape(*parameters) if size is None else size

    def uniform(self, low=0.0, high=1.0, size=None):
        if isinstance(low, (ndarray, list)) or isinstance(high, (ndarray, list)):
            low, high = asarray(low), asarray(high)
            return low + (high - low) * self.uniform(0.0, 1.0, self._spread(size, low, high))
        return self._shaped(size, lambda shape: self._draw("uniform", float(low), float(high), shape))

    def normal(self, loc=0.0, scale=1.0, size=None):
        if isinstance(loc, (ndarray, list)) or isinstance(scale, (ndarray, list)):
            loc, scale = asarray(loc), asarray(scale)
            return loc + scale * self.normal(0.0, 1.0, self._spread(size, loc, scale))
        return self._shaped(size, lambda shape: self._draw("normal", float(loc), float(scale), shape))

    def standard_normal(self, size=None, dtype=float, out=None):
        return self._real(self._shaped(size, lambda shape: self._draw("standard_normal", shape)), dtype)

    def exponential(self, scale=1.0, size=None):
        return self._shaped(size, lambda shape: self._draw("exponential", float(scale), shape))

    def poisson(self, lam=1.0, size=None):
        return _whole(self._shaped(size, lambda shape: self._draw("poisson", float(lam), shape)))

    def binomial(self, n, p, size=None):
        return _whole(self._shaped(size, lambda shape: self._draw("binomial", int(n), float(p), shape)))

    def _real(self, found, dtype):
        kind = dtype_of(dtype)
        if kind.name == "float32":
            raise NotImplementedError(
                "Draws of dtype float32 are not in the browser. Draw, then convert: .astype('float32')."
            )
        return found

    def choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True):
        weights = None if p is None else asarray(p, dtype=float)
        pool = a if isinstance(a, int) else asarray(a)
        count = pool if isinstance(pool, int) else pool.shape[0]
        if not replace and _count(size) > count:
            raise ValueError("Cannot take a larger sample than population when replace is False")
        if weights is not None and abs(float(weights.sum()) - 1) > 1.5e-8:
            raise ValueError("Probabilities do not sum to 1.")
        shape = _size(size)
        flat = None if weights is None else weights.js
        places = self._draw("choice", int(count), shape, bool(replace), flat)
        places = places.astype("int64")
        return places if isinstance(pool, int) else pool[places]

    def permutation(self, x, axis=0):
        if isinstance(x, int) or hasattr(x, "__index__") and not isinstance(x, ndarray):
            return self._draw("permutation", int(x)).astype("int64")
        return asarray(x)[self._order(len(x))]

    def shuffle(self, x, axis=0):
        places = asarray(self._order(len(x)))
        if isinstance(x, ndarray):
            x[...] = x[places]
        else:
            x[:] = [x[place] for place in places.tolist()]

    def _order(self, count):
        """The places from which shuffling takes the elements."""
        places = asarray(range(count))
        self._draw("shuffle", places.js)
        return places


def _count(size):
    return 1 if size is None else _math.prod(shape_of(size))


class Generator(_Draws):
    """Random numbers as np.random.default_rng gives them."""

    def __init__(self, seed=None):
        self._js = host.generator(None if seed is None else int(seed))

    def _draw(self, name, *values):
        return take(attempt(host.callOn, self._js, name, *values))

    def random(self, size=None, dtype=float, out=None):
        return self._real(self._shaped(size, lambda shape: self._draw("random", shape)), dtype)

    def integers(self, low, high=None, size=None, dtype="int64", endpoint=False):
        low, high = (0, low) if high is None else (low, high)
        low, high = int(low), int(high) + bool(endpoint)
        if low >= high:
            raise ValueError("low >= high" if not endpoint else "low > high")
        bits = _bits_of(dtype)
        if bits < 32:
            return self._narrow("integers", low, _scaled(high - low, bits), bits, size, dtype)
        found = self._shaped(size, lambda shape: self._draw("integers", low, high, shape))
        return _whole(found, dtype)

    def __getattr__(self, name):
        raise missing_name("'numpy.random._generator.Generator' object", name, dir(Generator))

    def __repr__(self):
        return f"Generator(PCG64) at 0x{id(self):X}"

    __str__ = lambda self: "Generator(PCG64)"  # noqa: E731


def default_rng(seed=None):
    return seed if isinstance(seed, Generator) else Generator(seed)


class RandomState(_Draws):
    """The older generator; one of its own, which the module's functions do not move."""

    def __init__(self, seed=None):
        self._state = None
        # Normal numbers come in pairs. numpy-ts forgets the second one with the state of another generator.
        self._second = None
        self.seed(seed)

    def _draw(self, name, *values):
        """Draws with this generator's place in the sequence, since numpy-ts has only one."""
        return self._with_state(lambda: take(attempt(host.call, f"random.{name}", *values)))

    def _with_state(self, act):
        before = host.call("random.get_state")
        if self._state is not None:
            host.call("random.set_state", self._state)
        try:
            return act()
        finally:
            self._state = host.call("random.get_state")
            host.call("random.set_state", before)

    def seed(self, seed=None):
        given = host.freshSeed() if seed is None else int(seed)
        if not 0 <= given < 2**32:
            raise ValueError("Seed must be between 0 and 2**32 - 1")
        self._with_state(lambda: host.call("random.seed", given))
        self._second = None

    def random(self, size=None):
        return self._shaped(size, lambda shape: self._draw("random", shape))

    random_sample = ranf = sample = random

    def normal(self, loc=0.0, scale=1.0, size=None):
        if isinstance(loc, (ndarray, list)) or isinstance(scale, (ndarray, list)):
            return super().normal(loc, scale, size)
        return float(loc) + float(scale) * self.standard_normal(size)

    def standard_normal(self, size=None):
        sizes = () if size is None else shape_of(size)
        count = _count(sizes)
        kept = [] if self._second is None else [self._second]
        missing = count - len(kept)
        drawn = super().standard_normal(missing + missing % 2)
        values = concatenate([kept, drawn]) if kept else drawn
        self._second = values[count].item() if len(values) > count else None
        return values[0].item() if size is None else values[:count].reshape(sizes)

    def rand(self, *sizes):
        return self.random(sizes or None)

    def randn(self, *sizes):
        return self.standard_normal(sizes or None)

    def randint(self, low, high=None, size=None, dtype=int):
        low, high = (0, low) if high is None else (low, high)
        if int(low) >= int(high):
            raise ValueError("low >= high")
        bits = _bits_of(dtype)
        if bits < 32:
            return self._narrow("randint", int(low), _masked(int(high) - int(low)), bits, size, dtype)
        found = self._shaped(size, lambda shape: self._draw("randint", int(low), int(high), shape))
        return int(found) if size is None and dtype is int else _whole(found, dtype)

    def __getattr__(self, name):
        raise missing_name("'numpy.random.mtrand.RandomState' object", name, dir(RandomState))

    def __repr__(self):
        return f"RandomState(MT19937) at 0x{id(self):X}"

    __str__ = lambda self: "RandomState(MT19937)"  # noqa: E731


_global = RandomState()
seed = _global.seed
random = random_sample = ranf = sample = _global.random
rand, randn, randint = _global.rand, _global.randn, _global.randint
uniform, normal, standard_normal = _global.uniform, _global.normal, _global.standard_normal
exponential, poisson, binomial = _global.exponential, _global.poisson, _global.binomial
choice, permutation, shuffle = _global.choice, _global.permutation, _global.shuffle


def __getattr__(name):
    raise missing_name("module 'numpy.random'", name, [each for each in globals() if not each.startswith("_")])
