"""A network with one hidden layer and dropout for MNIST, in Keras."""

# %% imports
import keras
from keras import layers

keras.utils.set_random_seed(42)

# %% data
data = keras.datasets.mnist.load_data()
(train_images, train_labels), test = data
test_images, test_labels = test
train_images = train_images / 255.0  # <1>
test_images = test_images / 255.0

# %% model
model = keras.Sequential(
    [
        keras.Input(shape=(28, 28)),  # <2>
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dropout(0.2),
        layers.Dense(10),
    ]
)
print(model.count_params())

# %% train
model.compile(
    optimizer="adam",
    loss=keras.losses.SparseCategoricalCrossentropy(
        from_logits=True  # <3>
    ),
    metrics=["accuracy"],
)
model.fit(  # <4>
    train_images,
    train_labels,
    epochs=5,
    validation_split=0.1,
    verbose=0,
)

# %% test
loss, accuracy = model.evaluate(  # <5>
    test_images, test_labels, verbose=0
)
print(f"test accuracy {accuracy:.3f}")
