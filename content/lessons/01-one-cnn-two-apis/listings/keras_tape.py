"""One training step in TensorFlow, by itself."""

import tensorflow as tf


def train_step(
    model, loss_function, optimizer, images, labels
):
    """Train any Keras model on one batch."""
    # Forward, recorded on the tape.
    with tf.GradientTape() as tape:
        logits = model(images, training=True)
        loss = loss_function(labels, logits)

    # Backward, then move the weights.
    weights = model.trainable_variables
    gradients = tape.gradient(loss, weights)
    optimizer.apply(gradients, weights)
    return loss
