# %% data
import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(1)
draws = np.random.RandomState(7)
points = draws.random_sample((10, 10))
rows = draws.random_sample((5000, 10))
nearest = ((rows[:, None] - points) ** 2).sum(axis=2).argmin(axis=1)
features = (rows * 2 - 1).astype("float32")
classes = nearest % 5

train_features, train_classes = features[:1000], classes[:1000]
batch_size = 32  # <1>
test_features, test_classes = features[4000:], classes[4000:]
print(features.shape, features.dtype, classes.dtype, -(-len(train_features) // batch_size))

# %% model
model = keras.Sequential([keras.Input((10,)), keras.layers.Dense(20, activation="relu"), keras.layers.Dense(5)])  # <1>
print([layer.name.split("_")[0] for layer in model.layers], model.count_params())

# %% training
model.compile(
    optimizer=keras.optimizers.Adam(0.01),
    loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),  # <1>
    metrics=["accuracy"],
)
history = model.fit(train_features, train_classes, batch_size=batch_size, epochs=20, verbose=0)  # <2>
print(f"loss of the last epoch: {history.history['loss'][-1]:.2f}")

# %% evaluation
loss, accuracy = model.evaluate(test_features, test_classes, verbose=0)  # <1>
print(f"test accuracy: {accuracy:.2f}")

# %% deployment
model.export("classifier", format="tf_saved_model", verbose=False)  # <1>
restored = tf.saved_model.load("classifier")
print(sorted(restored.signatures))
print(np.allclose(restored.serve(test_features[:1]), model(test_features[:1])))
