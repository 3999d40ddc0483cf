"""The networks that both dialects train from equal weights, as tests/unit/support/one-truth.ts has them."""

import numpy

STEPS = 10
REDUCTION = 1e-5

LINEAR_REGRESSION = {
    "name": "linear regression",
    "seed": 3,
    "batch_size": 8,
    "sample_shape": (3,),
    "classes": None,
    "parameters": {"0.weight": (1, 3), "0.bias": (1,)},
}
PERCEPTRON = {
    "name": "MLP with BatchNorm",
    "seed": 5,
    "batch_size": 16,
    "sample_shape": (12,),
    "classes": 3,
    "parameters": {
        "0.weight": (16, 12),
        "1.weight": (16,),
        "1.bias": (16,),
        "4.weight": (8, 16),
        "4.bias": (8,),
        "6.weight": (3, 8),
        "6.bias": (3,),
    },
}
CONVOLUTIONAL = {
    "name": "CNN for CIFAR-10",
    "seed": 7,
    "batch_size": 4,
    "sample_shape": (3, 32, 32),
    "classes": 10,
    "parameters": {
        "0.weight": (32, 3, 3, 3),
        "0.bias": (32,),
        "3.weight": (64, 32, 3, 3),
        "3.bias": (64,),
        "6.weight": (64, 64, 3, 3),
        "6.bias": (64,),
        "9.weight": (64, 1024),
        "9.bias": (64,),
        "11.weight": (10, 64),
        "11.bias": (10,),
    },
}
NETWORKS = (LINEAR_REGRESSION, PERCEPTRON, CONVOLUTIONAL)


class Numbers:
    """Numbers of MT19937, which the dialects have as well."""

    def __init__(self, seed):
        self.generator = numpy.random.RandomState(seed)

    def words(self, count):
        return self.generator.randint(0, 2**32, size=count, dtype=numpy.uint32)

    def uniform(self, shape, center, reach):
        words = self.words(int(numpy.prod(shape))).astype(numpy.float64)
        return (center + reach * (words / 2**31 - 1)).astype(numpy.float32).reshape(shape)

    def integers(self, count, limit):
        return (self.words(count) % limit).astype(numpy.int64)


def parameters_of(network, numbers):
    """Weights as PyTorch draws them, biases within 0.1, and factors of a normalization from 0.5 to 1.5."""
    parameters = {}
    for name, shape in network["parameters"].items():
        if name.endswith("bias"):
            center, reach = 0, 0.1
        elif len(shape) == 1:
            center, reach = 1, 0.5
        else:
            center, reach = 0, 1 / numpy.sqrt(numpy.prod(shape) / shape[0])
        parameters[name] = numbers.uniform(shape, center, reach)
    return parameters


def batches_of(network, numbers):
    """Samples, images as PyTorch has them, and targets of each step."""
    size = network["batch_size"]
    for _ in range(STEPS):
        samples = numbers.uniform((size, *network["sample_shape"]), 0.5, 0.5)
        if network["classes"]:
            yield samples, numbers.integers(size, network["classes"])
        else:
            yield samples, numbers.uniform((size, 1), 0, 1)


def cases(train):
    """`train(network, optimizer, parameters, batches)` returns the loss of each step."""
    found = []
    for network in NETWORKS:
        for optimizer in ("SGD", "Adam"):
            numbers = Numbers(network["seed"])
            parameters = parameters_of(network, numbers)
            losses = train(network, optimizer, parameters, batches_of(network, numbers))
            found.append(
                {
                    "name": f"{network['name']}, {optimizer}",
                    "tolerance": REDUCTION,
                    "losses": numpy.array(losses, dtype=numpy.float32),
                }
            )
    return found
