# %% eager
import tensorflow as tf


def f(x):
    return tf.sin(x) + 1


print(tf.executing_eagerly(), float(f(tf.constant(0.0))))

# %% graph
compiled = tf.function(f)
graph = compiled.get_concrete_function(tf.constant(0.0)).graph
print([operation.type for operation in graph.get_operations()])
print(float(compiled(tf.constant(0.0))))
