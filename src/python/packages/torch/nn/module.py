"""torch.nn.Module."""

from collections import OrderedDict, namedtuple

from _duet.host import host
from _duet.names import missing_name

from torch._tensor import Tensor
from torch._types import dtype_named
from torch.nn.hooks import Hooks
from torch.nn.parameter import Parameter

class _IncompatibleKeys(namedtuple("_IncompatibleKeys", ["missing_keys", "unexpected_keys"])):
    """What a state dict lacked, and what it had too much."""

    def __repr__(self):
        if not self.missing_keys and not self.unexpected_keys:
            return "<All keys matched successfully>"
        return super().__repr__()


class Module:
    """Base of every layer and model."""

    __module__ = "torch.nn.modules.module"

    training = True

    def __init__(self, *args, **keywords):
        set_plain = super().__setattr__
        set_plain("training", True)
        set_plain("_parameters", {})
        set_plain("_buffers", {})
        set_plain("_non_persistent_buffers_set", set())
        set_plain("_modules", {})
        set_plain("_hooks", Hooks())

    def forward(self, *inputs):
        raise NotImplementedError(f'Module [{type(self).__name__}] is missing the required "forward" function')

    def __call__(self, *inputs, **keywords):
        hooks = self.__dict__.get("_hooks")
        if hooks is None:
            raise _init_not_called()
        return hooks.run(self, inputs, keywords) if hooks.is_used else self.forward(*inputs, **keywords)

    def __setattr__(self, name, value):
        own = self.__dict__
        if isinstance(value, Parameter):
            if "_parameters" not in own:
                raise AttributeError("cannot assign parameters before Module.__init__() call")
            self._forget(name, self._parameters)
            self._parameters[name] = value
        elif isinstance(value, Module):
            if "_modules" not in own:
                raise AttributeError("cannot assign module before Module.__init__() call")
            self._forget(name, self._modules)
            self._modules[name] = value
        elif name in own.get("_parameters", ()):
            if value is not None:
                raise TypeError(
                    f"cannot assign '{_type_name(value)}' as parameter '{name}' (torch.nn.Parameter or None expected)"
                )
            self._parameters[name] = None
        elif name in own.get("_modules", ()):
            if value is not None:
                raise TypeError(
                    f"cannot assign '{_type_name(value)}' as child module '{name}' (torch.nn.Module or None expected)"
                )
            self._modules[name] = None
        elif name in own.get("_buffers", ()):
            self._buffers[name] = value
        else:
            super().__setattr__(name, value)

    def __getattr__(self, name):
        for kind in ("_parameters", "_buffers", "_modules"):
            members = self.__dict__.get(kind, {})
            if name in members:
                return members[name]
        raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'", name=name, obj=self)

    def __delattr__(self, name):
        for kind in ("_parameters", "_buffers", "_modules"):
            if name in self.__dict__.get(kind, {}):
                del self.__dict__[kind][name]
                return
        super().__delattr__(name)

    def __dir__(self):
        return sorted({*super().__dir__(), *self._parameters, *self._buffers, *self._modules})

    def _forget(self, name, kept):
        """Takes a name from all members but those where it keeps its place."""
        for members in (self.__dict__, self._parameters, self._buffers, self._modules):
            if members is not kept:
                members.pop(name, None)

    def register_buffer(self, name, tensor, persistent=True):
        self._buffers[name] = tensor
        if not persistent:
            self._non_persistent_buffers_set.add(name)

    def register_parameter(self, name, param):
        if "_parameters" not in self.__dict__:
            raise AttributeError("cannot assign parameter before Module.__init__() call")
        if param is not None and not isinstance(param, Parameter):
            raise TypeError(
                f"cannot assign '{_type_name(param)}' object to parameter '{name}' (torch.nn.Parameter or None required)"
            )
        self._parameters[name] = param

    def add_module(self, name, module):
        if not isinstance(module, Module) and module is not None:
            raise TypeError(f"{_type_name(module)} is not a Module subclass")
        self._modules[name] = module

    register_module = add_module

    # Walks.

    def named_modules(self, memo=None, prefix="", remove_duplicate=True):
        memo = set() if memo is None else memo
        if self in memo:
            return
        if remove_duplicate:
            memo.add(self)
        yield prefix, self
        for name, module in self._modules.items():
            if module is not None:
                yield from module.named_modules(memo, _join(prefix, name), remove_duplicate)

    def modules(self):
        for _, module in self.named_modules():
            yield module

    def named_children(self):
        seen = set()
        for name, module in self._modules.items():
            if module is not None and module not in seen:
                seen.add(module)
                yield name, module

    def children(self):
        for _, module in self.named_children():
            yield module

    def _members(self, kind):
        """Its own parameters or buffers by their names."""
        return getattr(self, kind)

    def _named_members(self, kind, prefix, recurse, remove_duplicate=True):
        seen = set()
        modules = self.named_modules(prefix=prefix) if recurse else [(prefix, self)]
        for path, module in modules:
            for name, value in module._members(kind).items():
                if value is None or (remove_duplicate and value in seen):
                    continue
                seen.add(value)
                yield _join(path, name), value

    def named_parameters(self, prefix="", recurse=True, remove_duplicate=True):
        yield from self._named_members("_parameters", prefix, recurse, remove_duplicate)

    def parameters(self, recurse=True):
        for _, parameter in self.named_parameters(recurse=recurse):
            yield parameter

    def named_buffers(self, prefix="", recurse=True, remove_duplicate=True):
        yield from self._named_members("_buffers", prefix, recurse, remove_duplicate)

    def buffers(self, recurse=True):
        for _, buffer in self.named_buffers(recurse=recurse):
            yield buffer

    def get_submodule(self, target):
        module = self
        for name in target.split(".") if target else ():
            if not hasattr(module, name):
                raise AttributeError(f"{type(module).__name__} has no attribute `{name}`")
            module = getattr(module, name)
            if not isinstance(module, Module):
                raise AttributeError(f"`{name}` is not an nn.Module")
        return module

    def get_parameter(self, target):
        path, _, name = target.rpartition(".")
        return getattr(self.get_submodule(path), name)

    # Modes and types.

    def train(self, mode=True):
        if not isinstance(mode, bool):
            raise ValueError("training mode is expected to be boolean")
        self.training = mode
        for module in self.children():
            module.train(mode)
        return self

    def eval(self):
        return self.train(False)

    def requires_grad_(self, requires_grad=True):
        for parameter in self.parameters():
            parameter.requires_grad_(requires_grad)
        return self

    def zero_grad(self, set_to_none=True):
        for parameter in self.parameters():
            if parameter.grad is not None:
                parameter.grad = None if set_to_none else parameter.grad.detach() * 0

    def to(self, *targets, **keywords):
        from torch._promotion import set_meta, set_type
        from torch.device import is_meta, require_here
        from torch._types import dtype

        for target in (*targets, *keywords.values()):
            if isinstance(target, dtype) and not target.is_floating_point:
                raise TypeError(
                    "nn.Module.to only accepts floating point or complex dtypes, but got desired dtype=" + repr(target)
                )
            require_here(target)
        given = [*targets, *keywords.values()]
        for value in (*self.parameters(), *self.buffers()):
            for target in given:
                if isinstance(target, dtype) and value.is_floating_point():
                    set_type(value, target)
            if is_meta(given):
                set_meta(value)
        return self

    def cpu(self):
        return self

    def float(self):
        return self.to(dtype_named("float32"))

    def double(self):
        return self.to(dtype_named("float64"))

    def half(self):
        return self.to(dtype_named("float16"))

    def bfloat16(self):
        return self.to(dtype_named("bfloat16"))

    def cuda(self, device=None):
        return self.to("cuda")

    def apply(self, fn):
        for module in self.children():
            module.apply(fn)
        fn(self)
        return self

    # State.

    def state_dict(self, *, prefix="", keep_vars=False):
        state = OrderedDict()
        for path, module in self.named_modules(prefix=prefix.removesuffix("."), remove_duplicate=False):
            kept = {
                name: value
                for name, value in module._members("_buffers").items()
                if name not in module._non_persistent_buffers_set
            }
            for name, value in {**module._parameters, **kept}.items():
                if value is not None:
                    state[_join(path, name)] = value if keep_vars else value.detach()
        return state

    def load_state_dict(self, state_dict, strict=True, assign=False):
        own = self.state_dict(keep_vars=True)
        missing = [name for name in own if name not in state_dict]
        unexpected = [name for name in state_dict if name not in own]
        errors = []
        if strict and missing:
            errors.append("Missing key(s) in state_dict: {}. ".format(", ".join(f'"{name}"' for name in missing)))
        if strict and unexpected:
            errors.append("Unexpected key(s) in state_dict: {}. ".format(", ".join(f'"{name}"' for name in unexpected)))
        for name, value in own.items():
            if name in state_dict and state_dict[name].shape != value.shape:
                errors.append(
                    f"size mismatch for {name}: copying a param with shape {state_dict[name].shape} from checkpoint, "
                    f"the shape in current model is {value.shape}."
                )
        if errors:
            lines = "\n\t".join(errors)
            raise RuntimeError(f"Error(s) in loading state_dict for {type(self).__name__}:\n\t{lines}")
        for name, value in own.items():
            if name in state_dict:
                value.data = state_dict[name]
        return _IncompatibleKeys(missing, unexpected)

    # Hooks.

    def register_forward_hook(self, hook, *, prepend=False, with_kwargs=False, always_call=False):
        return self._hooks.add("forward", hook, with_kwargs, prepend)

    def register_forward_pre_hook(self, hook, *, prepend=False, with_kwargs=False):
        return self._hooks.add("forward_pre", hook, with_kwargs, prepend)

    def register_full_backward_hook(self, hook, prepend=False):
        return self._hooks.add("backward", hook, prepend=prepend)

    def register_full_backward_pre_hook(self, hook, prepend=False):
        return self._hooks.add("backward_pre", hook, prepend=prepend)

    # Text.

    def extra_repr(self):
        return ""

    def _get_name(self):
        return type(self).__name__

    def __repr__(self):
        extra = self.extra_repr()
        extra_lines = extra.split("\n") if extra else []
        child_lines = [f"({name}): {_indent(repr(module))}" for name, module in self._modules.items()]
        lines = extra_lines + child_lines
        name = self._get_name()
        if not lines:
            return f"{name}()"
        if len(extra_lines) == 1 and not child_lines:
            return f"{name}({extra_lines[0]})"
        body = "\n  ".join(lines)
        return f"{name}(\n  {body}\n)"


def _join(prefix, name):
    return f"{prefix}.{name}" if prefix else name


def _indent(text):
    return text.replace("\n", "\n  ")


def _type_name(value):
    kind = type(value)
    module = "" if kind.__module__ == "builtins" else f"{kind.__module__}."
    name = "torch.FloatTensor" if isinstance(value, Tensor) else module + kind.__qualname__
    return name


def _init_not_called():
    return AttributeError("cannot assign module before Module.__init__() call")
