"""keras.losses."""

import inspect as _inspect

from _duet.bridge import call as _call
from _duet.bridge import converts_from_host as _converts_from_host

from keras._host import OLDER_LOSSES as _OLDER_LOSSES
from keras._host import HostObject as _HostObject
from keras._host import namespace as _namespace
from keras._host import new as _new
from keras._host import python_function as _python_function
from tensorflow._tensor import Tensor as _Tensor
from tensorflow._tensor import constant as _constant
from tensorflow._tensor import host as _host
from tensorflow._trace import recorded as _recorded


class Loss(_HostObject):
    """A loss of every sample, and their mean; a subclass of Python writes `call(y_true, y_pred)`."""

    _js_class = None

    def __init__(self, *args, **keywords):
        if self._js_class is not None:
            self._js = _new(self._js_class, args, keywords)
        else:
            name = keywords.get("name") or (args[0] if args else None) or _host.nameForClass(type(self).__name__)
            reduction = keywords.get("reduction", "sum_over_batch_size")
            self._js = _host.newLoss(_python_function(lambda y_true, y_pred: self.call(y_true, y_pred)), name, reduction)

    @property
    def name(self):
        return self._js.name

    @property
    def reduction(self):
        return self._js.reduction

    def __call__(self, y_true, y_pred, sample_weight=None):
        return _loss(self, _values(y_true), _values(y_pred), None if sample_weight is None else _values(sample_weight))

    def call(self, y_true, y_pred):
        return _call(self._js.lossOf, (_values(y_true), _values(y_pred)))

    def get_config(self):
        from keras._layer import _config

        return _config(self._js.getConfig())

    def __repr__(self):
        return f"<LossFunctionWrapper({self.name})>"


@_recorded("PartitionedCall", "loss")
def _loss(loss, y_true, y_pred, sample_weight):
    return _call(loss._js.call, (y_true, y_pred) if sample_weight is None else (y_true, y_pred, sample_weight))


def _values(value):
    from keras._host import as_input

    return as_input(value)


for _name, _js_class in _host.lossClasses():
    globals()[_name] = type(_name, (Loss,), {"_js_class": _js_class, "__module__": "keras.losses"})


@_converts_from_host("keras.Loss")
def _loss_of(js):
    loss = Loss.__new__(Loss)
    loss._js = js
    return loss


__getattr__ = _namespace(_host.keras.losses, "keras.losses", older_names=_OLDER_LOSSES)
