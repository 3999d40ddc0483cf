"""Proofs of the comparison table: what the programs of src/training/proofs print, written in Python and really run."""

import numpy


class Printer:
    """Collects lines as src/training/proofs/printed-line.ts writes them."""

    def __init__(self):
        self.lines = []

    def __call__(self, *values):
        self.lines.append(" ".join(text_of(value) for value in values))


def proof_cases(programs):
    """One case for each program, by the name of its row."""
    cases = []
    for name, program in programs.items():
        printer = Printer()
        program(printer)
        cases.append({"name": name, "printed": printer.lines})
    return cases


def text_of(value):
    if value is None or isinstance(value, bool | str):
        return str(value)
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(text_of(item) for item in value)}]"
    array = value.detach().numpy() if hasattr(value, "detach") else numpy.asarray(value)
    return array_text(array.tolist(), array.dtype.kind == "f")


def array_text(value, is_float):
    if isinstance(value, list):
        return f"[{', '.join(array_text(item, is_float) for item in value)}]"
    if isinstance(value, bool):
        return str(value)
    text = number_text(value)
    return f"{text}.0" if is_float and "." not in text and "e" not in text else text


def number_text(value):
    """Four decimals, or four digits of what is small; a whole number without a point, as in JavaScript."""
    is_small = value != 0 and abs(value) < 1e-3
    rounded = float(f"{value:.4g}") if is_small else round(value, 4)
    if is_small and abs(rounded) >= 1e-6:
        return numpy.format_float_positional(rounded)
    if is_small:
        return f"{rounded:g}".replace("e-0", "e-")
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)
