"""Programs of the small language of expressions, as it prints them for TensorFlow."""

import tensorflow as tf
from expression_case import expression_cases


def cases():
    return expression_cases("tensorflow", {"tf": tf})
