"""torch.utils.data.distributed."""

import math

from torch.utils.data.sampler import Sampler


class DistributedSampler(Sampler):
    """The share of one process in the samples of an epoch."""

    def __init__(self, dataset, num_replicas=None, rank=None, shuffle=True, seed=0, drop_last=False):
        from torch import distributed

        num_replicas = distributed.get_world_size() if num_replicas is None else num_replicas
        rank = distributed.get_rank() if rank is None else rank
        if rank >= num_replicas or rank < 0:
            raise ValueError(f"Invalid rank {rank}, rank should be in the interval [0, {num_replicas - 1}]")
        self.dataset = dataset
        self.num_replicas = num_replicas
        self.rank = rank
        self.epoch = 0
        self.drop_last = drop_last
        count = len(dataset)
        self.num_samples = count // num_replicas if drop_last else math.ceil(count / num_replicas)
        self.total_size = self.num_samples * num_replicas
        self.shuffle = shuffle
        self.seed = seed

    def __iter__(self):
        order = self._order()
        if not self.drop_last:
            # Every process gets as many: the first ones come again.
            missing = self.total_size - len(order)
            order += (order * math.ceil(missing / len(order)))[:missing] if order else []
        return iter(order[self.rank : self.total_size : self.num_replicas])

    def _order(self):
        if not self.shuffle:
            return list(range(len(self.dataset)))
        import torch

        generator = torch.Generator().manual_seed(self.seed + self.epoch)
        return torch.randperm(len(self.dataset), generator=generator).tolist()

    def __len__(self):
        return self.num_samples

    def set_epoch(self, epoch):
        self.epoch = epoch
