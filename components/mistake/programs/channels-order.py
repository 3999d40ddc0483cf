# %% before
import keras
import numpy as np

# Stripes in three directions, as a PyTorch pipeline keeps them: (60, 3, 8, 8).
image, channel, row, column = np.ogrid[:60, :3, :8, :8]
y = np.arange(60) % 3
direction = y[:, None, None, None]
along = np.where(direction == 0, row, np.where(direction == 1, column, row + column))
strength = (1 + (image + channel) % 4) / 4
x = strength * (0.5 + 0.5 * np.cos(np.pi / 2 * (along + image % 4)))

keras.utils.set_random_seed(42)
model = keras.Sequential(
    [
        keras.Input((8, 8, 3)),
        keras.layers.Conv2D(8, 3, activation="relu"),
        keras.layers.Flatten(),
        keras.layers.Dense(3),
    ]
)
model.compile(
    keras.optimizers.Adam(0.003),
    keras.losses.SparseCategoricalCrossentropy(from_logits=True),
)


def train_and_ask(pictures):
    curve = []
    for step in range(100):
        model.train_on_batch(x.transpose(0, 2, 3, 1), y)
        answers = np.argmax(model(pictures), axis=1)
        curve.append(float(np.mean(answers == y)))
    return curve


# %% wrong
curve = train_and_ask(x.reshape(60, 8, 8, 3))

# %% right
curve = train_and_ask(x.transpose(0, 2, 3, 1))
