x = torch.tensor([2.0, 3.0], requires_grad=True)
y = x ** 2
z = y.detach() * x
z.sum().backward()
