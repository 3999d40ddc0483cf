"""Grey images as torchvision.transforms.Resize makes them of Pillow's images: bytes, row by row.

MNIST's are the first of the site's own data, and `seed` draws others, which have every byte.
"""

import gzip
from pathlib import Path

import numpy
from PIL import Image
from torchvision_transforms import transforms

MNIST = Path(__file__).resolve().parents[3] / "public" / "data" / "mnist" / "train-images-00.bin.gz"


def resized(images, size):
    resize = transforms.Resize((size, size))
    return [numpy.asarray(resize(Image.fromarray(image))).flatten().tolist() for image in images]


def case(name, images, size, **given):
    return {"name": name, **given, "from": images.shape[1], "to": size, "images": resized(images, size), "tolerance": 0}


def cases():
    content = numpy.frombuffer(gzip.decompress(MNIST.read_bytes()), numpy.uint8)
    digits = content.reshape(-1, 28, 28)[:20]
    noise = numpy.random.default_rng(0).integers(0, 256, (2, 28, 28), numpy.uint8)
    small = noise[:, :8, :8]
    return [
        case("digits of MNIST to 8", digits, 8),
        case("noise to 8", noise, 8, bytes=noise.flatten().tolist()),
        case("noise enlarged", small, 12, bytes=small.flatten().tolist()),
    ]
