"""What the callbacks of Keras decide, print and write on given series of metrics.

A training is given as a list of epochs, each with the logs of its batches and of its end. The callbacks are driven by
hand on a model of one weight, which is set to the number of the epoch when the epoch begins.
"""

import contextlib
import io
import math
import tempfile
import time
import unittest.mock
import warnings
from pathlib import Path

import keras
import numpy

SCHEDULES = {
    "halve every other epoch": lambda epoch, rate: rate * 0.5 if epoch % 2 == 1 else rate,
    "fall after two epochs": lambda epoch, rate: rate if epoch < 2 else rate * math.exp(-0.1),
    "constant": lambda epoch, rate: 0.025,
    "nothing": lambda epoch, rate: None,
}


def average(_, y_pred):
    """A metric that does not say whether larger is better."""
    return keras.ops.mean(y_pred)


def built_model(learning_rate):
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    optimizer = keras.optimizers.SGD(learning_rate)
    model.compile(optimizer, "mse", metrics=["accuracy", "mae", average])
    model.train_on_batch(numpy.ones((1, 1)), numpy.ones((1, 1)))
    optimizer.learning_rate = learning_rate
    return model


def directions(model):
    """The metrics that know whether larger is better."""
    metrics = [inner for metric in model.metrics for inner in getattr(metric, "metrics", [])]
    return {metric.name: getattr(metric, "_direction", None) for metric in metrics}


class Clock:
    """Stands still but for `advance`."""

    def __init__(self):
        self.now = 1000.0

    def advance(self, seconds):
        self.now += seconds


def number(value):
    """JSON lacks what a log may hold."""
    return {"inf": math.inf, "-inf": -math.inf, "nan": math.nan}.get(value, value)


def numbers(logs):
    return {key: number(value) for key, value in logs.items()}


def train(callback, model, epochs, clock):
    results = {"learning_rates": [], "logs": [], "waits": []}
    callback.on_train_begin()
    for index, epoch in enumerate(epochs):
        model.set_weights([numpy.full((1, 1), float(index))])
        callback.on_epoch_begin(index)
        for batch, logs in enumerate(epoch.get("batches", [])):
            callback.on_train_batch_begin(batch)
            clock.advance(epoch.get("batch_seconds", 0.0))
            callback.on_train_batch_end(batch, numbers(logs))
            if model.stop_training:
                break
        clock.advance(epoch.get("seconds", 0.0))
        logs = numbers(epoch["logs"])
        callback.on_epoch_end(index, logs)
        results["learning_rates"].append(float(model.optimizer.learning_rate.numpy()))
        results["logs"].append(logs)
        if hasattr(callback, "wait"):
            results["waits"].append(callback.wait)
        if model.stop_training:
            break
    callback.on_train_end()
    return results


def case(name, kind, epochs, *, learning_rate=0.1, params=None, trainings=1, **keywords):
    golden = {"name": f"{kind}: {name}", "class": kind, "keywords": dict(keywords), "epochs": epochs, "tolerance": 1e-7}
    golden |= {"learning_rate": learning_rate, "params": params, "trainings": trainings}
    model, clock, saved = built_model(learning_rate), Clock(), []
    golden["metrics"] = directions(model)
    model.save = lambda path, **_: saved.append(["model", path])
    model.save_weights = lambda path, **_: saved.append(["weights", path])
    printed = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(printed), warnings.catch_warnings(
        record=True
    ) as warned, unittest.mock.patch.object(time, "time", lambda: clock.now):
        warnings.simplefilter("always")
        if kind == "LearningRateScheduler":
            keywords["schedule"] = SCHEDULES[keywords["schedule"]]
        if kind == "CSVLogger":
            keywords["filename"] = f"{folder}/log.csv"
        try:
            callback = getattr(keras.callbacks, kind)(**keywords)
            callback.set_model(model)
            callback.set_params(params)
            for _ in range(trainings):
                model.stop_training = False
                results = train(callback, model, epochs, clock)
        except (KeyError, RuntimeError, ValueError) as error:
            return {**golden, "error": type(error).__name__, "message": str(error.args[0])}
        if kind == "CSVLogger":
            results["text"] = Path(folder, "log.csv").read_bytes().decode()
    results |= {"stopped": bool(model.stop_training), "saved": saved, "printed": printed.getvalue()}
    results["weight"] = float(model.get_weights()[0][0, 0])
    results["warnings"] = [str(warning.message) for warning in warned if warning.category is UserWarning]
    for attribute in ("best", "best_epoch", "stopped_epoch", "cooldown_counter"):
        if hasattr(callback, attribute):
            results[attribute] = getattr(callback, attribute)
    return {**golden, "results": results}


def series(monitor, values, **more):
    return [{"logs": {monitor: value, **{key: column[index] for key, column in more.items()}}} for index, value in enumerate(values)]


FALLING = [1.0, 0.8, 0.7, 0.71, 0.72, 0.69, 0.7, 0.71, 0.73, 0.74, 0.75]
RISING = [0.1, 0.3, 0.5, 0.5, 0.49, 0.55, 0.54, 0.53, 0.52, 0.6]


def early_stopping():
    def stop(name, epochs, **keywords):
        return case(name, "EarlyStopping", epochs, **keywords)

    losses = series("val_loss", FALLING)
    return [
        stop("defaults", losses),
        stop("patience", losses, patience=3, verbose=1),
        stop("patience that is never used up", losses, patience=9, verbose=1),
        stop("least difference", losses, patience=2, min_delta=0.05),
        stop("negative least difference", losses, patience=2, min_delta=-0.05),
        stop("restored weights", losses, patience=3, restore_best_weights=True, verbose=1),
        stop("restored weights without a stop", losses[:4], patience=5, restore_best_weights=True, verbose=1),
        stop("baseline reached", losses, patience=3, baseline=0.75),
        stop("baseline never reached", losses, patience=3, baseline=0.5, restore_best_weights=True, verbose=1),
        stop("begins later", losses, patience=1, start_from_epoch=4, restore_best_weights=True, verbose=1),
        stop("accuracy, by its metric", series("accuracy", RISING), monitor="accuracy", patience=2),
        stop("accuracy of the validation", series("val_accuracy", RISING), monitor="val_accuracy", patience=2),
        stop("error, by its metric", series("val_mae", FALLING), monitor="val_mae", patience=2),
        stop("mode against the metric", series("accuracy", RISING), monitor="accuracy", mode="min", patience=2),
        stop("metric without a direction", series("average", RISING), monitor="average"),
        stop("metric without a direction, told", series("average", RISING), monitor="average", mode="max", patience=1),
        stop("unknown metric", series("loss", FALLING), monitor="val_f1"),
        stop("metric that is not logged", series("loss", FALLING[:3], accuracy=RISING), patience=1),
        stop("unknown mode", losses, mode="best", patience=1),
        stop("not a number", series("val_loss", [1.0, "nan", "nan", 0.5, "nan"]), patience=2),
        stop("infinite at first", series("val_loss", ["inf", "inf", 3.0, 4.0, 5.0]), patience=2, verbose=1),
        stop("equal in float32", series("val_loss", [0.1, 0.1 - 1e-10, 0.1 - 2e-10, 0.1 - 3e-10]), patience=2),
        stop("equal in float32, rising", series("accuracy", [0.1, 0.1 + 1e-10, 0.1 + 2e-10]), monitor="accuracy", patience=1),
        stop("loss of the training", series("loss", FALLING), monitor="loss", patience=1),
        stop("two trainings", losses[:5], patience=2, restore_best_weights=True, verbose=1, trainings=2),
    ]


def reduce_lr_on_plateau():
    def reduce(name, epochs, **keywords):
        return case(name, "ReduceLROnPlateau", epochs, **keywords)

    losses = series("val_loss", FALLING)
    flat = series("val_loss", [1.0] * 9)
    return [
        reduce("patience", losses, patience=2, verbose=1),
        reduce("factor", flat, factor=0.5, patience=1, verbose=1, learning_rate=0.01),
        reduce("cool-down", flat, factor=0.5, patience=1, cooldown=2, verbose=1),
        reduce("least learning rate", flat, factor=0.2, patience=1, min_lr=0.003, verbose=1),
        reduce("least difference", losses, patience=2, min_delta=0.2),
        reduce("accuracy", series("accuracy", RISING), monitor="accuracy", patience=2, factor=0.5),
        reduce("mode", series("average", RISING), monitor="average", mode="min", patience=2, factor=0.5),
        reduce("metric that is not logged", series("loss", FALLING[:3]), patience=1),
        reduce("defaults", series("val_loss", [1.0] * 12), verbose=1),
        reduce("two trainings", flat[:4], patience=2, factor=0.5, trainings=2),
        reduce("factor of one", losses, factor=1.0),
    ]


def learning_rate_scheduler():
    epochs = series("loss", [1.0] * 5)
    return [
        case(name, "LearningRateScheduler", epochs, schedule=name, **keywords)
        for name, keywords in (
            ("halve every other epoch", {"verbose": 1}),
            ("fall after two epochs", {"learning_rate": 0.01, "verbose": 1}),
            ("constant", {}),
            ("nothing", {}),
        )
    ]


def model_checkpoint():
    def save(name, epochs, filepath="best.keras", **keywords):
        return case(name, "ModelCheckpoint", epochs, filepath=filepath, **keywords)

    losses = series("val_loss", FALLING[:6], accuracy=RISING)
    batches = [{"batches": [{"loss": 1.0 / (batch + 1)} for batch in range(5)], "logs": {"loss": 0.5}}] * 3
    return [
        save("each epoch", losses, verbose=1),
        save("file name", losses, "model-{epoch:02d}-{val_loss:.2f}.keras"),
        save("file name in other formats", losses, "{epoch}-{epoch:4d}-{val_loss:e}-{accuracy:.1%}-{val_loss}.keras"),
        save("best only", losses, save_best_only=True, verbose=1),
        save("best accuracy", losses, save_best_only=True, monitor="accuracy", verbose=1),
        save("best since a threshold", losses, save_best_only=True, initial_value_threshold=0.75, verbose=1),
        save("weights only", losses, "{epoch}.weights.h5", save_weights_only=True),
        save("batches", batches, "{epoch}-{batch}.keras", save_freq=3, verbose=1),
        save("batches and best", batches * 2, save_freq=6, save_best_only=True, monitor="loss", mode="min"),
        save("monitor that is not logged", series("loss", [1.0, 0.5]), save_best_only=True),
        save("field that is not logged", losses, "{val_f1:.2f}.keras"),
        save("wrong file name", losses, "best"),
        save("wrong file name of weights", losses, "best.keras", save_weights_only=True),
        save("wrong frequency", losses, save_freq="batch"),
        save("metric without a direction", series("average", RISING), monitor="average"),
    ]


def csv_logger():
    def log(name, epochs, **keywords):
        return case(name, "CSVLogger", epochs, **keywords)

    both = series("loss", [0.5, 0.25, 1e-5], val_loss=[1.0, 123456.789, 1e22], accuracy=[0.0, 1.0, 0.1 + 0.2])
    return [
        log("training and validation", both),
        log("training alone", series("loss", FALLING[:3], accuracy=RISING)),
        log("separator", both, separator=";"),
        log("two trainings", both[:2], trainings=2),
        log("two trainings in one file", both[:2], trainings=2, append=True),
        log("not a number", series("loss", ["nan", "inf", "-inf"])),
        log("metric that comes and goes", [{"logs": {"loss": 1.0}}, {"logs": {"loss": 0.5, "val_loss": 2.0}}, {"logs": {}}]),
        log("name with the separator", series("a,b", [1.0], **{'say "loss"': [2.0]})),
    ]


def terminate_on_nan():
    def end(name, losses, **keywords):
        batches = [{"loss": loss} for loss in losses]
        epochs = [{"batches": batches[:2], "logs": {"loss": 1.0}}, {"batches": batches[2:], "logs": {"loss": 1.0}}]
        return case(name, "TerminateOnNaN", epochs, **keywords)

    return [
        end("finite", [1.0, 2.0, 3.0, 4.0]),
        end("not a number", [1.0, 2.0, 3.0, "nan"]),
        end("infinite", [1.0, "inf", 3.0, 4.0]),
        end("error", [1.0, 2.0, "nan", 4.0], raise_error=True),
        end("error of an infinite loss", [1.0, "-inf", 3.0, 4.0], raise_error=True),
    ]


def progbar_logger():
    def progress(name, epochs, verbose, steps, **keywords):
        params = {"verbose": verbose, "epochs": len(epochs), "steps": steps}
        return case(name, "ProgbarLogger", epochs, params=params, **keywords)

    def epoch(count, seconds, losses, **more):
        batches = [{"accuracy": 0.5 + index / 100, "loss": losses / (index + 1)} for index in range(count)]
        logs = {"accuracy": 0.8267, "loss": losses / count, "val_accuracy": 0.75, "val_loss": 0.61234567, **more}
        return {"batches": batches, "batch_seconds": seconds, "seconds": 0.3, "logs": logs}

    return [
        progress("bar", [epoch(4, 0.25, 1.0), epoch(4, 0.002, 0.0004)], 1, 4),
        progress("bar that is drawn now and then", [epoch(11, 0.02, 2.0)], 1, 11),
        progress("one line an epoch", [epoch(4, 0.25, 1.0), epoch(4, 0.5, 0.0004)], 2, 4),
        progress("silent", [epoch(4, 0.25, 1.0)] * 2, 0, 4),
        progress("automatic", [epoch(2, 1.5, 1.0)], "auto", 2),
        progress("unknown number of steps", [epoch(3, 0.1, 1.0), epoch(3, 0.1, 0.5)], 1, None),
        progress("hours", [epoch(3, 5000.0, -0.00001)], 1, 3),
        progress("minutes", [epoch(15, 6.25, 1.0)], 1, 15),
        progress("microseconds", [epoch(12, 0.00002, 12345.678)], 1, 12),
        progress("values that grow shorter", [epoch(10, 0.1, 1e8)], 1, 10),
    ]


def cases():
    return [
        *early_stopping(),
        *reduce_lr_on_plateau(),
        *learning_rate_scheduler(),
        *model_checkpoint(),
        *csv_logger(),
        *terminate_on_nan(),
        *progbar_logger(),
    ]
