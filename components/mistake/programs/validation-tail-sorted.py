# %% before
import keras
import numpy as np

i = np.arange(300)
y = i % 3
radius = (i + 1) / 300
angle = 4 * radius + y * 2 * np.pi / 3
x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)

keras.utils.set_random_seed(42)
model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(3),
    ]
)
optimizer = keras.optimizers.Adam(0.03)
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
model.compile(optimizer, loss, metrics=["accuracy"])
by_class = np.argsort(y, kind="stable")
x, y = x[by_class], y[by_class]  # as a folder for each class gives them

# %% wrong
history = model.fit(
    x, y, validation_split=0.2, batch_size=300, epochs=100, verbose=0
)
curve = history.history["val_accuracy"]

# %% right
order = np.random.default_rng(42).permutation(len(x))
history = model.fit(
    x[order], y[order], validation_split=0.2, batch_size=300, epochs=100, verbose=0
)
curve = history.history["val_accuracy"]
