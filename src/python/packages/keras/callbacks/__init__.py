"""keras.callbacks."""

import types as _types

from _duet.bridge import create_proxy as _create_proxy
from _duet.bridge import from_host as _from_host
from _duet.names import camel_case as _camel_case
from _duet.names import missing_name as _missing_name

from keras._host import HostObject as _HostObject
from keras._host import new as _new
from keras._host import record as _record
from keras._host import remembered as _remembered
from tensorflow._tensor import host as _host

_BATCH_HOOKS = ("on_train_batch", "on_test_batch", "on_predict_batch", "on_batch", "on_epoch")
_HOOKS = [f"{name}_{end}" for name in (*_BATCH_HOOKS, "on_train", "on_test", "on_predict") for end in ("begin", "end")]


class Callback(_HostObject):
    """Base of all callbacks: a subclass writes the hooks that it needs."""

    _js_class = None
    params = None
    _model = None

    def __init__(self, *args, **keywords):
        if self._js_class is not None:
            self._js = _new(self._js_class, args, keywords)

    @property
    def model(self):
        return self._model

    def set_model(self, model):
        self._model = model

    def set_params(self, params):
        self.params = params

    def on_epoch_begin(self, epoch, logs=None):
        pass

    def on_epoch_end(self, epoch, logs=None):
        pass

    def on_batch_begin(self, batch, logs=None):
        pass

    def on_batch_end(self, batch, logs=None):
        pass

    def on_train_batch_begin(self, batch, logs=None):
        self.on_batch_begin(batch, logs)

    def on_train_batch_end(self, batch, logs=None):
        self.on_batch_end(batch, logs)

    def on_test_batch_begin(self, batch, logs=None):
        pass

    def on_test_batch_end(self, batch, logs=None):
        pass

    def on_predict_batch_begin(self, batch, logs=None):
        pass

    def on_predict_batch_end(self, batch, logs=None):
        pass

    def on_train_begin(self, logs=None):
        pass

    def on_train_end(self, logs=None):
        pass

    def on_test_begin(self, logs=None):
        pass

    def on_test_end(self, logs=None):
        pass

    def on_predict_begin(self, logs=None):
        pass

    def on_predict_end(self, logs=None):
        pass

    def _begin(self, model):
        self.set_model(model)

    def _host_callback(self):
        """What the dialect calls: the hooks that a class of Python writes, and no others."""
        if self._js_class is not None:
            return self._js
        written = [name for name in _HOOKS if getattr(type(self), name) is not getattr(Callback, name)]
        hooks = {_camel_case(name): self._hook(getattr(self, name)) for name in written}
        hooks["setParams"] = _create_proxy(lambda params: self.set_params(_plain(params)))
        return _host.newCallback(_record(hooks))

    def _hook(self, method):
        def hook(*values):
            *counts, js_logs = values
            logs = _numbers(js_logs)
            known = dict(logs)
            method(*counts, logs)
            for name, value in logs.items():
                if known.get(name) != value:
                    _host.setEntry(js_logs, name, float(value))

        return _create_proxy(_remembered(hook))


class History(Callback):
    """The results of every epoch."""

    @classmethod
    def _of(cls, js, model):
        history = cls()
        history.set_model(model)
        history.epoch = list(js.epoch)
        history.history = {name: [float(each) for each in values] for name, values in _host.entriesOf(js.history)}
        history.params = _plain(js.params)
        return history


class LambdaCallback(Callback):
    """Functions as hooks."""

    def __init__(self, **hooks):
        for name, hook in hooks.items():
            if hook is not None:
                setattr(self, name, hook)

    def _host_callback(self):
        hooks = {_camel_case(name): self._hook(hook) for name, hook in vars(self).items() if name in _HOOKS}
        return _host.newCallback(_record(hooks))


class LearningRateScheduler(Callback):
    """A learning rate for each epoch."""

    def __init__(self, schedule, verbose=0):
        self.schedule = schedule
        self.verbose = verbose

    def on_epoch_begin(self, epoch, logs=None):
        rate = float(self.model.optimizer.learning_rate)
        try:
            rate = self.schedule(epoch, rate)
        except TypeError:
            rate = self.schedule(epoch)
        if not isinstance(rate, float):
            from tensorflow._arithmetic import is_tensor

            if not is_tensor(rate):
                raise ValueError(f"The output of the `schedule` function should be a float. Got: {rate}")
        self.model.optimizer.learning_rate = rate
        if self.verbose > 0:
            print(f"\nEpoch {epoch + 1}: LearningRateScheduler setting learning rate to {rate}.")

    def on_epoch_end(self, epoch, logs=None):
        logs["learning_rate"] = float(self.model.optimizer.learning_rate)


def _numbers(js):
    return {name: float(value) for name, value in _host.entriesOf(js)}


def _plain(js):
    return {name: _from_host(value) for name, value in _host.entriesOf(js)}


def _of_dialect(name, js_class):
    def __getattr__(self, member):
        from _duet.bridge import from_host

        if member.startswith("_"):
            raise AttributeError(member)
        return from_host(getattr(self._js, _camel_case(member)))

    return type(name, (Callback,), {"_js_class": js_class, "__module__": "keras.callbacks", "__getattr__": __getattr__})


for _name, _js_class in _host.callbackClasses():
    if _name not in globals():
        globals()[_name] = _of_dialect(_name, _js_class)


class CSVLogger(CSVLogger):  # noqa: F821
    """The results of every epoch, as lines of a file."""

    def __init__(self, filename, separator=",", append=False):
        self._appends = append
        super().__init__(filename, separator=separator, append=append, write=_create_proxy(self._write))

    def _write(self, line):
        begins = not self._appends and self._js.text == line
        with open(self.filename, "w" if begins else "a", newline="") as file:
            file.write(line)


def __getattr__(name):
    raise _missing_name("module 'keras.callbacks'", name, globals())
