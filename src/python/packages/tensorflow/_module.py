"""tf.Module."""

import re

from tensorflow._variable import VariableBase


class Module:
    """What holds variables, and other modules, as attributes."""

    def __init__(self, name=None):
        if name is not None and not re.fullmatch(r"[A-Za-z_]\w*", name):
            raise ValueError(f"{name!r} is not a valid module name. Module names must be valid Python identifiers (e.g. a valid class name).")
        self._name = name or re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type(self).__name__).lower()

    @property
    def name(self):
        return self._name

    @property
    def variables(self):
        return tuple(_variables_in(self))

    @property
    def trainable_variables(self):
        return tuple(each for each in self.variables if each.trainable)

    @property
    def non_trainable_variables(self):
        return tuple(each for each in self.variables if not each.trainable)

    @property
    def submodules(self):
        return tuple(_modules_in(self))


def _parts(module):
    for _, value in sorted(vars(module).items()):
        yield from _leaves(value)


def _leaves(value):
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from _leaves(each)
    elif isinstance(value, dict):
        for _, each in sorted(value.items()):
            yield from _leaves(each)
    else:
        yield value


def _variables_in(module):
    """Its own variables first, then those of its modules, each once."""
    found = {}
    inner = []
    for value in _parts(module):
        if isinstance(value, VariableBase):
            found.setdefault(id(value), value)
        elif isinstance(value, Module) or hasattr(value, "trainable_weights"):
            inner.append(value)
    for value in inner:
        for each in value.variables:
            found.setdefault(id(each), each)
    return found.values()


def _modules_in(module):
    for value in _parts(module):
        if isinstance(value, Module) or hasattr(value, "trainable_weights"):
            yield value
            if isinstance(value, Module):
                yield from _modules_in(value)
