# %% imports
import keras
import numpy as np

# %% model
model = keras.Sequential(  # <4>
    [
        keras.Input(shape=(10,)),  # <1>
        keras.layers.Dense(20, activation="relu"),  # <2>
        keras.layers.Dense(5),  # <3>
    ]
)

# %% count
for weight in model.weights:
    name = weight.path.split("/", 1)[-1]
    print(name, tuple(weight.shape), np.prod(weight.shape))
print(model.count_params())

# %% short
explicit = keras.Sequential(
    [
        keras.Input((10,)),
        keras.layers.Dense(20),
        keras.layers.ReLU(),
        keras.layers.Dense(5),
    ]
)
print(explicit.count_params())

# %% forward
model.set_weights(
    [
        np.linspace(-0.4, 0.5, 200).reshape(10, 20),  # <1>
        np.linspace(-0.2, 0.3, 20),
        np.linspace(0.5, -0.6, 100).reshape(20, 5),
        np.linspace(-0.1, 0.1, 5),
    ]
)
x = np.linspace(-1, 1, 10, dtype="float32").reshape(1, 10)
logits = model(x)  # <2>
print([round(float(logit), 4) for logit in logits[0]])
