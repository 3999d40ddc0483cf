"""Lesson 4 in Keras: one network at three levels."""

# %% imports
import keras
from keras import layers

# %% sequential
sequential = keras.Sequential(  # <1>
    [
        keras.Input(shape=(28, 28)),  # <2>
        layers.Flatten(),
        layers.Dense(128, activation="relu"),  # <3>
        layers.Dense(10),
    ]
)
print(sequential.count_params())

# %% functional
flatten = layers.Flatten()
hidden = layers.Dense(128, activation="relu")
output = layers.Dense(10)

images = keras.Input(shape=(28, 28))  # <1>
x = flatten(images)
x = hidden(x)
logits = output(x)

functional = keras.Model(images, logits)  # <2>
print(functional.count_params())


# %% subclass
class Perceptron(keras.Model):  # <1>
    def __init__(self):
        super().__init__()
        self.flatten = layers.Flatten()
        self.hidden = layers.Dense(128, activation="relu")
        self.logits = layers.Dense(10)  # <2>

    def call(self, images):  # <3>
        x = self.flatten(images)
        x = self.hidden(x)
        return self.logits(x)


subclassed = Perceptron()
subclassed(keras.ops.zeros((1, 28, 28)))  # <4>
print(subclassed.count_params())
