"""keras.Model and keras.Sequential."""

import builtins
import re
import warnings

from _duet.bridge import call, create_proxy, from_host

from keras._data import as_data, as_validation
from keras._host import as_input, invoke, keywords_of, new, python_function, record, remembered
from keras._layer import Layer, in_words_of_keras, layer_of, saved_config
from keras._layer import _classes
from tensorflow._tensor import Tensor, borrowed, handed_over, host

_NOT_BUILT = (
    "`build()` was called on layer '{}', however the layer does not have a `build()` method implemented and it looks like it "
    "has unbuilt state. This will cause the layer to be marked as built, despite not being actually built, which may cause "
    "failures down the line. Make sure to implement a proper `build()` method."
)
_NOT_COMPILED = "You must call `compile()` before using the model."


class Model(Layer):
    """A model: the layers between inputs and outputs, or what a subclass says in `call`."""

    def __new__(cls, *args, **keywords):
        is_functional = cls is Model and (args or "inputs" in keywords)
        return Layer.__new__(Functional if is_functional else cls, *args, **keywords)

    def __init__(self, *args, **keywords):
        self._set_host(self._make(args, keywords))
        hooks = {}
        if type(self).call is not Layer.call:
            hooks["getConfig"] = create_proxy(lambda: saved_config(self))
            hooks["call"] = python_function(lambda inputs, training: self._call_python(inputs, training))
        for name, key in (("train_step", "trainStep"), ("test_step", "testStep")):
            if getattr(type(self), name) is not getattr(Model, name):
                hooks[key] = self._step_hook(name)
                hooks["resetMetrics"] = create_proxy(self._reset_own_metrics)
        if hooks:
            host.setHooks(self._js, record(hooks))

    def _make(self, args, keywords):
        js_class = host.modelClass(type(self).__name__)
        return new(js_class, args, keywords)

    def _step_hook(self, name):
        def step(data):
            results = getattr(self, name)(tuple(borrowed(each) for each in data))
            return handed_over(_flat_results(results))

        return create_proxy(remembered(step))

    @property
    def layers(self):
        return [layer_of(each) for each in self._js.layers]

    @property
    def inputs(self):
        return [from_host(each) for each in self._js.inputs]

    @property
    def outputs(self):
        return [from_host(each) for each in self._js.outputs]

    def get_layer(self, name=None, index=None):
        known = self.layers
        if index is not None:
            if len(known) <= index:
                raise ValueError(
                    f"Was asked to retrieve layer at index {index} but model only has {len(known)} layers."
                )
            return known[index]
        for layer in known:
            if layer.name == name:
                return layer
        raise ValueError(f"No such layer: {name}. Existing layers are: {[layer.name for layer in known]}.")

    def summary(self, line_length=None, positions=None, print_fn=None, expand_nested=False, show_trainable=False, layer_range=None):
        given = dict(
            line_length=line_length, positions=positions, expand_nested=expand_nested, show_trainable=show_trainable,
            layer_range=layer_range,
        )
        chosen = {key: each for key, each in given.items() if each}
        text = call(lambda: host.summaryText(self._js, keywords_of(chosen)))
        if print_fn is None:
            builtins.print(text, end="")
        else:
            print_fn(text.rstrip("\n"))

    def build(self, input_shape=None):
        if type(self).call is Layer.call:
            super().build(input_shape)
            return
        warnings.warn(_NOT_BUILT.format(self.name), stacklevel=2)
        self._js.built = True

    # Training.

    def compile(self, optimizer="rmsprop", loss=None, loss_weights=None, metrics=None, weighted_metrics=None, run_eagerly=False, **_):
        from keras import optimizers

        chosen = optimizers.get(optimizer)
        given = dict(loss=loss, loss_weights=loss_weights, metrics=metrics, weighted_metrics=weighted_metrics)
        keywords = {"optimizer": chosen, **{key: each for key, each in given.items() if each is not None}}
        # A step of Python's runs as it is written, each time.
        if run_eagerly or type(self).train_step is not Model.train_step:
            keywords["run_eagerly"] = True
        invoke(self._js.compile, (), keywords)
        object.__setattr__(self, "_optimizer", chosen)
        object.__setattr__(self, "loss", loss)

    @property
    def optimizer(self):
        own = self.__dict__.get("_optimizer")
        return own or (from_host(self._js.optimizer) if self._js.isCompiled else None)

    @property
    def compiled(self):
        return self._js.isCompiled

    @property
    def stop_training(self):
        return self._js.stopTraining

    @stop_training.setter
    def stop_training(self, value):
        self._js.stopTraining = bool(value)

    @property
    def metrics(self):
        from keras.metrics import CompileMetrics

        if not self._js.isCompiled:
            return self._tracked_metrics()
        loss, *others = self._js.metrics
        return [from_host(loss), *([CompileMetrics(self)] if self._has_metrics() else []), *self._tracked_metrics()]

    def _tracked_metrics(self):
        from keras.metrics import Metric

        return [each for each in vars(self).values() if isinstance(each, Metric)]

    def _reset_own_metrics(self):
        from keras.metrics import Metric

        for metric in self.metrics:
            if isinstance(metric, Metric):
                metric.reset_state()

    def _has_metrics(self):
        return "compile_metrics" in list(self._js.metricsNames)

    @property
    def metrics_names(self):
        if type(self).metrics is not Model.metrics:
            return [metric.name for metric in self.metrics]
        return [*self._js.metricsNames, *(metric.name for metric in self._tracked_metrics())]

    def reset_metrics(self):
        call(self._js.resetMetrics)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return call(host.computeLoss, (self._js, as_data(y), y_pred))

    def train_step(self, data):
        from tensorflow._tape import GradientTape

        x, y = data[0], data[1] if len(data) > 1 else None
        with GradientTape() as tape:
            y_pred = self(x, training=True)
            loss = self.compute_loss(x, y, y_pred)
        weights = self.trainable_variables
        self.optimizer.apply(tape.gradient(loss, weights), weights)
        return self.compute_metrics(x, y, y_pred, loss)

    def test_step(self, data):
        x, y = data[0], data[1] if len(data) > 1 else None
        y_pred = self(x, training=False)
        return self.compute_metrics(x, y, y_pred, self.compute_loss(x, y, y_pred))

    def compute_metrics(self, x, y, y_pred, loss=None, sample_weight=None):
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(y, y_pred)
        return self.get_metrics_result()

    def get_metrics_result(self):
        return _flat_results({metric.name: metric.result() for metric in self.metrics})

    def fit(self, x=None, y=None, batch_size=None, epochs=1, verbose="auto", callbacks=None, validation_split=0.0,
            validation_data=None, shuffle=True, class_weight=None, sample_weight=None, initial_epoch=0,
            steps_per_epoch=None, validation_steps=None, validation_batch_size=None, validation_freq=1):
        self._require_compiled()
        given = dict(
            x=as_data(x), y=as_data(y), batch_size=batch_size, epochs=epochs, verbose=verbose,
            validation_split=validation_split, validation_data=as_validation(validation_data), shuffle=shuffle,
            class_weight=class_weight, sample_weight=as_data(sample_weight), initial_epoch=initial_epoch,
            steps_per_epoch=steps_per_epoch, validation_steps=validation_steps,
            validation_batch_size=validation_batch_size, validation_freq=validation_freq,
        )
        history = self._run(self._js.fit, given, callbacks)
        from keras.callbacks import History

        result = History._of(history, self)
        object.__setattr__(self, "history", result)
        return result

    def evaluate(self, x=None, y=None, batch_size=None, verbose="auto", sample_weight=None, steps=None, callbacks=None, return_dict=False, **_):
        self._require_compiled()
        given = dict(
            x=as_data(x), y=as_data(y), batch_size=batch_size, verbose=verbose, sample_weight=as_data(sample_weight),
            steps=steps, return_dict=return_dict,
        )
        return _numbers(self._run(self._js.evaluate, given, callbacks))

    def predict(self, x, batch_size=None, verbose="auto", steps=None, callbacks=None):
        given = dict(x=as_data(x), batch_size=batch_size, verbose=verbose, steps=steps)
        return _arrays_of(self._run(self._js.predict, given, callbacks))

    def train_on_batch(self, x, y=None, sample_weight=None, class_weight=None, return_dict=False):
        given = dict(x=as_data(x), y=as_data(y), sample_weight=as_data(sample_weight), class_weight=class_weight, return_dict=return_dict)
        return _numbers(self._run(self._js.trainOnBatch, given, None))

    def test_on_batch(self, x, y=None, sample_weight=None, return_dict=False):
        given = dict(x=as_data(x), y=as_data(y), sample_weight=as_data(sample_weight), return_dict=return_dict)
        return _numbers(self._run(self._js.testOnBatch, given, None))

    def predict_on_batch(self, x):
        return _arrays_of(invoke(self._js.predictOnBatch, (as_data(x),)))

    def _run(self, function, given, callbacks):
        keywords = {key: each for key, each in given.items() if each is not None}
        listed = callbacks if isinstance(callbacks, (list, tuple)) else [callbacks] if callbacks else []
        for callback in listed:
            callback._begin(self)
        keywords["callbacks"] = [*(callback._host_callback() for callback in listed), host.newInterruption()]
        try:
            return invoke(function, (), keywords)
        except ValueError as error:
            raise _told_of_step(self, error, "epochs" in given) from None

    def _require_compiled(self):
        if not self._js.isCompiled:
            raise ValueError(_NOT_COMPILED)

    def __call__(self, *args, **keywords):
        try:
            return super().__call__(*args, **keywords)
        except ValueError as error:
            if type(self).call is not Layer.call or "Input 0 " not in str(error):
                raise
            raise _told_of_call(self, args[0], error) from None

    # Saving.

    def save(self, filepath, overwrite=True, **_):
        from keras.saving._optimizer_state import write_state

        place = str(filepath)
        if not place.endswith((".keras", ".h5", ".hdf5")):
            raise ValueError(
                "Invalid filepath extension for saving. Please add either a `.keras` extension for the native Keras "
                "format (recommended) or a `.h5` extension. Use `model.export(filepath)` if you want to export a "
                f"SavedModel for use with TFLite/TFServing/etc. Received: filepath={filepath}."
            )
        call(self._js.save, (place,))
        write_state(self, place)

    def save_weights(self, filepath, overwrite=True):
        if not str(filepath).endswith(".weights.h5"):
            raise ValueError(f"The filename must end in `.weights.h5`. Received: filepath={filepath}")
        call(self._js.saveWeights, (str(filepath),))

    def load_weights(self, filepath, **_):
        from keras.saving._files import require_weights

        require_weights(str(filepath))
        call(self._js.loadWeights, (str(filepath),))

    def export(self, filepath, format="tf_saved_model", verbose=None, **_):
        from tensorflow.saved_model import write

        if format != "tf_saved_model":
            raise NotImplementedError(f"{format!r} is not in the browser yet; the format here is 'tf_saved_model'.")
        write(self, str(filepath))
        if verbose is not False:
            builtins.print(f"Saved artifact at '{filepath}'.")


class Functional(Model):
    """A model of the layers between its inputs and its outputs."""

    __module__ = "keras.src.models.functional"


class Sequential(Model):
    """Layers one after the other."""

    def __init__(self, layers=None, trainable=True, name=None):
        given = {"layers": [*_inputs_of_first(layers), *(_element(each) for each in layers or ())], "trainable": trainable, "name": name}
        keywords = {key: each for key, each in given.items() if each is not None}
        self._set_host(new(host.keras.Sequential, (), keywords))

    def add(self, layer):
        invoke(self._js.add, (_element(layer),))

    def pop(self):
        return call(self._js.pop)


_classes.update(Sequential=Sequential, Functional=Functional, Model=Functional)


def _told_of_call(model, inputs, error):
    """The error of a layer as Keras tells it of the model that called the layer."""
    name = type(model).__name__
    given = as_input(inputs)
    described = f"tf.Tensor(shape={given.shape}, dtype={given.dtype.name})" if isinstance(given, Tensor) else repr(inputs)
    return ValueError(
        f"Exception encountered when calling {name}.call().\n\n{error}\n\nArguments received by {name}.call():\n"
        f"  • inputs={described}\n  • training=None\n  • mask=None\n  • kwargs=<class 'inspect._empty'>"
    )


_BATCH = re.compile(r"(target\.shape=|output\.shape=|received input with shape |Full shape received: )\(\d+")


def _told_of_step(model, error, training):
    """An error of a step as Keras tells it, which knows no size of the batch."""
    message = in_words_of_keras(str(error))
    told = ValueError(_BATCH.sub(lambda found: f"{found[1]}(None", message))
    if message != str(error):
        name = type(model).__name__
        shape = (re.search(r"\(None.*\)$", str(told)) or ["?"])[0]
        told = ValueError(
            f"Exception encountered when calling {name}.call().\n\n\x1b[1m{told}\x1b[0m\n\nArguments received by "
            f"{name}.call():\n  • inputs=tf.Tensor(shape={shape}, dtype=float32)\n  • training={training}\n  • mask=None\n"
            "  • kwargs=<class 'inspect._empty'>"
        )
    for note in getattr(error, "__notes__", ()):
        told.add_note(note)
    return told


def _inputs_of_first(layers):
    """An input for a first layer of Python that was told its shape."""
    from keras.layers import Input

    first = layers[0] if layers else None
    shape = first._given[1].get("input_shape") if isinstance(first, Layer) and first._js_class is None else None
    return [] if shape is None else [Input(shape)]


def _element(layer):
    from keras._tensor import KerasTensor

    if not isinstance(layer, (Layer, KerasTensor)):
        raise ValueError(
            f"Only instances of `keras.Layer` can be added to a Sequential model. Received: {layer} (of type {type(layer)})"
        )
    return layer


def _flat_results(results):
    flat = {}
    for name, value in results.items():
        if isinstance(value, dict):
            flat.update(value)
        else:
            flat[name] = value
    return flat


def _numbers(value):
    if isinstance(value, (list, tuple)):
        return [float(each) for each in value]
    return {name: float(each) for name, each in host.entriesOf(value)} if hasattr(value, "to_py") else float(value)


def _arrays_of(value):
    if isinstance(value, (list, tuple)):
        return [each.numpy() for each in value]
    if isinstance(value, Tensor):
        return value.numpy()
    return {name: from_host(each).numpy() for name, each in host.entriesOf(value)}
