# %% before
import keras  # with TensorFlow below it
import tensorflow as tf

# %% wrong
t = tf.range(5)
t[3] = 10

# %% right
t = tf.range(5)
t = tf.where(tf.range(5) == 3, 10, t)
