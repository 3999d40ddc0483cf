"""A line through a hundred points, by gradient descent in TensorFlow."""

# %% imports
import keras
import matplotlib.pyplot as plt
import tensorflow as tf

keras.utils.set_random_seed(42)

# %% data
x = 2 * keras.random.uniform((100, 1))
noise = keras.random.normal((100, 1))
y = 4 + 3 * x + 0.1 * noise

# %% model
model = keras.Sequential(
    [keras.Input(shape=(1,)), keras.layers.Dense(1)]  # <1>
)
optimizer = keras.optimizers.SGD(learning_rate=0.01)
loss_function = keras.losses.MeanSquaredError()

# %% train
weights = model.trainable_variables
for epoch in range(1, 1001):
    with tf.GradientTape() as tape:  # <3>
        loss = loss_function(y, model(x))  # <2>
    gradients = tape.gradient(loss, weights)  # <4>
    optimizer.apply(gradients, weights)  # <5>
    if epoch % 100 == 0:
        print(f"{epoch:4} {loss:.4f}")

# %% result
slope, intercept = weights
print(f"slope {slope.numpy().item():.3f}")
print(f"intercept {intercept.numpy().item():.3f}")

# %% plot
plt.scatter(x, y)
plt.plot(x, model(x), color="red")
plt.show()
