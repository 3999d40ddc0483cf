# %% data
import keras
import numpy as np
import tensorflow as tf

keras.utils.set_random_seed(1)
draws = np.random.RandomState(7)
points = draws.random_sample((10, 10))
rows = draws.random_sample((5000, 10))
squares = (rows[:, None] - points) ** 2
nearest = squares.sum(axis=2).argmin(axis=1)
features = (rows * 2 - 1).astype("float32")
classes = nearest % 5

train_features, train_classes = features[:1000], classes[:1000]
batch_size = 32  # <1>
test_features, test_classes = features[4000:], classes[4000:]
batches = -(-len(train_features) // batch_size)
print(features.shape, features.dtype, classes.dtype, batches)

# %% model
model = keras.Sequential(  # <1>
    [
        keras.Input((10,)),
        keras.layers.Dense(20, activation="relu"),
        keras.layers.Dense(5),
    ]
)
names = [layer.name.split("_")[0] for layer in model.layers]
print(names, model.count_params())

# %% training
model.compile(
    optimizer=keras.optimizers.Adam(0.01),
    loss=keras.losses.SparseCategoricalCrossentropy(  # <1>
        from_logits=True
    ),
    metrics=["accuracy"],
)
history = model.fit(  # <2>
    train_features,
    train_classes,
    batch_size=batch_size,
    epochs=20,
    verbose=0,
)
last = history.history["loss"][-1]
print(f"loss of the last epoch: {last:.2f}")

# %% evaluation
loss, accuracy = model.evaluate(  # <1>
    test_features, test_classes, verbose=0
)
print(f"test accuracy: {accuracy:.2f}")

# %% deployment
model.export(  # <1>
    "classifier", format="tf_saved_model", verbose=False
)
restored = tf.saved_model.load("classifier")
print(sorted(restored.signatures))
row = test_features[:1]
print(np.allclose(restored.serve(row), model(row)))
