x = torch.tensor([[1.0, 2.0]])
w1 = torch.tensor([[0.5, -0.3, 0.8], [0.2, -0.4, 0.1]], requires_grad=True)
b1 = torch.tensor([0.1, 0.2, -0.1], requires_grad=True)
w2 = torch.tensor([[0.7], [0.5], [-0.2]], requires_grad=True)
h = torch.relu(x @ w1 + b1)
y = h @ w2
loss = ((y - 1.0) ** 2).mean()
loss.backward()
