"""keras.Layer."""

import inspect
import json
import re
import warnings
from weakref import WeakValueDictionary

from _duet.host import host as _duet_host
from _duet.bridge import call, converts_from_host, create_proxy, from_host, to_host
from _duet.names import camel_case, snake_case
from _duet.nest import leaves

from keras._host import HostObject, argument, as_input, invoke, keywords_of, new, python_function, record, remembered
from keras._tensor import KerasTensor
from keras._serialization import deserialized, serialized
from keras._variable import variable_of
from tensorflow import _device
from tensorflow._tensor import host
from tensorflow._trace import recorded

_known = WeakValueDictionary()
_classes = {}


class Layer(HostObject):
    """Base of all layers and models: names, arguments and text; the dialect's layer computes."""

    # The dialect's class, of a layer that it has.
    _js_class = None

    def __new__(cls, *args, **keywords):
        layer = object.__new__(cls)
        object.__setattr__(layer, "_given", (args, keywords))
        return layer

    def __init__(self, *args, **keywords):
        self._set_host(self._make(args, keywords))
        if self._js_class is None:
            hooks = {"getConfig": create_proxy(lambda: saved_config(self)), "call": python_function(lambda inputs, training: self._call_python(inputs, training))}
            if type(self).build is not Layer.build:
                hooks["build"] = create_proxy(remembered(lambda shape: self.build(_shape(shape))))
            if type(self).compute_output_shape is not Layer.compute_output_shape:
                hooks["computeOutputShape"] = create_proxy(
                    remembered(lambda shape: to_host(list(self.compute_output_shape(_shape(shape)))))
                )
            host.setHooks(self._js, record(hooks))

    def _make(self, args, keywords):
        if isinstance(keywords.get("dtype"), dict):
            del keywords["dtype"]
        if self._js_class is not None:
            return _new_of_dialect(self, args, keywords)
        return new(host.layerClass(type(self).__name__), (), keywords)

    def _set_host(self, js):
        object.__setattr__(self, "_js", js)
        _known[host.numberOf(js)] = self

    # Attributes.

    def __setattr__(self, name, value):
        if isinstance(value, Layer) or _holds_layers(value):
            if "_js" not in self.__dict__:
                raise RuntimeError(
                    "It looks like you are subclassing `Model` and you forgot to call `super().__init__()`. "
                    "Always start with this line."
                )
            layers = list(value.values()) if isinstance(value, dict) else value
            host.track(self._js, name, to_host(layers))
        object.__setattr__(self, name, value)

    def __getattr__(self, name):
        own = self.__dict__.get("_js")
        if own is None or name.startswith("_"):
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'", name=name, obj=self)
        camel = camel_case(name)
        if not _duet_host.hasMember(own, camel):
            if self._js_class is not None:
                return self._argument(name)
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'", name=name, obj=self)
        member = call(lambda: _Member(getattr(own, camel))).value
        if _duet_host.isFunction(member):
            return lambda *args, **keywords: _as_shapes(invoke(getattr(own, camel), args, keywords))
        return _as_shapes(from_host(member))

    def _argument(self, name):
        """What the layer was made with."""
        config = _config(self._js.getConfig())
        if name not in config:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'", name=name, obj=self)
        if name == "activation":
            from keras import activations

            return getattr(activations, config[name])
        return config[name]

    @property
    def name(self):
        return self._js.name

    @property
    def built(self):
        return self._js.built

    @built.setter
    def built(self, value):
        self._js.built = value

    @property
    def trainable(self):
        return self._js.trainable

    @trainable.setter
    def trainable(self, value):
        self._js.trainable = value

    @property
    def dtype(self):
        return "float32"

    compute_dtype = variable_dtype = dtype

    @property
    def weights(self):
        return [variable_of(each) for each in self._js.weights]

    variables = weights

    @property
    def trainable_weights(self):
        return [variable_of(each) for each in self._js.trainableWeights]

    trainable_variables = trainable_weights

    @property
    def non_trainable_weights(self):
        return [variable_of(each) for each in self._js.nonTrainableWeights]

    non_trainable_variables = non_trainable_weights

    @property
    def input(self):
        return call(lambda: self._js.input)

    @property
    def output(self):
        return call(lambda: self._js.output)

    @property
    def losses(self):
        return _losses(self)

    def count_params(self):
        if not self.built:
            raise ValueError(
                f"You tried to call `count_params` on layer '{self.name}', but the layer isn't built. "
                "You can build it manually via: `layer.build(input_shape)`."
            )
        return call(self._js.countParams)

    def get_weights(self):
        return [each.numpy() for each in self.weights]

    def set_weights(self, weights):
        own = self.weights
        if len(own) != len(weights):
            raise ValueError(
                f"You called `set_weights(weights)` on layer '{self.name}' with a weight list of length {len(weights)}, "
                f"but the layer was expecting {len(own)} weights."
            )
        for variable, value in zip(own, weights):
            variable.assign(value)

    def get_config(self):
        if self._js_class is not None:
            return serialized(_config(self._js.getConfig()))
        own = {} if type(self).get_config is not Layer.get_config else _given_by_name(self)
        return serialized({"name": self.name, "trainable": self.trainable, **own})

    @classmethod
    def from_config(cls, config):
        return cls(**(config if cls._js_class is None else deserialized(config)))

    def add_weight(self, shape=None, initializer=None, dtype=None, trainable=True, regularizer=None, constraint=None, name=None, **_):
        given = {
            "name": name or "variable",
            "shape": list(shape or ()),
            "initializer": initializer,
            "trainable": trainable,
            "regularizer": regularizer,
            "constraint": constraint,
        }
        chosen = {key: each for key, each in given.items() if each is not None}
        return call(lambda: self._js.makeWeight(keywords_of(chosen)))

    def add_loss(self, loss):
        invoke(self._js.addLoss, (loss,))

    # Calls.

    def build(self, input_shape=None):
        if self._js_class is not None or isinstance(input_shape, (list, tuple)):
            call(self._js.build, (list(input_shape),))
            _device.place(self)

    def call(self, *args, **keywords):
        return self.__call__(*args, **keywords)

    def compute_output_shape(self, input_shape):
        return _as_shapes(call(self._js.computeOutputShape, (list(input_shape),)))

    def __call__(self, *args, **keywords):
        inputs = args[0] if args else keywords.pop("inputs")
        if _is_symbolic(inputs):
            return call(host.apply, (self._js, inputs, record(keywords_as_given(keywords))))
        if len(args) > 1 or isinstance(inputs, dict):
            return self.call(*[as_input(each) for each in args], **keywords)
        return _apply(self, as_input(inputs), keywords)

    def _call_python(self, inputs, training):
        function = type(self).call
        if function is Layer.call:
            raise NotImplementedError(f"Layer {type(self).__name__} does not have a `call()` method implemented.")
        keywords = {"training": training} if "training" in inspect.signature(function).parameters else {}
        return self.call(inputs, **keywords)

    def __repr__(self):
        return f"<{type(self).__name__} name={self.name}, built={self.built}>"


@recorded("AddN", "losses")
def _losses(layer):
    """What the last call by itself added, then the penalties on weights."""
    return [*layer.__dict__.get("_call_losses", ()), *call(layer._js.collectLosses)]


@recorded("PartitionedCall", "StatefulPartitionedCall")
def _apply(layer, inputs, keywords):
    given = layer._js, inputs, record(keywords_as_given(keywords))
    try:
        if host.isInStep():
            return call(host.apply, given)
        outputs, losses = call(host.applyAlone, given)
        object.__setattr__(layer, "_call_losses", losses)
        return list(outputs) if isinstance(outputs, tuple) else outputs
    except ValueError as error:
        raise ValueError(in_words_of_keras(str(error))) from None
    finally:
        _device.place(layer)


_WRONG_INPUT = re.compile(
    r'Input 0 of layer "(.*)" is incompatible with the layer: (expected .*)\. Full shape received: \[(.*)\]\.'
)


def in_words_of_keras(message):
    """What the dialect says of an input that does not fit, as Keras says it."""
    found = _WRONG_INPUT.fullmatch(message)
    if not found:
        return message
    layer, expected, shape = found.groups()
    given = f"({shape}{'' if ',' in shape else ','})"
    start = f"Input 0 with name 'None' of layer '{layer}' is incompatible with the layer: "
    if expected.startswith("expected axis"):
        return f"{start}{expected}, but received input with shape {given}"
    return f"{start}{expected}. Full shape received: {given}"


def keywords_as_given(keywords):
    """Arguments of a call as the dialect names them, without those that say nothing."""
    return {camel_case(name): argument(each) for name, each in keywords.items() if each is not None}


def _given_by_name(layer):
    """What a layer was made with, by the names of its class."""
    args, keywords = layer._given
    try:
        bound = inspect.signature(type(layer).__init__).bind(layer, *args, **keywords)
    except (TypeError, ValueError):
        return {}
    own = dict(list(bound.arguments.items())[1:])
    return {**own.pop("kwargs", {}), **own}


def saved_config(layer):
    """By what a file makes a layer of Python again."""
    try:
        config = json.dumps(layer.get_config())
    except TypeError:
        raise NotImplementedError(
            f"Object {type(layer).__name__} was created by passing non-serializable argument values in `__init__()`, and "
            "therefore the object must override `get_config()` in order to be serializable. Please implement "
            "`get_config()`."
        ) from None
    shape = from_host(layer._js.buildShape)
    return json.dumps({"name": layer.name, "config": json.loads(config), "shape": shape})


_SHAPE_ADVICE = (
    "Do not pass an `input_shape`/`input_dim` argument to a layer. When using Sequential models, prefer using an "
    "`Input(shape)` object as the first layer in the model instead."
)


def _in_names_of_today(name, keywords):
    """Arguments that older programs write, as Keras 3 still takes them: with a warning."""
    today = dict(keywords)
    if "input_dim" in today and name != "Embedding":
        today["input_shape"] = (today.pop("input_dim"),)
    if "input_shape" in today:
        warnings.warn(_SHAPE_ADVICE, stacklevel=5)
    if name == "LeakyReLU" and "alpha" in today:
        today["negative_slope"] = today.pop("alpha")
        warnings.warn("Argument `alpha` is deprecated. Use `negative_slope` instead.", stacklevel=5)
    return today


def _new_of_dialect(layer, args, keywords):
    keywords = _in_names_of_today(type(layer).__name__, keywords)
    try:
        return new(layer._js_class, args, keywords)
    except TypeError as error:
        found = re.fullmatch(r"\w+: unknown argument '(\w+)'\.?", str(error))
        if not found:
            raise
        name = snake_case(found[1])
        raise ValueError(
            f"Unrecognized keyword arguments passed to {type(layer).__name__}: {{{name!r}: {keywords.get(name)!r}}}"
        ) from None


class _Member:
    def __init__(self, value):
        self.value = value


def _holds_layers(value):
    values = value.values() if isinstance(value, dict) else value
    return isinstance(value, (list, tuple, dict)) and bool(values) and all(isinstance(each, Layer) for each in values)


def _is_symbolic(value):
    return any(isinstance(each, KerasTensor) for each in leaves(value))


def _shape(js):
    return tuple(_shape(each) if hasattr(each, "length") else from_host(each) for each in js)


def _as_shapes(value):
    """Lists of whole numbers are shapes."""
    if isinstance(value, (list, tuple)) and all(each is None or isinstance(each, int) for each in value):
        return tuple(value)
    return value


def _config(js):
    found = {}
    for name, value in host.entriesOf(js):
        plain = from_host(value)
        if hasattr(plain, "to_py"):
            plain = _config(plain)
        found[snake_case(name)] = plain
    return found


def layer_class(js_class, name):
    """The class of Python for one of the dialect's."""
    made = type(name, (Layer,), {"_js_class": js_class, "__module__": "keras.layers"})
    _classes[name] = made
    return made


@converts_from_host("keras.Layer")
def layer_of(js):
    """The one object of Python for a layer of the dialect."""
    number = host.numberOf(js)
    layer = _known.get(number)
    if layer is None:
        name = host.classNameOf(js)
        kind = _classes.get(name) or layer_class(None, name)
        layer = kind.__new__(kind)
        layer._set_host(js)
    return layer
