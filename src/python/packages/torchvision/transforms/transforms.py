"""Transforms: of images by bytes here, of tensors in the dialect."""

from _duet.bridge import JsException, as_python, call, from_host, to_host
from _duet.host import host
from _duet.names import camel_case
from PIL.Image import Image, Resampling
from torch import Tensor, nn


class Compose:
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, image):
        for transform in self.transforms:
            image = transform(image)
        return image

    def __repr__(self):
        lines = "".join(f"\n    {transform!r}" for transform in self.transforms)
        return f"Compose({lines}\n)"


class Lambda:
    def __init__(self, lambd):
        if not callable(lambd):
            raise TypeError(f"Argument lambd should be callable, got {type(lambd).__name__!r}")
        self.lambd = lambd

    def __call__(self, image):
        return self.lambd(image)

    def __repr__(self):
        return "Lambda()"


class ToTensor:
    """Bytes in 0 to 255 as a float32 tensor [C, H, W] in 0 to 1."""

    def __call__(self, image):
        if isinstance(image, Image):
            return from_host(host.vision.tensorOf(image._js, image.height, image.width))
        if hasattr(image, "__array__") and not isinstance(image, Tensor):
            import torch

            tensor = torch.from_numpy(image)
            tensor = tensor.permute(2, 0, 1) if tensor.ndim == 3 else tensor.unsqueeze(0)
            return tensor.float() / 255 if str(image.dtype) == "uint8" else tensor
        raise TypeError(f"pic should be PIL Image or ndarray. Got {type(image)}")

    def __repr__(self):
        return "ToTensor()"


class PILToTensor:
    def __call__(self, image):
        return (from_host(host.vision.tensorOf(image._js, image.height, image.width)) * 255).round().long()

    def __repr__(self):
        return "PILToTensor()"


class _TensorTransform(nn.Module):
    """A transform of the dialect, which knows tensors."""

    _class = None

    def __init__(self, *args, **keywords):
        super().__init__()
        named = {camel_case(name): to_host(value) for name, value in keywords.items()}
        try:
            js = host.newInstance(self._class, *map(to_host, args), **named)
        except JsException as error:
            raise as_python(error) from None
        object.__setattr__(self, "_js", js)

    def forward(self, image):
        if not isinstance(image, Tensor):
            raise TypeError(f"{type(self).__name__} takes a tensor in the browser. Put ToTensor() before it.")
        return call(self._js.forward, (image,))

    def __repr__(self):
        return str(self._js.toString())


class Resize(_TensorTransform):
    """Of an image's bytes as Pillow does it, of tensors as torchvision."""

    _class = host.transforms.Resize

    def __init__(self, size, *args, **keywords):
        super().__init__(size, *args, **keywords)
        self.size = size

    def forward(self, image):
        if not isinstance(image, Image):
            return super().forward(image)
        return image.resize(self.size_of(image.width, image.height), Resampling[self.filter_name.upper()])

    def size_of(self, width, height):
        """The (width, height) that an image gets."""
        height, width = self._js.sizeOf(height, width)
        return width, height

    @property
    def filter_name(self):
        """What Pillow calls the interpolation."""
        return self._js.interpolation.removesuffix("-exact")


def tensor_transform(name):
    """The class of a transform that the dialect has, or None."""
    js = getattr(host.transforms, name, None)
    if js is None:
        return None
    if not host.isFunction(js):
        return from_host(js)
    return type(name, (_TensorTransform,), {"_class": js, "__module__": "torchvision.transforms"})
