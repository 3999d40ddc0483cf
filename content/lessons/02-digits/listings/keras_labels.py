"""One-hot rows or whole numbers: the same loss."""

import keras
import numpy as np

probabilities = np.array([[0.7, 0.2, 0.1], [0.1, 0.3, 0.6]])
labels = np.array([0, 2])

one_hot = keras.utils.to_categorical(labels, 3)
print(one_hot)

categorical = keras.losses.CategoricalCrossentropy()
sparse = keras.losses.SparseCategoricalCrossentropy()
print(round(float(categorical(one_hot, probabilities)), 4))
print(round(float(sparse(labels, probabilities)), 4))
