"""tf.errors."""


class OpError(Exception):
    """An error of an operation."""

    def __init__(self, message="", *args):
        super().__init__(message)
        self.message = message


class InvalidArgumentError(OpError):
    """Arguments that do not fit each other."""


class NotFoundError(OpError):
    """A file that is not there."""


class OutOfRangeError(OpError):
    """A step past the end."""


class UnimplementedError(OpError):
    """What is not there yet."""
