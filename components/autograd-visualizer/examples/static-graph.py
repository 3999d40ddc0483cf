a = torch.tensor(2.0)
b = torch.tensor(3.0)
c = a + b
