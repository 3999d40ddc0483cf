"""The gradient of a mean of squares in PyTorch."""

# %% imports
import torch

# %% gradient
x = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)  # <1>
y = x**2  # <2>
z = y.mean()
z.backward()  # <3>
print(x.grad)  # <4>

# %% node
print(z.grad_fn.name())
print(y.grad_fn.name())

# %% again
z = (x**2).mean()
z.backward()
print(x.grad)

# %% cleared
x.grad = None
z = (x**2).mean()
z.backward()
print(x.grad)
