"""torchvision.transforms."""

from _duet.bridge import JsException, as_python, from_host, to_host
from _duet.host import host
from _duet.names import camel_case, missing_name

from torchvision.transforms.transforms import Compose, Lambda, PILToTensor, Resize, ToTensor, tensor_transform


def __getattr__(name):
    made = None if name.startswith("_") else tensor_transform(name)
    if made is None:
        raise missing_name("module 'torchvision.transforms'", name, host.namesOf(host.transforms))
    globals()[name] = made
    return made
