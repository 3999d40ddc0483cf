"""Losses: values with every option, and the gradients with respect to the predictions."""

import keras
import numpy
import tensorflow as tf
from keras_case import REDUCTION, Numbers, config_of, label

LABELS = numpy.array([2, 0, 1, 2], dtype="int32")


def loss(kind, y_true, y_pred, weight=None, note="", **keywords):
    made = getattr(keras.losses, kind)(**keywords)
    predictions = tf.Variable(y_pred)
    with tf.GradientTape() as tape:
        value = made(y_true, predictions, sample_weight=weight)
        total = tf.reduce_sum(value)
    return {
        "name": label(kind, keywords) + (" weighted" if weight is not None else "") + note,
        "class": kind,
        "keywords": keywords,
        "y_true": y_true,
        "y_pred": y_pred,
        "sample_weight": weight,
        "tolerance": REDUCTION,
        "value": value,
        "gradient": tf.convert_to_tensor(tape.gradient(total, predictions)),
        "config": config_of(made),
    }


def cases():
    numbers = Numbers(5)
    one_hot = numpy.eye(3, dtype="float32")[LABELS]
    logits, probabilities = numbers.normal(4, 3) * 3, numbers.probabilities(4, 3)
    binary, scores = numpy.float32([[0, 1], [1, 1], [0, 0]]), numbers.uniform(3, 2)
    targets, outputs = numbers.normal(3, 4), numbers.normal(3, 4)
    weight = numpy.float32([0.5, 2.0, 0.0, 1.5])
    regression = [
        "MeanSquaredError", "MeanAbsoluteError", "MeanAbsolutePercentageError", "MeanSquaredLogarithmicError",
        "Huber", "LogCosh", "CosineSimilarity", "KLDivergence", "Poisson",
    ]  # fmt: skip
    positive = {"MeanSquaredLogarithmicError", "KLDivergence", "Poisson"}
    pair = lambda kind: (numbers.uniform(3, 4), numbers.uniform(3, 4)) if kind in positive else (targets, outputs)
    hard = numpy.float32([[1, 0, 0], [0.5, 0.5, 0], [0, 1, 0], [0.2, 0.3, 0.5]])
    far = numpy.float32([[40, -40, 30], [-500, 0, 700], [1, 2, 3], [0, 0, 0]])
    reductions = ["sum_over_batch_size", "sum", "mean", "none", "mean_with_sample_weight"]
    return [
        *[loss(kind, *pair(kind)) for kind in regression],
        *[loss(kind, *pair(kind), weight=weight[:3]) for kind in regression],
        *[loss("MeanSquaredError", targets, outputs, reduction=reduction) for reduction in reductions],
        *[loss("MeanSquaredError", targets, outputs, weight=weight[:3], reduction=each) for each in reductions],
        loss("MeanSquaredError", targets[:, 0], outputs[:, :1], note=" of [3] and [3, 1]"),
        loss("MeanSquaredError", targets[:, :1], outputs[:, :1], weight=weight[:3, None], note=" by [3, 1]"),
        loss("MeanAbsoluteError", numpy.float32([[1, 2]]), numpy.float32([[1, 3]]), note=" of equal numbers"),
        loss("Huber", targets, outputs, delta=0.5),
        loss("CosineSimilarity", targets, outputs, axis=0),
        *[loss(kind, binary, scores) for kind in ["Hinge", "SquaredHinge"]],
        *[loss(kind, binary * 2 - 1, scores, note=" of -1 and 1") for kind in ["Hinge", "SquaredHinge"]],
        loss("CategoricalHinge", one_hot, logits),
        loss("CategoricalHinge", one_hot, logits, weight=weight),
        loss("SparseCategoricalCrossentropy", LABELS, probabilities),
        loss("SparseCategoricalCrossentropy", LABELS, hard, note=" of zeros"),
        loss("SparseCategoricalCrossentropy", LABELS, logits, from_logits=True),
        loss("SparseCategoricalCrossentropy", LABELS, far, from_logits=True, note=" far apart"),
        loss("SparseCategoricalCrossentropy", LABELS[:, None], logits, weight=weight, from_logits=True),
        loss("SparseCategoricalCrossentropy", LABELS, logits, from_logits=True, reduction="none"),
        loss("SparseCategoricalCrossentropy", LABELS, logits, from_logits=True, ignore_class=1, reduction="none"),
        loss("SparseCategoricalCrossentropy", LABELS.reshape(2, 2), logits.reshape(2, 2, 3), from_logits=True, note=" of sequences"),
        loss("CategoricalCrossentropy", one_hot, probabilities),
        loss("CategoricalCrossentropy", one_hot, hard, note=" of zeros"),
        loss("CategoricalCrossentropy", one_hot, probabilities * 3, note=" not adding up to 1"),
        loss("CategoricalCrossentropy", one_hot, logits, from_logits=True, label_smoothing=0.1),
        loss("CategoricalCrossentropy", one_hot, probabilities, label_smoothing=0.2, weight=weight),
        loss("CategoricalCrossentropy", one_hot, logits, from_logits=True, reduction="sum", weight=weight),
        loss("CategoricalFocalCrossentropy", one_hot, probabilities),
        loss("CategoricalFocalCrossentropy", one_hot, logits, from_logits=True, alpha=0.5, gamma=1.0),
        loss("BinaryCrossentropy", binary, scores),
        loss("BinaryCrossentropy", binary, numpy.float32([[0, 1], [1, 0], [0.5, 0]]), note=" of zeros and ones"),
        loss("BinaryCrossentropy", binary, logits[:3, :2], from_logits=True),
        loss("BinaryCrossentropy", binary, logits[:3, :2] * 40, from_logits=True, note=" far apart"),
        loss("BinaryCrossentropy", binary, scores, label_smoothing=0.2, weight=weight[:3]),
        loss("BinaryCrossentropy", binary, logits[:3, :2], from_logits=True, reduction="none"),
        loss("BinaryFocalCrossentropy", binary, scores),
        loss("BinaryFocalCrossentropy", binary, scores, apply_class_balancing=True, alpha=0.4, gamma=3.0),
        loss("CategoricalFocalCrossentropy", one_hot, probabilities, alpha=[0.2, 0.5, 0.9]),
        loss("CategoricalFocalCrossentropy", one_hot, logits, from_logits=True, axis=0),
        *[
            loss("SparseCategoricalCrossentropy", LABELS, logits, each, from_logits=True, ignore_class=2, reduction=reduction)
            for reduction in ("sum_over_batch_size", "mean_with_sample_weight", "sum")
            for each in (None, weight)
        ],
        *[loss(kind, binary[:, 0], scores[:, :1], note=" of [3] and [3, 1]") for kind in ("Hinge", "BinaryCrossentropy")],
        loss("Hinge", binary * 2 - 1, numpy.float32([[1, -1], [1, 0], [-1, 0.5]]), note=" at the margin"),
        loss("CategoricalHinge", one_hot, numpy.float32(one_hot), note=" at the margin"),
        *[loss(kind, binary, scores) for kind in ("Dice", "Tversky")],
        loss("Dice", binary, scores, axis=1, reduction="none"),
        loss("Circle", LABELS, keras.utils.normalize(logits), gamma=10.0),
        loss("CategoricalGeneralizedCrossEntropy", LABELS, probabilities, q=0.3),
        loss("Tversky", binary, scores, alpha=0.3, beta=0.7, axis=[1], weight=weight[:3]),
    ]
