"""The gradient of a mean of squares in TensorFlow."""

# %% imports
import tensorflow as tf

# %% gradient
x = tf.Variable([1.0, 2.0, 3.0])  # <1>
with tf.GradientTape() as tape:  # <2>
    y = x**2
    z = tf.reduce_mean(y)
gradient = tape.gradient(z, x)  # <3>
print(gradient.numpy())  # <4>

# %% constant
x = tf.constant([1.0, 2.0, 3.0])
with tf.GradientTape() as tape:
    z = tf.reduce_mean(x**2)
print(tape.gradient(z, x))

with tf.GradientTape() as tape:
    tape.watch(x)
    z = tf.reduce_mean(x**2)
print(tape.gradient(z, x).numpy())

# %% outside
x = tf.Variable([1.0, 2.0, 3.0])
z = tf.reduce_mean(x**2)
with tf.GradientTape() as tape:
    pass
print(tape.gradient(z, x))
