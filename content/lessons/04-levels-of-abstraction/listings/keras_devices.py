"""Two layers on two devices in TensorFlow."""

# %% devices
import keras
import tensorflow as tf

# Without a second device the CPU may count as two.
[cpu] = tf.config.list_physical_devices("CPU")
tf.config.set_logical_device_configuration(
    cpu, [tf.config.LogicalDeviceConfiguration()] * 2
)
first, second = "/CPU:0", "/CPU:1"  # <1>

# %% model
with tf.device(first):  # <2>
    net1 = keras.layers.Dense(10, activation="relu")
    net1.build((None, 10))
with tf.device(second):
    net2 = keras.layers.Dense(5)
    net2.build((None, 10))


def model(x):
    with tf.device(first):
        x = net1(x)
    with tf.device(second):
        return net2(x)  # <3>


# %% step
optimizer = keras.optimizers.SGD(learning_rate=0.001)
weights = net1.trainable_variables + net2.trainable_variables
x, y = tf.random.normal((20, 10)), tf.random.normal((20, 5))
with tf.GradientTape() as tape:
    output = model(x)
    loss = tf.reduce_mean((output - y) ** 2)
optimizer.apply(tape.gradient(loss, weights), weights)  # <4>

print(net1.kernel.value.device.rpartition("/")[2])
print(net2.kernel.value.device.rpartition("/")[2])
print(output.device.rpartition("/")[2])
