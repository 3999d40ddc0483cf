"""Warnings that name the reader's line."""

import os
import warnings

_HERE = os.path.dirname(__file__)


def warn(message):
    """Warns of the line of the reader's that led here."""
    warnings.warn(message, skip_file_prefixes=(_HERE,))
