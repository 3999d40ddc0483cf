"""How keras calls the dialect: arguments of Python as TypeScript takes them."""

import types

from _duet.host import host as _duet_host
from _duet import bridge
from _duet.bridge import JsProxy, call, converts_to_host, create_proxy, to_js
from _duet.names import camel_case, missing_name, snake_case

from tensorflow import _arrays
from tensorflow._arithmetic import is_tensor
from tensorflow._tensor import Tensor, borrowed, constant, handed_over, host

_FUNCTIONS = (types.FunctionType, types.MethodType, types.BuiltinFunctionType)


class HostObject:
    """An object of Python whose work an object of the dialect does."""


@converts_to_host(HostObject)
def _object_to_host(value):
    return value._js


def python_function(function):
    """A function of Python for the dialect: tensors that it gets are the dialect's, and so is what it returns."""
    name = getattr(function, "__name__", type(function).__name__)
    return create_proxy(remembered(lambda *values: handed_over(function(*map(borrowed, values)))), name)


def remembered(function):
    """The function, whose error comes back as itself from the dialect that calls it."""

    def wrapper(*values):
        try:
            return function(*values)
        except Exception as error:
            bridge.raised_in_callback(error)
            raise

    return wrapper


def argument(value):
    """An argument, with functions, arrays and nested lists as the dialect takes them."""
    if isinstance(value, _FUNCTIONS):
        return getattr(value, "_js", None) or python_function(value)
    if isinstance(value, (list, tuple)):
        return [argument(each) for each in value]
    if isinstance(value, dict):
        return record({str(name): argument(each) for name, each in value.items()})
    if isinstance(value, type) and issubclass(value, HostObject):
        return argument(value())
    if _arrays.is_array(value):
        return constant(value) if getattr(value, "ndim", 0) else value.item()
    if hasattr(value, "name") and hasattr(value, "storage"):
        return value.name
    if callable(value) and not isinstance(value, (type, HostObject, JsProxy)):
        return python_function(value)
    return value


def record(entries):
    """A record of JavaScript with the names as they are."""
    return _duet_host.record(to_js([[name, bridge.to_host(each)] for name, each in entries.items()]))


def keywords_of(keywords):
    """Arguments by name as the one object that the dialect takes them in."""
    return record({camel_case(name): argument(each) for name, each in keywords.items()})


def new(js_class, args=(), keywords=None):
    """A new object of a class of the dialect."""
    values = [bridge.to_host(argument(each)) for each in args]
    if keywords:
        values.append(keywords_of(keywords))
    return call(lambda: _Made(_duet_host.newInstance(js_class, *values))).js


class _Made:
    """Carries an object of the dialect through `call`, which gives it no object of Python then."""

    def __init__(self, js):
        self.js = js


def invoke(function, args=(), keywords=None):
    """Calls a function of the dialect with arguments of Python."""
    # Tensors made of arrays live until the call is done, which may take as long as a training.
    given = [argument(each) for each in args]
    named = {name: argument(each) for name, each in (keywords or {}).items()}
    values = [bridge.to_host(each) for each in given]
    if named:
        values.append(keywords_of(named))
    return call(lambda: function(*values))


def as_input(value):
    """What a layer is called on: tensors, real ones as float32."""
    from tensorflow._dtypes import float32
    from tensorflow._arithmetic import cast

    if isinstance(value, (list, tuple)) and any(is_tensor(each) or _arrays.is_array(each) for each in value):
        return [as_input(each) for each in value]
    if isinstance(value, dict):
        return {name: as_input(each) for name, each in value.items()}
    if isinstance(value, Tensor):
        return cast(value, float32) if value.dtype.name in ("float64", "float16") else value
    if _arrays.is_array(value) and value.dtype.name.startswith("float"):
        return constant(value, float32)
    return constant(value)


# Names of tf.keras, which is one with keras here.
OLDER_LOSSES = {
    "kld": "kl_divergence",
    "kullback_leibler_divergence": "kl_divergence",
    "logcosh": "log_cosh",
    "mae": "mean_absolute_error",
    "mape": "mean_absolute_percentage_error",
    "mse": "mean_squared_error",
    "msle": "mean_squared_logarithmic_error",
}
OLDER_LOSSES |= {name.upper(): today for name, today in OLDER_LOSSES.items() if len(name) < 5}


def namespace(owner, module, exclude=(), older_names={}):
    """A module's __getattr__, which makes its functions of a namespace of the dialect."""

    def __getattr__(name):
        name = older_names.get(name, name)
        function = None if name.startswith("_") else getattr(owner, camel_case(name), None)
        if function is None or not _duet_host.isFunction(function) or name in exclude:
            known = {snake_case(each) for each in host.namesOf(owner)}
            raise missing_name(f"module '{module}'", name, known)

        def wrapper(*args, **keywords):
            return invoke(function, [_computable(each) for each in args], keywords)

        wrapper.__name__ = wrapper.__qualname__ = name
        wrapper.__module__ = module
        wrapper._js = function
        return wrapper

    return __getattr__


def _computable(value):
    return constant(value) if isinstance(value, (list, tuple)) and value and not is_tensor(value[0]) else value
