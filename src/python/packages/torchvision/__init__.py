"""torchvision: the data sets of this site, and transforms of images."""

from torchvision import datasets, transforms, utils

__version__ = "0.28.0"
