"""Training of Sequential models on given weights and data in order: histories, evaluations, predictions, weights."""

import keras
from keras_case import TRAINING, Numbers, sequential, set_weights


def compiled(spec):
    """[class, keywords] of an optimizer, loss or metric, or its name."""
    if isinstance(spec, str):
        return spec
    module, kind, keywords = spec
    return getattr(getattr(keras, module), kind)(**keywords)


def training(name, specs, x, y, compile, fit, seed=1, freeze=(), weight=None, tolerance=TRAINING):
    keras.utils.clear_session()
    model = sequential(specs)
    for index in freeze:
        model.layers[index].trainable = False
    initial = set_weights(model, Numbers(seed))
    model.compile(
        optimizer=compiled(compile["optimizer"]),
        loss=compiled(compile["loss"]),
        metrics=[compiled(metric) for metric in compile.get("metrics", [])],
        weighted_metrics=[compiled(metric) for metric in compile.get("weighted_metrics", [])] or None,
    )
    keywords = dict(fit)
    if "class_weight" in keywords:
        keywords["class_weight"] = {int(key): value for key, value in keywords["class_weight"].items()}
    history = model.fit(x, y, sample_weight=weight, shuffle=False, verbose=0, **keywords)
    return {
        "name": name,
        "layers": specs,
        "freeze": list(freeze),
        "weights": initial,
        "x": x,
        "y": y,
        "sample_weight": weight,
        "compile": compile,
        "fit": fit,
        "tolerance": tolerance,
        "history": history.history,
        "epoch": history.epoch,
        "evaluation": model.evaluate(x, y, verbose=0, return_dict=True),
        "evaluation_list": model.evaluate(x, y, verbose=0),
        "predictions": model.predict(x, verbose=0),
        "weights_after": model.get_weights(),
        "trainable_count": len(model.trainable_weights),
    }


def cases():
    numbers = Numbers(3)
    x, classes = numbers.normal(20, 4), numbers.integers(3, 20)
    target, binary = numbers.normal(20, 1), numbers.integers(2, 20, 1)
    images, labels = numbers.uniform(12, 8, 8, 2), numbers.integers(4, 12)
    one_hot = keras.utils.to_categorical(classes, 3).astype("float32")
    adam = ["optimizers", "Adam", {"learning_rate": 0.02}]
    sgd = ["optimizers", "SGD", {"learning_rate": 0.05}]
    logits = ["losses", "SparseCategoricalCrossentropy", {"from_logits": True}]
    dense = lambda units, **keywords: ["Dense", {"units": units, **keywords}]
    net = [["Input", {"shape": [4]}], dense(6, activation="relu"), dense(3)]
    softmax = [["Input", {"shape": [4]}], dense(6, activation="tanh"), dense(3, activation="softmax")]
    line = [["Input", {"shape": [4]}], dense(1)]
    yes_no = [["Input", {"shape": [4]}], dense(1, activation="sigmoid")]
    conv = [
        ["Input", {"shape": [8, 8, 2]}],
        ["Conv2D", {"filters": 3, "kernel_size": 3, "activation": "relu"}],
        ["MaxPooling2D", {}],
        ["Flatten", {}],
        dense(4),
    ]
    normed = [["Input", {"shape": [4]}], dense(5), ["BatchNormalization", {}], ["ReLU", {}], dense(3)]
    weight = numbers.uniform(20)
    tokens, padded = numbers.integers(4, 20, 5), numbers.normal(20, 5, 2)
    padded[:, 3:] = 0
    padded[4:9, 1:] = 0
    return [
        training("linear regression", line, x, target, {"optimizer": sgd, "loss": "mse", "metrics": ["mae"]}, {"epochs": 3}),
        training(
            "a classifier of logits", net, x, classes,
            {"optimizer": adam, "loss": logits, "metrics": ["accuracy"]}, {"epochs": 4, "batch_size": 5},
        ),
        training(
            "a classifier of probabilities", softmax, x, classes,
            {"optimizer": adam, "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]},
            {"epochs": 3, "batch_size": 8},
        ),
        training(
            "one-hot labels", softmax, x, one_hot,
            {"optimizer": sgd, "loss": "categorical_crossentropy", "metrics": ["accuracy", "top_k_categorical_accuracy"]},
            {"epochs": 2},
        ),
        training(
            "a binary classifier", yes_no, x, binary,
            {"optimizer": sgd, "loss": "binary_crossentropy", "metrics": ["accuracy", ["metrics", "AUC", {"name": "auc"}]]},
            {"epochs": 3, "batch_size": 7},
        ),
        training(
            "the last part held back", net, x, classes,
            {"optimizer": adam, "loss": logits, "metrics": ["accuracy"]},
            {"epochs": 3, "batch_size": 6, "validation_split": 0.25},
        ),
        training(
            "validation every second epoch", net, x, classes,
            {"optimizer": sgd, "loss": logits}, {"epochs": 4, "validation_split": 0.3, "validation_freq": 2},
        ),
        training(
            "a convolutional network", conv, images, labels,
            {"optimizer": adam, "loss": logits, "metrics": ["accuracy"]}, {"epochs": 3, "batch_size": 4},
        ),
        training(
            "batch normalization", normed, x, classes,
            {"optimizer": sgd, "loss": logits, "metrics": ["accuracy"]}, {"epochs": 3, "batch_size": 10},
        ),
        training(
            "a frozen layer", normed, x, classes, {"optimizer": sgd, "loss": logits},
            {"epochs": 2, "batch_size": 10}, freeze=[0, 1],
        ),
        training(
            "weighted samples", net, x, classes,
            {"optimizer": sgd, "loss": logits, "metrics": ["accuracy"], "weighted_metrics": ["accuracy"]},
            {"epochs": 2, "batch_size": 8}, weight=weight,
        ),
        training(
            "weighted classes", net, x, classes, {"optimizer": sgd, "loss": logits},
            {"epochs": 2, "batch_size": 8, "class_weight": {"0": 2.0, "2": 0.5}},
        ),
        training(
            "regularizers", [["Input", {"shape": [4]}], dense(5, kernel_regularizer="l2", activation="relu"),
                             dense(1, kernel_regularizer="l1", bias_regularizer="l2")],
            x, target, {"optimizer": sgd, "loss": "mse", "metrics": ["mse"]}, {"epochs": 3, "batch_size": 10},
        ),
        training(
            "an activity regularizer", [["Input", {"shape": [4]}], dense(5, activity_regularizer="l2"), dense(1)],
            x, target, {"optimizer": sgd, "loss": "mse"}, {"epochs": 2, "batch_size": 10},
        ),
        training(
            "constraints", [["Input", {"shape": [4]}], dense(5, kernel_constraint="max_norm", activation="relu"),
                            dense(1, kernel_constraint="non_neg", bias_constraint="unit_norm")],
            x, target, {"optimizer": sgd, "loss": "mse"}, {"epochs": 3, "batch_size": 10},
        ),
        training(
            "fewer steps an epoch is not needed, initial epoch", line, x, target,
            {"optimizer": sgd, "loss": "mse"}, {"epochs": 5, "initial_epoch": 3},
        ),
        training(
            "fewer steps an epoch than there are batches", line, x, target,
            {"optimizer": sgd, "loss": "mse"}, {"epochs": 3, "batch_size": 6, "steps_per_epoch": 2},
        ),
        training(
            "the same metric twice", net, x, classes,
            {"optimizer": sgd, "loss": logits, "metrics": ["accuracy", "accuracy"], "weighted_metrics": ["accuracy"]},
            {"epochs": 1, "validation_split": 0.2},
        ),
        *[
            training(
                f"losses reduced by {reduction}", line, x, target,
                {"optimizer": sgd, "loss": ["losses", "MeanSquaredError", {"reduction": reduction}]},
                {"epochs": 2, "batch_size": 8}, weight=weight,
            )
            for reduction in ["sum", "none", "mean_with_sample_weight"]
        ],
        training(
            "masked steps", [["Input", {"shape": [5], "dtype": "int32"}],
                             ["Embedding", {"input_dim": 4, "output_dim": 2, "mask_zero": True}],
                             ["Bidirectional", {"layer": ["LSTM", {"units": 2, "return_sequences": True}]}],
                             ["GRU", {"units": 2, "return_sequences": True}], dense(3, activation="softmax")],
            tokens, numbers.integers(3, 20, 5),
            {"optimizer": sgd, "loss": "sparse_categorical_crossentropy", "metrics": ["accuracy"]},
            {"epochs": 2, "batch_size": 8},
        ),
        training(
            "steps that a layer masks", [["Input", {"shape": [5, 2]}], ["Masking", {}],
                                         ["SimpleRNN", {"units": 3, "return_sequences": True}],
                                         ["BatchNormalization", {}], ["GlobalAveragePooling1D", {}], dense(1)],
            padded, target, {"optimizer": sgd, "loss": "mse"}, {"epochs": 2, "batch_size": 8},
        ),
        *[
            training(f"the default {name}", line, x, target, {"optimizer": name, "loss": "mse"}, {"epochs": 2, "batch_size": 5})
            for name in ["sgd", "adam", "rmsprop", "adamw"]
        ],
        training(
            "a weighted average of the weights", line, x, target,
            {"optimizer": ["optimizers", "SGD", {"learning_rate": 0.05, "use_ema": True, "ema_momentum": 0.7}], "loss": "mse"},
            {"epochs": 2, "batch_size": 5},
        ),
    ]  # fmt: skip
