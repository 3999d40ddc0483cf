"""Warnings of the dialect as Python's."""

import sys
import warnings

from _duet.bridge import create_proxy
from _duet.host import host


def _warn(message):
    """Warns of the reader's line that runs, once for each line."""
    frame = sys._getframe()
    while frame.f_back is not None and "/" in frame.f_code.co_filename:
        frame = frame.f_back
    registry = frame.f_globals.setdefault("__warningregistry__", {})
    warnings.warn_explicit(message, UserWarning, frame.f_code.co_filename, frame.f_lineno, "__main__", registry)


host.onWarning(create_proxy(_warn))
