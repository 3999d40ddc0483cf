"""Transforms of a whole batch at once."""

from _duet.host import host

from torchvision.transforms.transforms import Compose, Resize, ToTensor, _TensorTransform

# They draw nothing, and treat each image of a batch as they treat a single one.
_WHOLE = frozenset(("Normalize", "Resize", "CenterCrop", "Pad", "Grayscale"))


def batch_plan(transform, images):
    """
    How to make batches of a data set at once: its images, perhaps resized, and what follows ToTensor.

    :param images: of the host
    :returns: None where each image has to be looked at by itself
    """
    steps = list(transform.transforms) if isinstance(transform, Compose) else [transform]
    if steps and isinstance(steps[0], Resize):
        width, height = steps[0].size_of(images.width, images.height)
        if width * height > images.width * images.height:
            # All at once they would take too much memory.
            return None
        images = host.vision.resized(images, width, height, steps[0].filter_name)
        steps = steps[1:]
    if not steps or not isinstance(steps[0], ToTensor):
        return None
    rest = steps[1:]
    if all(isinstance(step, _TensorTransform) and type(step).__name__ in _WHOLE for step in rest):
        return images, rest
    return None
