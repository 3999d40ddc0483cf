"""What the packages tell the reader besides the program's own output."""

import sys

_told = set()


def tell_once(text):
    """Writes a line to stderr, once in each run of a cell."""
    if text not in _told:
        _told.add(text)
        print(text, file=sys.stderr)


def begin_run():
    """From here on everything is told again."""
    _told.clear()
