"""Cases of the small language of src/expressions: its programs as it prints them for each framework, really run.

expression_programs.json is written by the unit tests from the language's own catalogue and printer. A case has the value
of the program's last line, or the class and message of what the framework raised.
"""

import json
import re
from pathlib import Path

import numpy
from encoding import encode

PROGRAMS = json.loads((Path(__file__).resolve().parent / "expression_programs.json").read_text(encoding="utf-8"))


def expression_cases(framework, names):
    """One case for each program; `names` are the modules that it may use."""
    return [
        {"name": program["name"], "tolerance": 1e-6, **outcome(program[framework], {"np": numpy, **names})}
        for program in PROGRAMS
    ]


def outcome(lines, names):
    *first, last = lines
    try:
        for line in first:
            exec(line, names)
        return {"output": value_of(eval(last, names))}
    except Exception as error:
        return {"error": {"class": type(error).__name__, "message": without_addresses(str(error))}}


def value_of(value):
    """As golden files have it, with shapes and types as text."""
    if isinstance(value, numpy.ndarray):
        return {"array": encode(value)}
    if type(value).__name__ == "TensorShape":
        return value.as_list()
    if type(value).__name__ in ("DType", "dtype"):
        return str(getattr(value, "name", value)).removeprefix("torch.")
    if isinstance(value, list | tuple):
        return [value_of(part) for part in value]
    return encode(value)


def without_addresses(text):
    return re.sub(r"0x[0-9a-f]+", "0x", text)
