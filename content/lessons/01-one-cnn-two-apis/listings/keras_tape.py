"""One training step in TensorFlow, by itself."""

import tensorflow as tf


def train_step(
    model, loss_function, optimizer, images, labels
):
    """Train any Keras model on one batch."""
    # Forward, recorded on the tape.
    with tf.GradientTape() as tape:  # <1>
        logits = model(images, training=True)  # <2>
        loss = loss_function(labels, logits)

    # Backward, then move the weights.
    weights = model.trainable_variables
    gradients = tape.gradient(loss, weights)  # <1>
    optimizer.apply(gradients, weights)  # <3>
    return loss
