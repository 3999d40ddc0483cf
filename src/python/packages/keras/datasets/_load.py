"""Images and labels as arrays of NumPy."""

from _duet.bridge import wait
from _duet.notices import tell_once
from tensorflow._arrays import array_of
from tensorflow._dtypes import uint8

from _duet.host import host as _duet_host


def load(name, is_column=False):
    """
    (training images, labels), (test images, labels), as uint8.

    :param is_column: whether labels are a column and images have their channels as an axis, as those of CIFAR-10
    """
    parts = wait(_duet_host.tf.loadImages(name))
    _tell_size(name, "training", parts.train)
    _tell_size(name, "test", parts.test)
    return tuple((_images(part, is_column), _labels(part, is_column)) for part in (parts.train, parts.test))


def _tell_size(name, part, images):
    if images.count < images.fullCount:
        tell_once(f"{name}: {images.count} of {images.fullCount} {part} images are on this site.")


def _images(part, has_channels):
    shape = (part.count, part.height, part.width, *((part.channels,) if has_channels else ()))
    return array_of(part.images, shape, uint8)


def _labels(part, is_column):
    return array_of(part.labels, (part.count, 1) if is_column else (part.count,), uint8)
