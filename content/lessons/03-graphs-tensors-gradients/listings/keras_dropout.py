"""What dropout does in training and in use, in Keras."""

import keras
import numpy as np

keras.utils.set_random_seed(42)
dropout = keras.layers.Dropout(0.2)
ones = np.ones((1, 1000), dtype="float32")

trained = dropout(ones, training=True)  # <1>
print(np.unique(trained))
used = dropout(ones)
print(np.unique(used))
