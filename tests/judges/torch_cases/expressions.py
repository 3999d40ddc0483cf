"""Programs of the small language of expressions, as it prints them for PyTorch."""

import torch
from expression_case import expression_cases


def cases():
    return expression_cases("torch", {"torch": torch})
