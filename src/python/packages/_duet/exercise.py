"""Checks what a reader's program has computed: against the values of a solution, and by a teacher's assertions."""

import traceback
from types import SimpleNamespace

from _duet import compare, runner
from _duet.host import host

_CHECKS = "checks"


def check(program, session, solution, names, tolerance, assertions):
    """
    Runs the solution in a session of its own, compares the names, and runs the assertions with the reader's variables. In
    them `solution` has the variables of the solution.

    :param program: what tracebacks call the reader's file
    :param session: in which the reader's program has run
    :param assertions: lines of Python; '' for none
    :returns: what is right and what is not, one record for each name and one for the assertions
    """
    own_session = f"solution of {session}"
    runner.forget(own_session)
    try:
        runner.execute(solution, f"solution of {program}", own_session)
        given, right = runner.variables_of(session), runner.variables_of(own_session)
        findings = [_compared(name, given, right, tolerance) for name in names]
        if assertions.strip() != "":
            findings.append(_asserted(assertions, program, given, right))
        return findings
    except KeyboardInterrupt:
        return []
    except Exception as error:
        return [_finding(f"The solution itself fails: {type(error).__name__}: {error}")]
    finally:
        # An interrupt that comes later meets nobody.
        host.endProgram()
        runner.show_open_figures()
        runner.forget(own_session)


def _finding(text, is_right=False):
    return {"isRight": is_right, "text": text}


def _compared(name, given, right, tolerance):
    if name not in right:
        return _finding(f"The solution gives `{name}` no value.")
    if name not in given:
        return _missing(name)
    try:
        difference = compare.difference(given[name], right[name], tolerance)
    except Exception as error:
        difference = f"cannot be compared: `{type(error).__name__}: {error}`"
    return _finding(f"`{name}` is right.", True) if difference is None else _finding(f"`{name}` {difference}")


def _missing(name):
    return _finding(f"There is no `{name}` yet. Give it its value: `{name} = ...`")


def _asserted(assertions, program, given, right):
    variables = {**given, "solution": SimpleNamespace(**right)}
    try:
        exec(compile(assertions, _CHECKS, "exec"), variables)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        return _failed(error, program)
    return _finding("All checks pass.", True)


def _failed(error, program):
    """An assertion has its teacher's message; what else a check meets comes from the reader's program."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [frame.lineno for frame in frames if frame.filename == program]
    if isinstance(error, AssertionError) and not lines:
        return _finding(str(error) or "A check fails.")
    if isinstance(error, NameError) and not lines and error.name is not None:
        return _missing(error.name)
    text = f"A check ended in `{type(error).__name__}: {error}`"
    return _finding(f"{text} in line {lines[-1]} of your program." if lines else f"{text}.")
