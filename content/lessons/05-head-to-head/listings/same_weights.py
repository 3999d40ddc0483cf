# %% copy
import keras
import numpy as np
import torch
from torch import nn

keras_model = keras.Sequential(
    [
        keras.Input((10,)),
        keras.layers.Dense(20, activation="relu"),
        keras.layers.Dense(5),
    ]
)
torch_model = nn.Sequential(nn.Linear(10, 20), nn.ReLU(), nn.Linear(20, 5))

kernel1, bias1, kernel2, bias2 = keras_model.get_weights()
torch_model.load_state_dict(
    {
        "0.weight": torch.tensor(kernel1.T.copy()),
        "0.bias": torch.tensor(bias1),
        "2.weight": torch.tensor(kernel2.T.copy()),
        "2.bias": torch.tensor(bias2),
    }
)

# %% compare
x = np.random.RandomState(0).uniform(-1, 1, (100, 10)).astype("float32")
with torch.no_grad():
    difference = np.abs(keras_model(x).numpy() - torch_model(torch.tensor(x)).numpy()).max()
print(difference < 1e-6)
