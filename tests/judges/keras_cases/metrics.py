"""Metrics over a stream of batches: the result after each, and after a reset."""

import keras
import numpy
from keras_case import REDUCTION, Numbers, label


CONDITIONS = ("TruePositive", "FalsePositive", "TrueNegative", "FalseNegative")


def stream(kind, batches, weights=None, note="", **keywords):
    metric = getattr(keras.metrics, kind)(**keywords)
    results = []
    for index, batch in enumerate(batches):
        weight = None if weights is None else weights[index][: len(batch[0])]
        metric.update_state(*batch, **({} if weight is None else {"sample_weight": weight}))
        results.append(numpy.array(metric.result()))
    metric.reset_state()
    metric.update_state(*batches[-1])
    return {
        "name": label(kind, keywords) + (" weighted" if weights else "") + note,
        "class": kind,
        "keywords": keywords,
        "batches": [list(batch) for batch in batches],
        "sample_weights": None if weights is None else [w[: len(b[0])] for w, b in zip(weights, batches)],
        "tolerance": REDUCTION,
        "metric": metric.name,
        "results": results,
        "after_reset": numpy.array(metric.result()),
    }


def cases():
    numbers = Numbers(9)
    sizes = [4, 3, 2]
    weights = [numbers.uniform(4) for _ in sizes]
    classes = [(numbers.integers(5, size), numbers.probabilities(size, 5)) for size in sizes]
    columns = [(labels[:, None], predictions) for labels, predictions in classes]
    one_hot = [(numpy.eye(5, dtype="float32")[labels], predictions) for labels, predictions in classes]
    binary = [(numpy.float32(numbers.integers(2, size, 1)), numbers.uniform(size, 1)) for size in sizes]
    several = [(numpy.float32(numbers.integers(2, size, 3)), numbers.uniform(size, 3)) for size in sizes]
    regression = [(numbers.uniform(size, 2), numbers.uniform(size, 2)) for size in sizes]
    values = [(numbers.normal(size),) for size in sizes]
    edges = [(numpy.float32([0, 1, 0, 1, 1]), numpy.float32([0, 0.25, 0.5, 0.75, 1]))]
    pairs = [(numbers.integers(3, size), numbers.integers(3, size)) for size in sizes]
    whole = [numbers.integers(3, size) for size in sizes]
    return [
        *[stream(kind, values) for kind in ["Mean", "Sum"]],
        *[stream(kind, values, weights) for kind in ["Mean", "Sum"]],
        stream("Accuracy", [(numbers.integers(2, 4), numbers.integers(2, 4))]),
        stream("BinaryAccuracy", binary),
        stream("BinaryAccuracy", binary, weights, threshold=0.3),
        stream("CategoricalAccuracy", one_hot),
        stream("SparseCategoricalAccuracy", classes),
        stream("SparseCategoricalAccuracy", columns, weights),
        stream("TopKCategoricalAccuracy", one_hot, k=2),
        stream("SparseTopKCategoricalAccuracy", classes, weights, k=3),
        *[stream(kind, binary) for kind in ["Precision", "Recall", "AUC"]],
        *[stream(kind, several, weights) for kind in ["Precision", "Recall"]],
        *[stream(kind, binary, thresholds=[0.2, 0.5, 0.8]) for kind in ["Precision", "Recall"]],
        stream("Precision", several, class_id=1),
        stream("Recall", several, top_k=2),
        stream("Precision", several, top_k=1, class_id=0),
        stream("AUC", binary, weights),
        stream("AUC", binary, curve="PR"),
        stream("AUC", binary, num_thresholds=10, summation_method="majoring"),
        stream("AUC", binary, num_thresholds=10, curve="PR", summation_method="minoring"),
        *[
            stream(kind, regression, weights)
            for kind in [
                "MeanSquaredError", "MeanAbsoluteError", "RootMeanSquaredError", "MeanAbsolutePercentageError",
                "MeanSquaredLogarithmicError", "CosineSimilarity", "LogCoshError", "KLDivergence", "Poisson", "Hinge",
                "SquaredHinge", "CategoricalHinge",
            ]
        ],  # fmt: skip
        stream("BinaryCrossentropy", binary),
        stream("BinaryCrossentropy", binary, from_logits=True, label_smoothing=0.1),
        stream("CategoricalCrossentropy", one_hot, weights),
        stream("SparseCategoricalCrossentropy", classes, from_logits=True),
        stream("F1Score", one_hot),
        stream("F1Score", one_hot, average="macro"),
        stream("F1Score", one_hot, weights, average="weighted"),
        stream("F1Score", several, average="micro", threshold=0.5),
        stream("FBetaScore", one_hot, beta=2.0, average="macro"),
        *[stream(f"{kind}s", several, weights) for kind in CONDITIONS],
        stream("TruePositives", binary, thresholds=[0.2, 0.8]),
        stream("Precision", edges, thresholds=[0.0, 0.25, 0.5, 0.75, 1.0]),
        stream("AUC", edges, num_thresholds=5),
        stream("AUC", several, weights, num_thresholds=8, multi_label=True, num_labels=3, label_weights=[0.2, 0.5, 1.0]),
        stream("AUC", several, num_thresholds=8, curve="PR", multi_label=True, num_labels=3),
        stream("AUC", binary, thresholds=[0.7, 0.3]),
        stream("SensitivityAtSpecificity", binary, specificity=0.5, num_thresholds=9),
        stream("SpecificityAtSensitivity", binary, sensitivity=0.5, num_thresholds=9),
        stream("PrecisionAtRecall", binary, weights, recall=0.5, num_thresholds=9),
        stream("RecallAtPrecision", binary, precision=0.5, num_thresholds=9),
        stream("MeanIoU", pairs, num_classes=3),
        stream("MeanIoU", pairs, [size + 1 for size in whole], num_classes=3, ignore_class=1),
        stream("IoU", pairs, num_classes=3, target_class_ids=[0, 2]),
        stream("BinaryIoU", several, threshold=0.4),
        stream("OneHotMeanIoU", one_hot, num_classes=5),
        stream("R2Score", regression),
        stream("R2Score", regression, weights, class_aggregation="variance_weighted_average"),
        stream("PearsonCorrelation", regression, axis=0),
        stream("ConcordanceCorrelation", regression, axis=0),
        stream("KLDivergence", [(labels[:, 0], outputs[:, :1]) for labels, outputs in regression], note=" of [N] and [N, 1]"),
        stream("SparseCategoricalCrossentropy", classes, weights, ignore_class=2),
    ]
