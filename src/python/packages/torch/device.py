"""torch.device: here there is one, which PyTorch calls cpu."""

from _duet.bridge import converts_to_host


class device:
    __module__ = "torch"

    def __init__(self, type, index=None):
        if isinstance(type, device):
            type, index = type.type, type.index
        elif isinstance(type, int):
            type, index = "cuda", type
        elif ":" in type:
            type, _, number = type.partition(":")
            index = int(number)
        known = ("cpu", "cuda", "mps", "xpu", "meta")
        if type not in known:
            raise RuntimeError(
                f"Expected one of cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, xla, lazy, vulkan, "
                f"mps, meta, hpu, mtia, privateuseone device type at start of device string: {type}"
            )
        self.type = type
        self.index = index

    def __eq__(self, other):
        return isinstance(other, device) and (self.type, self.index) == (other.type, other.index)

    def __hash__(self):
        return hash((self.type, self.index))

    def __str__(self):
        return self.type if self.index is None else f"{self.type}:{self.index}"

    def __repr__(self):
        index = "" if self.index is None else f", index={self.index}"
        return f"device(type='{self.type}'{index})"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None


def without_device(keywords):
    """Arguments about devices and memory say nothing here: there is one of each."""
    if "device" in keywords:
        require_here(keywords["device"])
    ignored = ("device", "non_blocking", "memory_format", "pin_memory", "layout")
    return {name: value for name, value in keywords.items() if name not in ignored}


def require_here(target):
    """Refuses a device that this PyTorch was not made for. @param target: anything; what is no device passes"""
    if not isinstance(target, (str, device)):
        return
    name = device(target).type
    if name in ("cuda", "xpu"):
        raise AssertionError(f"Torch not compiled with {name.upper()} enabled")
    if name == "mps":
        raise RuntimeError("PyTorch is not linked with support for mps devices")


def is_meta(targets):
    """Whether any of the places that a tensor is to go to is the device of tensors without values."""
    return any(target == "meta" or isinstance(target, device) and target.type == "meta" for target in targets)
