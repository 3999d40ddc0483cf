"""What a terminal shows of what is printed, by Python and by TensorFlow's C++ alike."""

import contextlib
import os
import re
import sys
import tempfile

COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
LOG_LINE = re.compile(r"^(?:[WEIF]\d{4} \d\d:|[WEIF]0000 00:00|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d+: |WARNING: All log)")


@contextlib.contextmanager
def captured():
    """A list that holds the shown text when the context ends.

    tf.print writes to standard error, which is taken together with standard output; Python's own standard error, for
    warnings and logs, stays outside.
    """
    shown = []
    outside = [os.dup(1), os.dup(2)]
    streams = sys.stdout, sys.stderr
    with tempfile.TemporaryFile() as file:
        sys.stdout.flush()
        for descriptor in (1, 2):
            os.dup2(file.fileno(), descriptor)
        sys.stdout = open(file.fileno(), "w", encoding="utf-8", closefd=False, buffering=1)
        sys.stderr = open(outside[1], "w", encoding="utf-8", closefd=False, buffering=1)
        try:
            yield shown
        finally:
            sys.stdout.flush()
            sys.stdout, sys.stderr = streams
            for descriptor, saved in zip((1, 2), outside, strict=True):
                os.dup2(saved, descriptor)
                os.close(saved)
            file.seek(0)
            shown.append(as_on_a_terminal(file.read().decode("utf-8")))


def as_on_a_terminal(text):
    """Progress bars as they end up, without colours, without logs."""
    lines = [line_on_a_terminal(COLOUR.sub("", line)) for line in text.split("\n")]
    return "\n".join(line for line in lines if not LOG_LINE.match(line)).strip("\n")


def line_on_a_terminal(line):
    """A line after its backspaces and carriage returns."""
    cells, column = [], 0
    for character in line:
        if character == "\r":
            column = 0
        elif character == "\b":
            column = max(0, column - 1)
        else:
            cells[column : column + 1] = [character]
            column += 1
    return "".join(cells).rstrip()
