"""Random numbers of PyTorch's CPU generator, and the numbers of torch.nn.init.

A case seeds the generator and makes draws one after the other, mostly of several kinds, so that it tells how many words
of the Mersenne Twister each kind takes. A draw is {"kind", its parameters, "values": row by row}. Integers that a double
does not hold are strings. The tolerance is 0: float32 numbers are to be the same bits.
"""

import math

import torch
from encoding import encode
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, RandomSampler, random_split

EXACT_INTEGERS = 2**53
saved = {}


def parameters_of(module):
    return torch.cat([parameter.detach().flatten() for parameter in module.parameters()])


def initialized(function):
    """Draws of an initialiser of torch.nn.init for a weight of a shape."""
    return lambda shape, **options: function(torch.empty(shape), **options)


def manual_seed(seed):
    return [torch.manual_seed(int(seed)).initial_seed()]


def own_generator(seed, count):
    """Draws from a generator of its own leave the default one alone."""
    return torch.rand(count, generator=torch.Generator().manual_seed(seed))


def get_state(slot):
    saved[slot] = torch.get_rng_state()
    return []


def set_state(slot):
    torch.set_rng_state(saved[slot])
    return [torch.initial_seed()]


def split(lengths):
    return [index for subset in random_split(range(sum(lengths)), lengths) for index in subset.indices]


def channel_mask(samples, channels, p):
    return (F.dropout2d(torch.ones(samples, channels, 3, 3), p)[..., 0, 0] != 0).int()


def loader_order(length):
    return torch.cat(list(DataLoader(range(length), batch_size=4, shuffle=True)))


DRAWS = {
    "manual_seed": manual_seed,
    "initial_seed": lambda: [torch.initial_seed()],
    "get_state": get_state,
    "set_state": set_state,
    "own_generator": own_generator,
    "rand": lambda count: torch.rand(count),
    "uniform": lambda count, low, high: torch.empty(count).uniform_(low, high),
    "randn": lambda count: torch.randn(count),
    "normal": lambda count, mean, std: torch.normal(mean, std, (count,)),
    "trunc_normal": lambda count, mean, std, low, high: nn.init.trunc_normal_(torch.empty(count), mean, std, low, high),
    "randint": lambda count, low, high: torch.randint(low, high, (count,)),
    "randint_float": lambda count, low, high: torch.randint(low, high, (count,), dtype=torch.float32),
    "random_float": lambda count: torch.empty(count).random_(),
    "random_int64": lambda: [torch.empty((), dtype=torch.int64).random_().item()],
    "randperm": lambda length: torch.randperm(length),
    "bernoulli": lambda probabilities: torch.bernoulli(torch.tensor(probabilities)),
    "bernoulli_float64": lambda probabilities: torch.bernoulli(torch.tensor(probabilities, dtype=torch.float64)),
    "bernoulli_scalar": lambda count, probability: torch.empty(count).bernoulli_(probability),
    "dropout_mask": lambda count, p: (F.dropout(torch.ones(count), p) != 0).int(),
    "dropout2d_mask": channel_mask,
    "exponential": lambda count, rate: torch.empty(count).exponential_(rate),
    "multinomial": lambda weights, samples, replacement: torch.multinomial(torch.tensor(weights), samples, replacement),
    "random_sampler": lambda length: list(RandomSampler(range(length))),
    "data_loader": loader_order,
    "random_split": split,
    "linear": lambda inputs, outputs: parameters_of(nn.Linear(inputs, outputs)),
    "conv2d": lambda inputs, outputs, kernel: parameters_of(nn.Conv2d(inputs, outputs, kernel)),
    "embedding": lambda entries, width: parameters_of(nn.Embedding(entries, width)),
    "xavier_uniform": initialized(nn.init.xavier_uniform_),
    "xavier_normal": initialized(nn.init.xavier_normal_),
    "kaiming_uniform": initialized(nn.init.kaiming_uniform_),
    "kaiming_normal": initialized(nn.init.kaiming_normal_),
    "fans": lambda shape: list(nn.init._calculate_fan_in_and_fan_out(torch.empty(shape))),
    "gain": lambda nonlinearity, **options: [nn.init.calculate_gain(nonlinearity, **options)],
}


def draw(kind, **parameters):
    values = DRAWS[kind](**parameters)
    return {"kind": kind, **parameters, "values": encode(values)["tensor"] if torch.is_tensor(values) else exact(values)}


def exact(values):
    return [str(value) if isinstance(value, int) and abs(value) > EXACT_INTEGERS else value for value in values]


def case(name, seed, *draws):
    """Each draw is its kind with its parameters."""
    torch.manual_seed(seed)
    made = [draw(kind, **parameters) for kind, parameters in draws]
    return {"name": name, "seed": exact([seed])[0], "draws": made, "tolerance": 0}


def d(kind, **parameters):
    return kind, parameters


def seed_cases():
    seeds = [0, 1, 42, 2**32 - 1, 2**32, 2**32 + 7, 2**53 + 1, 2**63, 2**64 - 1, -1, -5, -(2**63)]
    yield from (case(f"seed {seed}", seed, d("initial_seed"), d("rand", count=3), d("randn", count=2)) for seed in seeds)
    yield case("a seed starts again, without the normal number that waited", 5,
               d("randn", count=1), d("manual_seed", seed="5"), d("randn", count=1),
               d("manual_seed", seed="-3"), d("rand", count=2))
    yield case("a state is saved and restored, with the normal number that waits", 8,
               d("randn", count=3), d("get_state", slot=1), d("randn", count=2), d("rand", count=700),
               d("set_state", slot=1), d("randn", count=2), d("rand", count=2))
    yield case("a state is restored after another seed", 8,
               d("get_state", slot=1), d("rand", count=2), d("manual_seed", seed="9"), d("set_state", slot=1),
               d("initial_seed"), d("rand", count=2))
    yield case("a generator of one's own leaves the default one alone", 3,
               d("rand", count=2), d("own_generator", seed=3, count=4), d("rand", count=2))


def uniform_cases():
    for low, high in [(0, 1), (-0.5, 0.5), (-0.3, 0.55), (2, 2), (-1e-3, 1e-3), (1e6, 1e6 + 1), (-3e38, 0)]:
        yield case(f"uniform from {low} to {high}", 42, d("uniform", count=12, low=low, high=high))
    yield case("rand beyond the 624 words of a state", 42, d("rand", count=1300))


def normal_cases():
    for count in (1, 2, 7, 15):
        yield case(f"randn of {count}, one by one", 42, d("randn", count=count), d("rand", count=1), d("randn", count=2))
    for count in (16, 17, 20, 31, 32, 33, 100):
        yield case(f"randn of {count}, in groups", 42, d("randn", count=count), d("rand", count=1), d("randn", count=2))
    yield case("randn of none draws nothing", 42, d("randn", count=0), d("rand", count=1))
    yield case("normal, few", 7, d("normal", count=9, mean=2.5, std=0.3), d("normal", count=2, mean=0, std=0))
    yield case("normal, many", 7, d("normal", count=50, mean=-1.1, std=0.7), d("normal", count=18, mean=1e3, std=1e-3))
    yield case("a waiting normal number outlives a large tensor", 11,
               d("randn", count=1), d("randn", count=20), d("randn", count=1), d("randn", count=1))
    for seed in range(4):
        yield case(f"randn in groups, sequence {seed}", seed, d("randn", count=256))
    yield case("trunc_normal where most are inside", 2,
               d("trunc_normal", count=40, mean=0, std=1, low=-2, high=2), d("rand", count=1))
    yield case("trunc_normal with narrow bounds", 2,
               d("trunc_normal", count=10, mean=0.1, std=1.1, low=-1, high=0.7), d("rand", count=1))
    yield case("trunc_normal in the tail", 2,
               d("trunc_normal", count=20, mean=0, std=1, low=1.5, high=3), d("rand", count=1))
    yield case("trunc_normal as of vision transformers", 2,
               d("trunc_normal", count=33, mean=0, std=0.02, low=-2, high=2), d("rand", count=1))


def integer_cases():
    ranges = [(0, 10), (-5, 5), (0, 1), (0, 2**28 - 1), (0, 2**28), (0, 2**31), (0, 2**32 - 1), (0, 2**32)]
    for low, high in [*ranges, (-(2**31), 2**31), (0, 2**40), (-(2**45), 2**45), (-(2**53) + 1, 2**53 - 1)]:
        yield case(f"randint from {low} to {high}", 42, d("randint", count=8, low=low, high=high), d("rand", count=1))
    yield case("integers in a float tensor", 42,
               d("randint_float", count=5, low=0, high=100), d("random_float", count=5), d("rand", count=1))
    yield case("the int64 that seeds another generator", 42, d("random_int64"), d("random_int64"), d("rand", count=1))
    for length in (0, 1, 2, 10, 37, 700):
        yield case(f"randperm of {length}", 42, d("randperm", length=length), d("rand", count=1))
    yield case("random_split", 42, d("random_split", lengths=[7, 2, 1]), d("rand", count=1))
    yield case("RandomSampler", 42, d("random_sampler", length=9), d("random_sampler", length=9), d("rand", count=1))
    yield case("DataLoader, shuffled", 42, d("data_loader", length=9), d("data_loader", length=9), d("rand", count=1))


def bernoulli_cases():
    probabilities = [0, 0.1, 0.3, 0.5, 0.7, 0.9, 1] * 3
    yield case("bernoulli of probabilities", 42, d("bernoulli", probabilities=probabilities), d("rand", count=1))
    yield case("bernoulli of float64 probabilities", 42,
               d("bernoulli_float64", probabilities=probabilities), d("rand", count=1))
    for probability in (0, 0.2, 0.5, 0.99, 1):
        yield case(f"bernoulli_ with {probability}", 42,
                   d("bernoulli_scalar", count=40, probability=probability), d("rand", count=1))
    yield case("bernoulli_ of a size that PyTorch might split among threads", 42,
               d("bernoulli_scalar", count=3000, probability=0.4), d("rand", count=1))
    for p in (0.1, 0.2, 0.5, 0.8):
        yield case(f"dropout with {p}", 42, d("dropout_mask", count=48, p=p), d("rand", count=1))
    for p in (0, 1):
        yield case(f"dropout with {p} draws nothing", 42, d("dropout_mask", count=5, p=p), d("rand", count=1))
    yield case("dropout of channels", 42, d("dropout2d_mask", samples=3, channels=4, p=0.5), d("rand", count=1))


def weighted_cases():
    for rate in (0.5, 1, 3):
        yield case(f"exponential with rate {rate}", 42, d("exponential", count=20, rate=rate), d("rand", count=1))
    weights = [0.1, 2, 0, 0.7, 3, 1, 0.25]
    for replacement in (True, False):
        for samples in (1, 2, 5):
            how = "with" if replacement else "without"
            yield case(f"multinomial, {samples} {how} replacement", 42,
                       d("multinomial", weights=weights, samples=samples, replacement=replacement), d("rand", count=1))
    yield case("multinomial, more than there are", 6, d("multinomial", weights=[1, 3, 2.0], samples=30, replacement=True))
    yield case("multinomial, a shuffle", 6, d("multinomial", weights=[1.0] * 20, samples=20, replacement=False))


def mixed_cases():
    mixture = [d("randn", count=5), d("rand", count=3), d("randn", count=20), d("randint", count=4, low=0, high=10),
               d("randperm", length=6), d("bernoulli", probabilities=[0.5] * 6), d("dropout_mask", count=10, p=0.3),
               d("exponential", count=2, rate=1), d("randn", count=2), d("randn", count=16), d("random_int64"),
               d("multinomial", weights=[1, 2, 3.0], samples=2, replacement=False), d("uniform", count=2, low=-1, high=1)]
    for seed in (0, 42, 1234):
        yield case(f"all kinds, seed {seed}", seed, *mixture)
    yield case("all kinds backwards", 42, *reversed(mixture))
    yield case("a classifier's layers and its first mask", 42,
               d("conv2d", inputs=1, outputs=4, kernel=3), d("conv2d", inputs=4, outputs=3, kernel=2),
               d("linear", inputs=12, outputs=5), d("dropout_mask", count=12, p=0.25), d("randperm", length=8))
    yield case("Linear", 42,
               d("linear", inputs=1, outputs=1), d("linear", inputs=4, outputs=3), d("linear", inputs=7, outputs=2))
    yield case("Conv2d", 42, d("conv2d", inputs=3, outputs=8, kernel=3), d("conv2d", inputs=2, outputs=1, kernel=5))
    yield case("Embedding", 42, d("embedding", entries=3, width=4), d("embedding", entries=10, width=3), d("rand", count=1))


def initializer_cases():
    shapes = [[3, 5], [4, 3, 3, 3], [2, 7, 5]]
    for shape in shapes:
        yield case(f"fans of {shape}", 0, d("fans", shape=shape))
        yield case(f"xavier of {shape}", 42, d("xavier_uniform", shape=shape), d("xavier_normal", shape=shape))
        yield case(f"kaiming of {shape}", 42, d("kaiming_uniform", shape=shape), d("kaiming_normal", shape=shape))
    yield case("xavier with a gain", 42,
               d("xavier_uniform", shape=[3, 5], gain=5 / 3), d("xavier_normal", shape=[3, 6], gain=math.sqrt(2)))
    yield case("kaiming for relu, by fan out", 42,
               d("kaiming_uniform", shape=[3, 5], mode="fan_out", nonlinearity="relu"),
               d("kaiming_normal", shape=[3, 2, 3, 3], mode="fan_out", nonlinearity="relu"))
    yield case("kaiming for leaky_relu", 42,
               d("kaiming_uniform", shape=[3, 5], a=math.sqrt(5)), d("kaiming_normal", shape=[3, 5], a=0.2))
    for nonlinearity in ("linear", "conv1d", "conv2d", "conv3d", "conv_transpose1d", "conv_transpose2d", "conv_transpose3d",
                         "sigmoid", "tanh", "relu", "selu", "leaky_relu"):
        yield case(f"gain of {nonlinearity}", 0, d("gain", nonlinearity=nonlinearity))
    yield case("gain of leaky_relu with a slope", 0,
               d("gain", nonlinearity="leaky_relu", param=0.2), d("gain", nonlinearity="leaky_relu", param=math.sqrt(5)))


def cases():
    return [*seed_cases(), *uniform_cases(), *normal_cases(), *integer_cases(), *bernoulli_cases(), *weighted_cases(),
            *mixed_cases(), *initializer_cases()]
