"""Two constants and their sum in TensorFlow: eagerly, then as a graph."""

# %% imports
import tensorflow as tf

# %% eager
a = tf.constant(2.0)
b = tf.constant(3.0)
c = tf.add(a, b)
print(c)


# %% graph
@tf.function  # <1>
def add(a, b):
    print("Python runs")  # <2>
    return tf.add(a, b)


print(add(a, b))
print(add(b, b))

# %% nodes
graph = add.get_concrete_function(a, b).graph
for node in graph.get_operations():
    inputs = [edge.op.name for edge in node.inputs]
    print(node.type, node.name, inputs)  # <3>
