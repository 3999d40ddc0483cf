"""Orders of samples. The random ones draw what PyTorch draws."""

from _duet.host import host
from _duet.bridge import to_host

from torch.random import default_generator


class Sampler:
    def __init__(self, data_source=None):
        pass

    def __class_getitem__(cls, _):
        return cls


class SequentialSampler(Sampler):
    def __init__(self, data_source):
        self.data_source = data_source

    def __iter__(self):
        return iter(range(len(self.data_source)))

    def __len__(self):
        return len(self.data_source)


class RandomSampler(Sampler):
    def __init__(self, data_source, replacement=False, num_samples=None, generator=None):
        self.data_source = data_source
        self.replacement = replacement
        self._num_samples = num_samples
        self.generator = generator

    @property
    def num_samples(self):
        return len(self.data_source) if self._num_samples is None else self._num_samples

    def __iter__(self):
        options = {"replacement": self.replacement, "generator": self.generator}
        if self._num_samples is not None:
            options["num_samples"] = self._num_samples
        order = host.randomOrder(len(self.data_source), to_host(options))
        return iter(order.to_py().tolist())

    def __len__(self):
        return self.num_samples


class BatchSampler(Sampler):
    def __init__(self, sampler, batch_size, drop_last):
        if not isinstance(batch_size, int) or isinstance(batch_size, bool) or batch_size <= 0:
            raise ValueError(f"batch_size should be a positive integer value, but got batch_size={batch_size}")
        self.sampler = sampler
        self.batch_size = batch_size
        self.drop_last = drop_last

    def __iter__(self):
        batch = []
        for index in self.sampler:
            batch.append(index)
            if len(batch) == self.batch_size:
                yield batch
                batch = []
        if batch and not self.drop_last:
            yield batch

    def __len__(self):
        count = len(self.sampler)
        return count // self.batch_size if self.drop_last else -(-count // self.batch_size)


class SubsetRandomSampler(Sampler):
    def __init__(self, indices, generator=None):
        self.indices = indices
        self.generator = generator

    def __iter__(self):
        import torch

        order = torch.randperm(len(self.indices), generator=self.generator or default_generator)
        return iter([self.indices[place] for place in order.tolist()])

    def __len__(self):
        return len(self.indices)


class WeightedRandomSampler(Sampler):
    def __init__(self, weights, num_samples, replacement=True, generator=None):
        import torch

        self.weights = torch.as_tensor(weights).float()
        self.num_samples = num_samples
        self.replacement = replacement
        self.generator = generator

    def __iter__(self):
        import torch

        generator = self.generator or default_generator
        return iter(torch.multinomial(self.weights, self.num_samples, self.replacement, generator=generator).tolist())

    def __len__(self):
        return self.num_samples
