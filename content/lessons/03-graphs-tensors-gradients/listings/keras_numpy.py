"""A TensorFlow tensor to NumPy and back."""

# %% imports
import numpy as np
import tensorflow as tf

# %% there
x = tf.constant([1, 2, 3])
array = x.numpy()
print(x)
print(array, array.dtype)  # <1>

# %% change
array[0] = 99
print(x)  # <2>

# %% back
again = tf.constant(array)
array[1] = 99
print(again)  # <3>

# %% view
window = np.asarray(x)
print(window.flags.writeable)  # <4>
