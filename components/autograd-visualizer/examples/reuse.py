x = torch.tensor([2.0, 3.0], requires_grad=True)
y = x * x + 3 * x
y.sum().backward()
