"""keras.KerasTensor: what a model computes, before there are values."""

from _duet.bridge import converts_from_host
from weakref import WeakValueDictionary

from keras._host import HostObject
from tensorflow._tensor import host

_NO_INPUT_OF_TENSORFLOW = """A KerasTensor cannot be used as input to a TensorFlow function. A KerasTensor is a symbolic \
placeholder for a shape and dtype, used when constructing Keras Functional models or Keras Functions. You can only use it as \
input to a Keras layer or a Keras operation (from the namespaces `keras.layers` and `keras.ops`). You are likely doing \
something like:

```
x = Input(...)
...
tf_fn(x)  # Invalid.
```

What you should do instead is wrap `tf_fn` in a layer:

```
class MyLayer(Layer):
    def call(self, x):
        return tf_fn(x)

x = MyLayer()(x)
```
"""
_known = WeakValueDictionary()


class KerasTensor(HostObject):
    """A tensor of a model without values."""

    @property
    def shape(self):
        from _duet.bridge import from_host

        return tuple(from_host(each) for each in self._js.shape)

    @property
    def dtype(self):
        return self._js.dtype

    @property
    def ndim(self):
        return len(self.shape)

    @property
    def name(self):
        return self._name

    def _as_tensor(self):
        raise ValueError(_NO_INPUT_OF_TENSORFLOW)

    def __array__(self, *_, **__):
        raise ValueError("A KerasTensor is symbolic: it's a placeholder for a shape an a dtype. It doesn't have any "
                         "actual numerical value. You cannot convert it to a NumPy array.")

    def __repr__(self):
        return f"<KerasTensor shape={self.shape}, dtype={self.dtype}, sparse=False, ragged=False, name={self.name}>"


@converts_from_host("keras.KerasTensor")
def _tensor_from_host(js):
    number = host.numberOf(js)
    tensor = _known.get(number)
    if tensor is None:
        tensor = KerasTensor.__new__(KerasTensor)
        tensor._js = js
        own = host.nameOfInput(js)
        tensor._name = host.uniqueName("keras_tensor") if host.isNull(own) else own
        _known[number] = tensor
    return tensor
