"""torch.version: that of the PyTorch whose results these are."""

__version__ = "2.13.0"
cuda = None
hip = None
