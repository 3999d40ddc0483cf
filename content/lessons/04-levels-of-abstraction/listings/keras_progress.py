"""A progress bar as a callback of one's own, in Keras."""

# %% callback
import keras
import numpy


class ProgressBar(keras.callbacks.Callback):  # <1>
    def on_epoch_end(self, epoch, logs=None):  # <2>
        total = self.params["epochs"]
        filled = round(20 * (epoch + 1) / total)
        bar = "=" * filled + "." * (20 - filled)
        loss = logs["loss"]
        print(f"[{bar}] {epoch + 1}/{total} loss {loss:.4f}")


# %% train
model = keras.Sequential(
    [
        keras.Input(shape=(1,)),
        keras.layers.Dense(1, kernel_initializer="zeros"),
    ]
)
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
x = numpy.array([[0.0], [1.0], [2.0]])
model.fit(
    x,
    2 * x,
    epochs=4,
    verbose=0,
    callbacks=[ProgressBar()],  # <3>
)
