"""Lesson 2 in Keras 3: the source's network for handwritten digits."""

# %% imports
import keras
import matplotlib.pyplot as plt
from keras import layers

keras.utils.set_random_seed(42)

# %% data
train, test = keras.datasets.mnist.load_data()
train_images, train_labels = train
test_images, test_labels = test

# %% reshape
train_images = train_images.reshape(-1, 28, 28, 1)
test_images = test_images.reshape(-1, 28, 28, 1)
print(train_images.shape[1:])

# %% one-hot
train_targets = keras.utils.to_categorical(train_labels)
test_targets = keras.utils.to_categorical(test_labels)
print(keras.utils.to_categorical(3, 10))

# %% scaling
train_images = train_images.astype("float32") / 255
test_images = test_images.astype("float32") / 255
print(train_images.min(), train_images.max())

# %% model
model = keras.Sequential(
    [
        keras.Input(shape=(28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(1024, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ]
)
print(model.count_params())

# %% compile
model.compile(
    optimizer="sgd",  # a learning rate of 0.01
    loss="categorical_crossentropy",
    metrics=["accuracy"],
)

# %% fit
history = model.fit(
    train_images,
    train_targets,
    validation_split=0.3,
    epochs=5,
)

# %% curves
plt.plot(history.history["loss"], label="training")
plt.plot(history.history["val_loss"], label="validation")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend()
plt.show()

# %% evaluate
test_loss, test_accuracy = model.evaluate(test_images, test_targets)
print(f"test loss {test_loss:.4f}, test accuracy {test_accuracy:.4f}")
