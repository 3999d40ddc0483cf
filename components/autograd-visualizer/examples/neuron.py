x = torch.tensor([1.0, -2.0, 0.5])
w = torch.tensor([0.4, 0.1, -0.6], requires_grad=True)
b = torch.tensor(0.2, requires_grad=True)
y = torch.sigmoid((w * x).sum() + b)
loss = (y - 1.0) ** 2
loss.backward()
