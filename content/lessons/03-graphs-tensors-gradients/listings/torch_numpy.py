"""A PyTorch tensor to NumPy and back."""

# %% imports
import torch

# %% there
x = torch.tensor([1, 2, 3])
array = x.numpy()
print(x)
print(array, array.dtype)  # <1>

# %% change
array[0] = 99
print(x)  # <2>

# %% back
again = torch.from_numpy(array)
array[1] = 99
print(again)  # <3>

# %% copy
apart = torch.tensor(array)
array[2] = 99
print(apart)  # <4>
