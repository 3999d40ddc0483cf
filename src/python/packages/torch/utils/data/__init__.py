"""torch.utils.data."""

from torch.utils.data.collate import default_collate, default_convert
from torch.utils.data.dataloader import DataLoader
from torch.utils.data.dataset import (
    ChainDataset, ConcatDataset, Dataset, IterableDataset, StackDataset, Subset, TensorDataset, random_split
)
from torch.utils.data.sampler import (
    BatchSampler, RandomSampler, Sampler, SequentialSampler, SubsetRandomSampler, WeightedRandomSampler
)
from torch.utils.data import distributed  # noqa: E402
from torch.utils.data.distributed import DistributedSampler  # noqa: E402


def get_worker_info():
    """None: the program itself loads the data."""
    return None
