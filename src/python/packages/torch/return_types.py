"""torch.return_types: the named results of functions that give an element and where it was."""

from _duet.bridge import converts_from_host, from_host
from _duet.host import host

_classes = {}


class NamedResult(tuple):
    """A tuple whose parts have names."""

    _fields = ()

    def __repr__(self):
        parts = ",\n".join(f"{name}={value!r}" for name, value in zip(self._fields, self))
        return f"torch.return_types.{type(self).__name__}(\n{parts})"


def _part(position):
    return property(lambda self: self[position])


def named_result(name, fields):
    """The class of the results of a function."""
    if name not in _classes:
        parts = {field: _part(position) for position, field in enumerate(fields)}
        _classes[name] = type(name, (NamedResult,), {"_fields": fields, "__module__": "torch.return_types", **parts})
    return _classes[name]


@converts_from_host("pair")
def _pair_from_host(pair):
    fields = tuple(str(name) for name in host.namesOf(pair))
    return named_result("pair", fields)(from_host(getattr(pair, field)) for field in fields)


def called(name, result):
    """A result under the name of the function that gave it."""
    if type(result) is _classes.get("pair"):
        return named_result(name, result._fields)(result)
    return result
