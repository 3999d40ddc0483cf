# %% model
import tempfile
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

folder = Path(tempfile.mkdtemp())
keras.utils.set_random_seed(42)
model = keras.Sequential(
    [
        keras.Input((10,)),
        keras.layers.Dense(20, activation="relu"),
        keras.layers.Dense(5),
    ]
)

# %% save
model.save(folder / "fnn.keras")  # <1>
for weight in model.weights:
    print(weight.name, tuple(weight.shape))

# %% load
again = keras.saving.load_model(folder / "fnn.keras")  # <2>

x = np.ones((1, 10), dtype="float32")
print(np.array_equal(model(x), again(x)))

# %% weights
model.save_weights(folder / "fnn.weights.h5")
again.load_weights(folder / "fnn.weights.h5")

# %% no extension (raises)
model.save("fnn")

# %% export
model.export(folder / "saved_model", verbose=False)  # a folder for TF Serving
served = tf.saved_model.load(folder / "saved_model")
print(sorted(path.name for path in (folder / "saved_model").iterdir()))
print(np.allclose(served.serve(x), model(x)))

# %% litert
converter = tf.lite.TFLiteConverter.from_saved_model(str(folder / "saved_model"))
flat = converter.convert()
print(len(flat), "bytes")
