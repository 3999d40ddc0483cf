"""What does a pool of 1 do?"""

import torch
from torch.nn import functional as F

x = torch.tensor([[[[1.0, 2.0], [3.0, 4.0]]]])
print(F.max_pool2d(x, 1).tolist())
print(F.max_pool2d(x, 2).tolist())
