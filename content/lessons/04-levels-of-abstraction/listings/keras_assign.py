"""Item assignment in TensorFlow."""

import tensorflow as tf

x = tf.range(5)
try:
    x[3] = 10  # <1>
except TypeError as error:
    print(error)

y = tf.tensor_scatter_nd_update(x, [[3]], [10])  # <2>
print(y.numpy(), x.numpy())

v = tf.Variable(x)
v[3].assign(10)  # <3>
print(v.numpy())
