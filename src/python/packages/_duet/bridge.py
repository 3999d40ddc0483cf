"""The one way from Python to the dialects, which compute, and back."""

import functools
import re

from pyodide.ffi import JsException, JsProxy, can_run_sync, jsnull, run_sync, to_js
from pyodide.ffi import create_proxy as proxy_of

from pyodide.webloop import PyodideFuture

from _duet.host import host

from _duet.names import camel_case, snake_case

# Classes whose instances both sides have alike.
_as_it_is = {bool, int, float, str}

_ERRORS = {
    error.__name__: error
    for error in (
        AssertionError,
        AttributeError,
        IndexError,
        KeyError,
        KeyboardInterrupt,
        NotImplementedError,
        RuntimeError,
        TypeError,
        ValueError,
    )
}
# Files of the site that do not come are to a program what files are anywhere.
_ERRORS["DatasetError"] = OSError

_to_host_by_type = {}
_from_host_by_kind = {}


def converts_to_host(kind):
    """Registers how instances of a class, and of its subclasses, are handed to the dialects."""

    def register(convert):
        _to_host_by_type[kind] = convert
        return convert

    return register


def converts_from_host(kind):
    """Registers how a thing that the host calls `kind` comes to Python."""

    def register(convert):
        _from_host_by_kind[kind] = convert
        return convert

    return register


def to_host(value):
    """A value of Python as the dialects take it."""
    kind = type(value)
    if kind in _as_it_is:
        return value
    if value is None:
        return jsnull
    for base in kind.__mro__:
        convert = _to_host_by_type.get(base)
        if convert is not None:
            return convert(value)
    if isinstance(value, JsProxy):
        # Proxies have a few classes, by what their objects can do.
        _as_it_is.add(kind)
        return value
    if callable(value):
        return create_proxy(lambda *values: to_host(value(*map(from_host, values))))
    raise TypeError(f"{kind.__name__} cannot be passed to this function in the browser.")


@converts_to_host(list)
@converts_to_host(tuple)
def _list_to_host(values):
    return to_js([to_host(value) for value in values])


@converts_to_host(range)
def _range_to_host(values):
    return to_js(list(values))


@converts_to_host(dict)
def _dict_to_host(values):
    return host.record(to_js([[camel_case(str(key)), to_host(value)] for key, value in values.items()]))


def from_host(value):
    """What a dialect gave, as Python has it. Waits for a promise."""
    if not isinstance(value, JsProxy):
        if value is jsnull:
            return None
        return from_host(wait(value)) if isinstance(value, PyodideFuture) else value
    kind = host.kindOf(value)
    if type(kind) is int:
        return take_tensor(value, kind)
    convert = _from_host_by_kind.get(kind)
    return value if convert is None else convert(value)


@converts_from_host("list")
def _list_from_host(values):
    return tuple([from_host(value) for value in values])


def wait(promise):
    """The value of a promise, as if Python had computed it: the interpreter stands still until it is there."""
    if not can_run_sync():
        raise _cannot_wait()
    host.beginWaiting()
    try:
        return run_sync(promise)
    except JsException as error:
        raise as_python(error) from None
    finally:
        host.endWaiting()


def _cannot_wait():
    error = RuntimeError("Python has to wait here, which it cannot do in this browser.")
    error.add_note(
        "It needs WebAssembly's JSPI, which Chrome and Edge have from version 137 on. "
        "There, or as a notebook, the program runs; here run what needs no waiting: tensors, gradients, networks."
    )
    return error


def create_proxy(function, name=""):
    """
    A function of Python for a dialect, which finds its name as that of its own functions. It can be interrupted, also where
    the program waits for the dialect that calls it.
    """

    def interruptible(*values):
        host.endWaiting()
        try:
            return function(*values)
        finally:
            host.beginWaiting()

    interruptible.name = name
    return proxy_of(interruptible)


def call(function, args=(), keywords=None):
    """Calls a function of a dialect as Python calls it, with its result as Python has it."""
    global _depth
    _depth += 1
    try:
        if keywords:
            named = {camel_case(name): to_host(value) for name, value in keywords.items()}
            result = function(*map(to_host, args), **named)
        else:
            result = function(*map(to_host, args))
        return from_host(result)
    except JsException as error:
        raise as_python(error) from None
    finally:
        _depth -= 1
        if len(_released) > MOST_RELEASED and _depth == 0:
            sweep()


# Tensors that Python has let go of since the last sweep, and calls of the dialects that run, one inside of the other.
_released = []
_depth = 0
MOST_RELEASED = 200

hold = host.heap.hold
# Notes that an object of Python that held a tensor is gone. The dialects hear of many at once: each call of theirs costs.
release = _released.append


def sweep():
    """Frees the memory of tensors that neither Python nor a graph holds."""
    released = to_js(_released)
    _released.clear()
    host.heap.sweep(released)


@functools.cache
def method(name):
    """A method of the dialects' objects as a function of the object and the arguments, which need not be looked up."""
    return host.methodOf(name)


def sweep_if_idle():
    """`sweep`, unless a function of a dialect runs, which holds tensors that nobody else knows."""
    if _depth == 0:
        sweep()


def take_tensor(js, number):
    """The object of Python for a tensor; torch puts its own function here."""
    raise NotImplementedError


_raised = None


def raised_in_callback(error):
    """Notes what a function of Python raised that a dialect called, which hands on only its text."""
    global _raised
    _raised = error


def as_python(error):
    """An error of a dialect as the exception that the framework raises, with the way out as a note."""
    global _raised
    if _raised is not None and str(error.js_error.name) == "PythonError":
        raised, _raised = _raised, None
        return raised
    message = host.messageOf(error.js_error)
    # What the table does not have are our own mistakes.
    python_error = _ERRORS.get(str(error.js_error.name), RuntimeError)(message)
    fix = host.fixOf(error.js_error)
    if fix:
        python_error.add_note(fix)
    return python_error


def new_instance(js_class, name, args, keywords):
    """
    A new object of one of the dialect's classes.

    :param name: of the class, for errors in its arguments
    """
    named = {camel_case(key): to_host(value) for key, value in keywords.items()}
    try:
        return host.newInstance(js_class, *map(to_host, args), **named)
    except JsException as error:
        told = as_python(error)
        if isinstance(told, TypeError) and str(told).startswith(("missing ", "got ", "expected at most")):
            told = TypeError(f"{name}.__init__() {re.sub(r"'(\w+)'", lambda found: repr(snake_case(found[1])), str(told))}")
        raise told from None


def function_of(owner, name, module, change_keywords=None):
    """
    A function of a dialect as a function of Python, or None.

    :param owner: the dialect's namespace
    :param name: Python's
    :param module: that it is said to come from
    :param change_keywords: what becomes of its arguments by name
    """
    function = getattr(owner, camel_case(name), None)
    if not host.isFunction(function):
        return None

    def wrapper(*args, **keywords):
        return call(function, args, change_keywords(keywords) if keywords and change_keywords else keywords)

    wrapper.__name__ = wrapper.__qualname__ = name
    wrapper.__module__ = module
    return wrapper
