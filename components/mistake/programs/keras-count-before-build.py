# %% before
import keras


class Perceptron(keras.Model):
    def __init__(self):
        super().__init__()
        self.logits = keras.layers.Dense(10)

    def call(self, images):
        return self.logits(images)


model = Perceptron()

# %% wrong
model.count_params()

# %% right
model(keras.ops.zeros((1, 784)))
model.count_params()
