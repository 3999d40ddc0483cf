"""What tf.function makes of the steps that the eager-and-graph widget tries, in five calls each."""

import keras
import numpy
import tensorflow as tf

CALLS = 5
WEIGHT = tf.range(1.0, 5.0)


class World:
    """What lies outside of the steps, and changes between them."""

    rate = tf.Variable(0.1)
    noise = tf.zeros([4])


def schedule(weight):
    return weight - World.rate * weight


def logs_loss(weight):
    loss = tf.reduce_sum(weight)
    print(loss.numpy())
    return weight - 0.1 * loss


def host_number(weight, call):
    return weight - weight * (0.1 / call)


def host_index(weight, call):
    return weight - weight[call % 4]


def grows(weight, call):
    value = weight
    for _ in range(call):
        value = value * weight
    return value


def outside_tensor(weight):
    return weight + World.noise


STEPS = {
    "schedule": (schedule, False),
    "logs-loss": (logs_loss, False),
    "host-number": (host_number, True),
    "host-index": (host_index, True),
    "grows": (grows, True),
    "outside-tensor": (outside_tensor, False),
}


def outcome_of(step, is_counted):
    """Graphs that were traced, whether each call gave what the step gives without them, and what was raised."""
    traced = tf.function(step)
    is_right = True
    for call in range(1, CALLS + 1):
        World.rate.assign(0.1 / call)
        World.noise = tf.fill([4], float(call))
        arguments = (WEIGHT, call) if is_counted else (WEIGHT,)
        try:
            found = traced(*arguments)
        except (AttributeError, NotImplementedError) as error:
            return {"graphs": 0, "isRight": False, "error": type(error).__name__}
        is_right = is_right and bool(numpy.allclose(found, step(*arguments)))
    return {"graphs": traced.experimental_get_tracing_count(), "isRight": is_right, "error": None}


def graphs_of_training():
    """Graphs of a whole training step, as the widget shows its code."""
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
    loss_function = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer = keras.optimizers.Adam()

    def step(images, labels):
        with tf.GradientTape() as tape:
            logits = model(images, training=True)
            loss = loss_function(labels, logits)
        weights = model.trainable_variables
        gradients = tape.gradient(loss, weights)
        optimizer.apply(gradients, weights)
        return loss

    optimizer.build(model.trainable_variables)
    traced = tf.function(step)
    for _ in range(CALLS):
        traced(tf.ones([3, 4]), tf.constant([0, 1, 0]))
    return traced.experimental_get_tracing_count()


def cases():
    tried = [{"name": name, **outcome_of(*step)} for name, step in STEPS.items()]
    return [*tried, {"name": "training-step", "graphs": graphs_of_training()}]
