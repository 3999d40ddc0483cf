# %% before
import keras
import numpy as np

labels = np.array([0, 1, 2, 0])
logits = np.zeros((4, 3), "float32")

# %% wrong
loss = keras.losses.CategoricalCrossentropy(from_logits=True)
loss(labels, logits)

# %% right
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
loss(labels, logits)
