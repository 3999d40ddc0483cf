"""Optimizers: weights after 1, 5 and 20 steps of given gradients, and the arguments by default."""

import keras
import numpy
from keras_case import TRAINING, Numbers, config_of, label

AFTER = (1, 5, 20)
NAMES = ("kernel", "bias")


def steps(kind, note="", schedule=None, excluded=None, **keywords):
    numbers = Numbers(17)
    first = [numbers.normal(2, 3), numbers.normal(3)]
    gradients = [[numbers.normal(2, 3), numbers.normal(3)] for _ in range(max(AFTER))]
    arguments = dict(keywords)
    if schedule:
        arguments["learning_rate"] = getattr(keras.optimizers.schedules, schedule[0])(*schedule[1])
    optimizer = getattr(keras.optimizers, kind)(**arguments)
    variables = [keras.Variable(value, name=name) for value, name in zip(first, NAMES, strict=True)]
    optimizer.build(variables)
    if excluded:
        optimizer.exclude_from_weight_decay(var_names=excluded)
    weights = {}
    for step in range(1, max(AFTER) + 1):
        optimizer.apply([keras.ops.convert_to_tensor(value) for value in gradients[step - 1]], variables)
        if step in AFTER:
            weights[str(step)] = [variable.numpy() for variable in variables]
    return {
        "name": label(kind, keywords) + note,
        "class": kind,
        "keywords": keywords,
        "schedule": schedule,
        "first": first,
        "gradients": gradients,
        "tolerance": TRAINING / 10,
        "weights": weights,
        "excluded": excluded,
        "iterations": int(optimizer.iterations),
        "config": config_of(optimizer),
    }


def cases():
    names = ["SGD", "Adam", "AdamW", "RMSprop", "Adagrad", "Adadelta", "Adamax", "Nadam", "Lion"]
    return [
        *[steps(name) for name in names],
        *[steps(name, learning_rate=0.1) for name in names],
        steps("SGD", learning_rate=0.05, momentum=0.9),
        steps("SGD", learning_rate=0.05, momentum=0.9, nesterov=True),
        steps("SGD", learning_rate=0.05, weight_decay=0.01),
        steps("SGD", learning_rate=0.1, clipnorm=0.5),
        steps("SGD", learning_rate=0.1, clipvalue=0.3),
        steps("SGD", learning_rate=0.1, global_clipnorm=0.5),
        steps("SGD", learning_rate=0.1, use_ema=True, ema_momentum=0.8, ema_overwrite_frequency=4),
        steps("Adam", learning_rate=0.05, amsgrad=True),
        steps("Adam", learning_rate=0.05, beta_1=0.8, beta_2=0.95, epsilon=1e-3),
        steps("Adam", learning_rate=0.05, epsilon=0.1, weight_decay=0.02),
        steps("AdamW", learning_rate=0.05, weight_decay=0.1),
        steps("RMSprop", learning_rate=0.02, rho=0.8, momentum=0.5),
        steps("RMSprop", learning_rate=0.02, centered=True),
        steps("RMSprop", learning_rate=0.02, epsilon=0.1),
        steps("Adagrad", learning_rate=0.1, initial_accumulator_value=0.5),
        steps("Adadelta", learning_rate=1.0, rho=0.9, epsilon=1e-4),
        steps("Lion", learning_rate=0.01, beta_1=0.8, weight_decay=0.1),
        steps("SGD", learning_rate=0.1, gradient_accumulation_steps=3, weight_decay=0.05, loss_scale_factor=2.0),
        steps("Adam", learning_rate=0.1, gradient_accumulation_steps=2, use_ema=True, ema_overwrite_frequency=3),
        steps("Nadam", learning_rate=0.1, gradient_accumulation_steps=2, clipnorm=0.5),
        steps("SGD", " without decay of biases", learning_rate=0.1, weight_decay=0.1, excluded=["bias"]),
        steps("SGD", learning_rate=0.1, clipnorm=-1.0),
        steps("Ftrl", learning_rate=0.1, l1_regularization_strength=0.01, l2_regularization_strength=0.02, beta=0.1),
        steps("Lamb", learning_rate=0.1, weight_decay=0.01),
        steps("SGD", " with ExponentialDecay", ["ExponentialDecay", [0.1, 4, 0.5]]),
        steps("Adam", " with PiecewiseConstantDecay", ["PiecewiseConstantDecay", [[3, 8], [0.1, 0.05, 0.01]]]),
        steps("SGD", learning_rate=0.05, momentum=0.9, nesterov=True, weight_decay=0.05, clipnorm=0.5),
        steps("Adam", learning_rate=0.05, amsgrad=True, weight_decay=0.05, use_ema=True, ema_overwrite_frequency=3),
        steps("AdamW", " without decay of biases", learning_rate=0.05, weight_decay=0.2, excluded=["bias"]),
        steps("Nadam", " with ExponentialDecay", ["ExponentialDecay", [0.1, 4, 0.5]]),
        steps("Adamax", learning_rate=0.1, use_ema=True, ema_momentum=0.8, weight_decay=0.05),
    ]
