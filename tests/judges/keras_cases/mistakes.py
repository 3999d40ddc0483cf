"""Common mistakes, made with the real framework."""

from mistake_case import mistake_cases


def cases():
    return mistake_cases("keras")
