"""One training step of one's own, inside of fit."""

# %% imports
import keras
import numpy
import tensorflow as tf
from keras import layers


# %% model
class ClippedModel(keras.Model):
    """Cuts gradients to a length of 1 before the weights move."""

    def train_step(self, data):
        images, labels = data
        with tf.GradientTape() as tape:
            logits = self(images, training=True)
            loss = self.compute_loss(y=labels, y_pred=logits)
        weights = self.trainable_variables
        gradients = tape.gradient(loss, weights)
        gradients, _ = tf.clip_by_global_norm(gradients, 1.0)
        self.optimizer.apply(gradients, weights)
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
            else:
                metric.update_state(labels, logits)
        return {
            metric.name: metric.result()
            for metric in self.metrics
        }


# %% use
inputs = keras.Input(shape=(4,))
model = ClippedModel(inputs, layers.Dense(3)(inputs))
model.compile(
    optimizer="sgd",
    loss=keras.losses.SparseCategoricalCrossentropy(
        from_logits=True
    ),
    metrics=["accuracy"],
)
images, labels = numpy.ones((8, 4)), numpy.zeros(8)
history = model.fit(images, labels, epochs=3, verbose=0)
print("trained for", len(history.epoch), "epochs by fit")
print("it reports", sorted(history.history))
