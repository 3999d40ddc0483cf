"""Fashion-MNIST with compile and fit: Keras runs the loop."""

# %% data and model
import keras
from keras import layers

keras.utils.set_random_seed(42)
train, test = keras.datasets.fashion_mnist.load_data()
train_images, train_labels = train[0] / 255, train[1]
test_images, test_labels = test[0] / 255, test[1]

model = keras.Sequential(
    [
        keras.Input(shape=(28, 28)),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10),
    ]
)

# %% train
model.compile(
    optimizer="adam",
    loss=keras.losses.SparseCategoricalCrossentropy(
        from_logits=True
    ),
    metrics=["accuracy"],
)
model.fit(train_images, train_labels, epochs=2)
model.evaluate(test_images, test_labels)
