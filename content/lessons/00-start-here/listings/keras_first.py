"""A first network in Keras 3: read digits, learn, test."""

# %% data
import keras
from keras import layers

keras.utils.set_random_seed(42)

train, test = keras.datasets.mnist.load_data()
images, labels = train[0][:4000] / 255, train[1][:4000]
test_images, test_labels = test[0][:1000] / 255, test[1][:1000]

# %% network
model = keras.Sequential(
    [
        keras.Input(shape=(28, 28)),
        layers.Flatten(),
        layers.Dense(32, activation="relu"),
        layers.Dense(10),
    ]
)
print(model.count_params())

# %% train
model.compile(
    optimizer="adam",
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    metrics=["accuracy"],
)
model.fit(images, labels, batch_size=32, epochs=3, verbose=0)
# %% test (not recorded)
loss, accuracy = model.evaluate(test_images, test_labels, verbose=0)
print(f"test accuracy {accuracy:.2f}")
