"""One function in TensorFlow, eagerly and as a graph."""

# %% function
import tensorflow as tf


def square_sum(x):
    print("  Python is here, eager:", tf.executing_eagerly())
    return tf.reduce_sum(x * x)


# %% eager
for size in (3, 3, 4):
    print("size", size)
    square_sum(tf.ones(size))

# %% graph
traced = tf.function(square_sum)  # <1>
for size in (3, 3, 4, 5):
    print("size", size)
    traced(tf.ones(size))  # <2>

# %% read it
graph = traced.get_concrete_function(tf.ones(3)).graph
print([node.type for node in graph.get_operations()])  # <3>
