"""Python's spelling of names, and the dialects'."""

import difflib
import re
import types


def camel_case(name):
    """The name that the dialects have for one of Python's: max_pool2d is maxPool2d, and add_ stays add_."""
    stem = name.rstrip("_")
    ending = name[len(stem) :]
    return re.sub(r"(?<=[A-Za-z0-9])_+([A-Za-z0-9])", lambda found: found[1].upper(), stem) + ending


def snake_case(name):
    """Python's spelling of one of the dialects' names: maxPool2d is max_pool2d."""
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda found: "_" + found[1].lower(), name)


def star_names(present, others, is_there):
    """
    What `from module import *` takes of a module that makes its names when they are asked for.

    :param present: the names that the module has, with their values
    :param others: names that it may make
    :param is_there: says of one of those whether it does
    """
    public = [name for name, value in present.items() if name[0].isupper() or isinstance(value, types.ModuleType)]
    return public + [name for name in others if name not in present and is_there(name)]


def missing_name(owner, name, known):
    """
    The error for a name that is not there: the framework's own words, and as notes what there is.

    :param owner: as Python's message calls it: module 'torch', or 'Tensor' object
    :param known: names that are there
    """
    error = AttributeError(f"{owner} has no attribute {name!r}", name=name)
    nearest = difflib.get_close_matches(name, list(known), n=3)
    if nearest:
        error.add_note(f"Nearest names here: {', '.join(nearest)}.")
    error.add_note(
        "If the framework has it, it is not in the browser yet. What there is stands in FEATURES.md; "
        "a notebook runs the rest."
    )
    return error
