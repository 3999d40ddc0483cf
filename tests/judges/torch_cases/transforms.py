"""torchvision.transforms of images as tensors, and of bytes."""

import numpy
import torch
from call_case import REDUCTION, positive
from program_case import program
from torchvision_transforms import transforms

PRINTED = [
    "Normalize((0.5,), (0.25,))",
    "Normalize(0.5, 0.25)",
    "Resize(4)",
    "Resize((4, 5), antialias=False)",
    "Resize(4, transforms.InterpolationMode.NEAREST, 6)",
    "CenterCrop(3)",
    "Pad(2)",
    "Pad((1, 2), 1, 'edge')",
    "RandomCrop(3)",
    "RandomCrop((3, 2), padding=(1, 2))",
    "RandomHorizontalFlip()",
    "RandomHorizontalFlip(0.25)",
    "Grayscale()",
    "ToTensor()",
    "Lambda(lambda x: x)",
]

RESIZED = {
    "smaller": "Resize((3, 4))",
    "larger": "Resize((9, 8))",
    "smaller without antialias": "Resize((3, 4), antialias=False)",
    "larger without antialias": "Resize((9, 8), antialias=False)",
    "of nearest pixels": "Resize((4, 9), transforms.InterpolationMode.NEAREST)",
    "by its shorter side": "Resize(4)",
    "by its shorter side, the longer one limited": "Resize(6, max_size=7)",
    "by a list of one": "Resize([3])",
}

PADDED = ["Pad(1)", "Pad((2, 1), fill=0.5)", "Pad([1, 0, 2, 1], padding_mode='edge')", "Pad(2, 0, 'reflect')"]

ERRORS = {
    "Normalize((0.5,), (0,))(x)": "std evaluated to zero after conversion to torch.float32",
    "Normalize((0.5,), (0.5,))(x[0, 0])": "Expected tensor to be a tensor image of size (..., C, H, W)",
    "Normalize((0.5,), (0.5,))(x > 0)": "Input tensor should be a float tensor. Got torch.bool",
    "RandomCrop(9)(x)": "Required crop size (9, 9) is larger than input image size (2, 1)",
    "Pad((1, 2, 3))": "Padding must be an int or a 1, 2, or 4 element tuple, not a 3 element tuple",
    "Pad(1, padding_mode='wrap')": "Padding mode should be either constant, edge, reflect or symmetric",
    "Grayscale()(x[0, :2])": "Input image tensor permitted channel values are",
    "Resize((1, 2, 3))": "If size is a sequence, it should have 1 or 2 values",
    "CenterCrop((1, 2, 3))": "Please provide only two dimensions (h, w) for size.",
    "Lambda(3)": "Argument lambd should be callable",
}


def cases():
    return [*printed(), *sizes(), *colors(), *random(), *whole(), *errors()]


def transform(name, source, **options):
    return program(name, source, names={"transforms": transforms, "pixels": pixels}, **options)


def pixels(values, height, width):
    """Bytes as the image that ToTensor takes."""
    return numpy.array(values, dtype=numpy.uint8).reshape(height, width, -1)


def image():
    return positive(3, 5, 7)


def printed():
    lines = ", ".join(f"repr(transforms.{made})" for made in PRINTED)
    return [
        transform("every transform as it prints", f"check(lines=[{lines}])"),
        transform(
            "Compose prints a line a step",
            """
            both = [transforms.ToTensor(), transforms.Compose([transforms.Grayscale()]), transforms.Lambda(lambda x: x)]
            check(text=repr(transforms.Compose(both)), empty=repr(transforms.Compose([])))
            """,
        ),
    ]


def sizes():
    changed = RESIZED | {made: made for made in PADDED}
    crops = ["CenterCrop(3)", "CenterCrop((4, 2))", "CenterCrop((6, 9))", "CenterCrop([8])"]
    return [
        *[
            transform(
                f"an image {name}" if name in RESIZED else name,
                f"check(y=transforms.{made}(x))",
                tolerance=REDUCTION,
                x=image(),
            )
            for name, made in (changed | {made: made for made in crops}).items()
        ],
        transform(
            "a batch of images",
            """
            resize = transforms.Resize((2, 3))
            check(batch=resize(x), nearest=transforms.Resize(2, antialias=False)(x).shape)
            pad = transforms.Pad(1, padding_mode='reflect')
            check(padded=pad(x), flat=pad(x[0]), crop=transforms.CenterCrop(2)(x))
            """,
            tolerance=REDUCTION,
            x=positive(2, 1, 3, 4),
        ),
    ]


def colors():
    return [
        transform(
            "Normalize with a number a channel, with one, and in place",
            """
            check(each=transforms.Normalize((0.5, 0.25, 1.5), (0.5, 2.0, 0.3))(x))
            check(one=transforms.Normalize(0.1307, 0.3081)(x), kept=x)
            same = transforms.Normalize([0.5], [0.5], inplace=True)(x)
            check(same=same is x, x=x)
            """,
            x=positive(3, 2, 2),
        ),
        transform(
            "Grayscale of one and of three channels",
            """
            check(one=transforms.Grayscale()(x), three=transforms.Grayscale(3)(x))
            check(grey=transforms.Grayscale(num_output_channels=3)(x[:1]))
            """,
            x=positive(3, 2, 3),
        ),
        transform(
            "ToTensor of bytes with one, three and four channels",
            """
            to_tensor = transforms.ToTensor()
            check(grey=to_tensor(pixels([0, 51, 102, 255, 128, 1], 2, 3)))
            check(color=to_tensor(pixels([0, 51, 102, 255, 128, 1], 1, 2)))
            check(rgba=to_tensor(pixels([10, 20, 30, 255, 128, 1, 2, 255], 2, 1)))
            """,
        ),
    ]


def random():
    return [
        transform(
            "RandomHorizontalFlip from a seed",
            """
            torch.manual_seed(3)
            flip = transforms.RandomHorizontalFlip()
            flips = [flip(x) for _ in range(6)]
            check(flips=flips, always=transforms.RandomHorizontalFlip(1)(x))
            check(never=transforms.RandomHorizontalFlip(p=0)(x), after=torch.rand(2))
            """,
            x=positive(1, 2, 3),
        ),
        transform(
            "RandomCrop from a seed",
            """
            torch.manual_seed(5)
            crop = transforms.RandomCrop((3, 4))
            check(crops=[crop(x) for _ in range(3)], whole=transforms.RandomCrop((5, 7))(x).shape, after=torch.rand(2))
            """,
            x=positive(1, 5, 7),
        ),
        transform(
            "RandomCrop after padding",
            """
            torch.manual_seed(5)
            check(zeros=transforms.RandomCrop(4, padding=2)(x))
            check(edge=transforms.RandomCrop(4, 1, padding_mode='edge')(x))
            check(needed=transforms.RandomCrop((6, 5), pad_if_needed=True, fill=0.5)(x), after=torch.rand(2))
            """,
            x=positive(1, 4, 4),
        ),
    ]


def whole():
    return [
        transform(
            "the steps of a lesson, one after the other, from a seed",
            """
            torch.manual_seed(42)
            crop = transforms.RandomCrop(3, padding=1)
            flip = transforms.RandomHorizontalFlip()
            train = transforms.Compose([transforms.ToTensor(), crop, flip, transforms.Normalize((0.5,), (0.5,))])
            image = pixels([0, 51, 102, 255, 128, 1, 9, 17, 33], 3, 3)
            check(first=train(image), second=train(image), doubled=transforms.Lambda(lambda x: x * 2)(train(image)))
            """,
        )
    ]


def errors():
    return [
        transform(f"error: {made}", f"y = transforms.{made}", error=[message], x=positive(1, 3, 2, 1))
        for made, message in ERRORS.items()
    ]
