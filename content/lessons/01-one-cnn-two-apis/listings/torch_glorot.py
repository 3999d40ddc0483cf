"""Start a PyTorch network the way Keras does."""

from torch import nn


def start_like_keras(model):
    """Draw weights by Glorot's uniform rule and set biases to zero."""
    for layer in model.modules():
        if isinstance(layer, (nn.Conv2d, nn.Linear)):
            nn.init.xavier_uniform_(layer.weight)
            nn.init.zeros_(layer.bias)
