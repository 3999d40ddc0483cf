"""torchvision.datasets, of the images that this site carries."""

from functools import cached_property

from _duet import bridge
from _duet.bridge import from_host, to_js
from _duet.host import host
from _duet.notices import tell_once
from numpy._interop import array_of_values, values_of_array
from PIL.Image import Image
from torch._promotion import set_type
from torch._types import uint8
from torch.utils.data import Dataset

from torchvision.transforms.chain import batch_plan


class VisionDataset(Dataset):
    """Images and labels by their numbers; a transform sees each image as it is read."""

    _name = ""

    def __init__(self, root=None, train=True, transform=None, target_transform=None, download=False):
        self.root = root
        self.train = train
        self.transform = transform
        self.target_transform = target_transform
        self._js = bridge.wait(host.vision.load(self._name, "train" if train else "test"))
        self.classes = [str(name) for name in self._js.classNames]
        self.class_to_idx = {name: number for number, name in enumerate(self.classes)}
        self._plan = None
        if self._js.count < self._js.fullCount:
            part = "training" if train else "test"
            name = type(self).__name__
            tell_once(f"{name}: {self._js.count} of {self._js.fullCount} {part} images are on this site.")

    def __setattr__(self, name, value):
        super().__setattr__(name, value)
        if name in ("data", "targets"):
            self._change(name, value)

    def _change(self, name, value):
        """Takes over images or labels that a program has put in place of those of the set."""
        import numpy

        values = values_of_array(numpy.asarray(value).astype("uint8"))
        given = {"data": (values, None), "targets": (None, values)}[name]
        self._js = host.vision.changed(self._js, *map(bridge.to_host, given))
        self._plan = None

    @cached_property
    def data(self):
        """All images as bytes."""
        return self._all_images()

    @cached_property
    def targets(self):
        return self._all_labels()

    def _all_images(self):
        return set_type(from_host(host.vision.pixels(self._js)), uint8)

    def _all_labels(self):
        return from_host(host.vision.labelsAt(self._js, to_js(range(len(self)))))

    def __len__(self):
        return self._js.count

    def __getitem__(self, index):
        index = index.__index__()
        index = index + len(self) if index < 0 else index
        if not 0 <= index < len(self):
            raise IndexError("list index out of range")
        size = (self._js.width, self._js.height)
        image = Image(host.vision.bytesAt(self._js, index), size, "L" if self._js.channels == 1 else "RGB")
        label = host.vision.labelAt(self._js, index)
        if self.transform is not None:
            image = self.transform(image)
        return image, label if self.target_transform is None else self.target_transform(label)

    def batch_of(self, indices):
        """A whole batch at once where the transform draws nothing and knows tensors; else as samples."""
        if self.target_transform is not None:
            return NotImplemented
        if self._plan is None:
            self._plan = batch_plan(self.transform, self._js) or NotImplemented
        if self._plan is NotImplemented:
            return NotImplemented
        images, transforms = self._plan
        at = to_js(indices)
        batch = from_host(host.vision.tensorAt(images, at))
        for transform in transforms:
            batch = transform(batch)
        return [batch, from_host(host.vision.labelsAt(self._js, at))]

    def __repr__(self):
        lines = [f"Dataset {type(self).__name__}", f"    Number of datapoints: {len(self)}", f"    Root location: {self.root}"]
        lines.append(f"    Split: {'Train' if self.train else 'Test'}")
        if self.transform is not None:
            lines.append("    StandardTransform")
            text = repr(self.transform).replace("\n", "\n           ")
            lines.append(f"Transform: {text}")
        return "\n".join(lines)


class MNIST(VisionDataset):
    _name = "mnist"


class FashionMNIST(VisionDataset):
    _name = "fashion-mnist"


class CIFAR10(VisionDataset):
    _name = "cifar10"

    def _all_images(self):
        shape = (self._js.count, self._js.height, self._js.width, self._js.channels)
        return array_of_values(self._js.images.slice(), shape, "uint8")

    def _all_labels(self):
        return super()._all_labels().tolist()
