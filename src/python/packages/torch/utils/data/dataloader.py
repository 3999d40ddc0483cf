"""torch.utils.data.DataLoader."""

from _duet.host import host

from torch.random import default_generator
from torch.utils.data.collate import default_collate
from torch.utils.data.dataset import IterableDataset
from torch.utils.data.sampler import BatchSampler, RandomSampler, SequentialSampler


class DataLoader:
    """Batches of a data set, in PyTorch's order for a seed."""

    def __init__(
        self,
        dataset,
        batch_size=1,
        shuffle=None,
        sampler=None,
        batch_sampler=None,
        num_workers=0,
        collate_fn=None,
        pin_memory=False,
        drop_last=False,
        timeout=0,
        worker_init_fn=None,
        multiprocessing_context=None,
        generator=None,
        *,
        prefetch_factor=None,
        persistent_workers=False,
        pin_memory_device="",
        in_order=True,
    ):
        if num_workers < 0:
            raise ValueError(
                "num_workers option should be non-negative; use num_workers=0 to disable multiprocessing."
            )
        if sampler is not None and shuffle:
            raise ValueError("sampler option is mutually exclusive with shuffle")
        self.dataset = dataset
        self.num_workers = num_workers
        self.generator = generator
        self.drop_last = drop_last
        self.collate_fn = collate_fn or (default_collate if batch_size is not None or batch_sampler else _as_it_is)
        self._is_plain = collate_fn is None
        self.batch_size = batch_size
        if isinstance(dataset, IterableDataset):
            self.sampler = None
        else:
            order = RandomSampler(dataset, generator=generator) if shuffle else SequentialSampler(dataset)
            self.sampler = order if sampler is None else sampler
        if batch_sampler is not None:
            if batch_size != 1 or shuffle or sampler is not None or drop_last:
                raise ValueError(
                    "batch_sampler option is mutually exclusive with batch_size, shuffle, sampler, and drop_last"
                )
            self.batch_size = None
            self.batch_sampler = batch_sampler
        elif batch_size is None or self.sampler is None:
            self.batch_sampler = None
        else:
            self.batch_sampler = BatchSampler(self.sampler, batch_size, drop_last)

    def __len__(self):
        if self.batch_sampler is not None:
            return len(self.batch_sampler)
        if self.sampler is not None:
            return len(self.sampler)
        count = len(self.dataset)
        return count // self.batch_size if self.drop_last else -(-count // self.batch_size)

    def __iter__(self):
        # PyTorch draws a seed for its loading processes, also where it has none.
        host.drawSeed((self.generator or default_generator)._js)
        return self._batches()

    def _batches(self):
        if isinstance(self.dataset, IterableDataset):
            yield from self._stream()
        elif self.batch_sampler is None:
            for index in self.sampler:
                yield self.collate_fn(self.dataset[index])
        else:
            make = getattr(self.dataset, "batch_of", None) if self._is_plain else None
            for indices in self.batch_sampler:
                batch = NotImplemented if make is None else make(list(indices))
                if batch is NotImplemented:
                    batch = self.collate_fn([self.dataset[index] for index in indices])
                yield batch

    def _stream(self):
        if self.batch_size is None:
            yield from map(self.collate_fn, self.dataset)
            return
        batch = []
        for sample in self.dataset:
            batch.append(sample)
            if len(batch) == self.batch_size:
                yield self.collate_fn(batch)
                batch = []
        if batch and not self.drop_last:
            yield self.collate_fn(batch)


def _as_it_is(sample):
    return sample
