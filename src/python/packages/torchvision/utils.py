"""torchvision.utils: many images in one."""

import math

import torch


def make_grid(tensor, nrow=8, padding=2, normalize=False, value_range=None, scale_each=False, pad_value=0.0):
    """Images [N, C, H, W] side by side in one [C, H', W'], `nrow` in a row. Grey ones get three equal channels."""
    images = torch.stack(list(tensor), 0) if isinstance(tensor, (list, tuple)) else tensor
    images = images[None] if images.ndim == 2 else images
    images = images[None] if images.ndim == 3 else images
    if images.size(1) == 1:
        images = torch.cat((images, images, images), 1)
    if normalize:
        images = _normalized(images, value_range, scale_each)
    count = images.size(0)
    if count == 1:
        return images.squeeze(0)
    columns = min(nrow, count)
    height, width = images.size(2) + padding, images.size(3) + padding
    size = (images.size(1), height * math.ceil(count / columns) + padding, width * columns + padding)
    grid = images.new_full(size, pad_value)
    for number, image in enumerate(images):
        top, left = number // columns * height + padding, number % columns * width + padding
        grid[:, top : top + height - padding, left : left + width - padding] = image
    return grid


def _normalized(images, value_range, scale_each):
    if scale_each:
        return torch.stack([_normalized(image, value_range, False) for image in images])
    low, high = value_range or (images.min().item(), images.max().item())
    return (images.clamp(low, high) - low) / max(high - low, 1e-5)
