"""keras.utils.PyDataset in fit, evaluate and predict: which batches are read, and when its hooks are called."""

import keras
from keras_case import TRAINING, Numbers, sequential, set_weights

SPECS = [["Input", {"shape": [3]}], ["Dense", {"units": 4, "activation": "tanh"}], ["Dense", {"units": 2}]]


class Batches(keras.utils.PyDataset):
    """`size` samples a batch; without an end it begins again after the last one."""

    def __init__(self, name, x, y, size, events, endless=False):
        super().__init__()
        self.name, self.x, self.y, self.size, self.events, self.endless = name, x, y, size, events, endless

    @property
    def num_batches(self):
        return None if self.endless else self.count

    @property
    def count(self):
        return -(-len(self.x) // self.size)

    def __getitem__(self, index):
        part = slice(index % self.count * self.size, (index % self.count + 1) * self.size)
        return self.x[part], self.y[part]

    def on_epoch_begin(self):
        self.events.append(f"{self.name} begins")

    def on_epoch_end(self):
        self.events.append(f"{self.name} ends")


class Recorder(keras.callbacks.Callback):
    def __init__(self, events, losses, stop_at=None):
        super().__init__()
        self.events, self.losses, self.stop_at = events, losses, stop_at

    def on_train_begin(self, logs=None):
        self.events.append("train")

    def on_epoch_begin(self, epoch, logs=None):
        self.events.append(f"epoch {epoch}")

    def on_train_batch_end(self, batch, logs=None):
        self.events.append(f"batch {batch}")
        self.losses.append(logs["loss"])
        if len(self.losses) == self.stop_at:
            self.model.stop_training = True

    def on_test_batch_end(self, batch, logs=None):
        self.events.append(f"test batch {batch}")

    def on_predict_batch_end(self, batch, logs=None):
        self.events.append(f"predict batch {batch}")

    def on_epoch_end(self, epoch, logs=None):
        self.events.append(f"end of epoch {epoch}")


def case(name, fit, endless=False, validates=False, stop_at=None, steps=None):
    keras.utils.clear_session()
    numbers = Numbers(5)
    x, y = numbers.normal(7, 3), numbers.integers(2, 7)
    model = sequential(SPECS)
    initial = set_weights(model, numbers)
    model.compile(
        optimizer=keras.optimizers.SGD(0.1),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
        run_eagerly=True,
    )
    events, losses = [], []
    recorder = Recorder(events, losses, stop_at)
    data = Batches("data", x, y, 3, events, endless)
    validation = {"validation_data": Batches("validation", x, y, 4, events)} if validates else {}
    history = model.fit(data, shuffle=False, verbose=0, callbacks=[recorder], **fit, **validation)
    evaluation = model.evaluate(data, steps=steps, verbose=0, return_dict=True, callbacks=[recorder])
    predictions = model.predict(data, steps=steps, verbose=0, callbacks=[recorder])
    return {
        "name": name, "layers": SPECS, "weights": initial, "x": x, "y": y, "batch_size": 3,
        "validation_batch_size": 4 if validates else None, "endless": endless, "stop_at": stop_at, "fit": fit,
        "steps": steps, "tolerance": TRAINING, "events": events, "losses": losses, "history": history.history,
        "evaluation": evaluation, "predictions": predictions, "weights_after": model.get_weights(),
    }  # fmt: skip


def cases():
    return [
        case("all batches in each epoch", {"epochs": 2}),
        case("a validation after each epoch", {"epochs": 2}, validates=True),
        case("a pass over the data in several epochs", {"epochs": 4, "steps_per_epoch": 2}),
        case("as many steps as batches", {"epochs": 2, "steps_per_epoch": 3}),
        case("more steps than batches", {"epochs": 2, "steps_per_epoch": 4}),
        case("no end", {"epochs": 2, "steps_per_epoch": 4}, endless=True, steps=2),
        case("an end in the middle of an epoch", {"epochs": 3}, stop_at=2),
    ]
