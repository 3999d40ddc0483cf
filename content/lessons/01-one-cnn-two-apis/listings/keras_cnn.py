"""Lesson 1 in Keras 3: load CIFAR-10, build the network, train it, test it."""

# %% imports
import keras
import matplotlib.pyplot as plt
from keras import layers

keras.utils.set_random_seed(42)

# %% data
train, test = keras.datasets.cifar10.load_data()
train_images, train_labels = train
test_images, test_labels = test
print(train_images.shape, train_labels.shape)

train_images = train_images.astype("float32") / 255  # 0 to 255 -> 0 to 1
test_images = test_images.astype("float32") / 255

class_names = (
    "airplane automobile bird cat deer dog frog horse ship truck".split()
)

# %% grid
figure, axes = plt.subplots(5, 5, figsize=(8, 8))
for axis, image, label in zip(axes.flat, train_images, train_labels):
    axis.imshow(image)
    axis.set_title(class_names[label[0]])
    axis.axis("off")
plt.show()

# %% model
model = keras.Sequential(
    [
        keras.Input(shape=(32, 32, 3)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.Flatten(),
        layers.Dense(64, activation="relu"),
        layers.Dense(10),  # ten raw scores: logits
    ]
)
model.summary()

# %% compile by strings
model.compile(
    optimizer="adam",
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)

# %% compile by objects
model.compile(
    optimizer=keras.optimizers.Adam(learning_rate=1e-3),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
)

# %% fit
history = model.fit(
    train_images,
    train_labels,
    epochs=10,
    validation_split=0.1,
)

# %% history
plt.plot(history.history["accuracy"], label="training")
plt.plot(history.history["val_accuracy"], label="validation")
plt.xlabel("epoch")
plt.ylabel("accuracy")
plt.legend()
plt.show()

# %% evaluate
test_loss, test_accuracy = model.evaluate(test_images, test_labels)
print(f"test loss {test_loss:.4f}, test accuracy {test_accuracy:.4f}")
