"""Runs the cells of a page, each with the variables of those before it, as a notebook does."""

import linecache
import sys
import traceback
from importlib.abc import MetaPathFinder
from types import ModuleType

from _duet import notices
from _duet.host import host

AVAILABLE = ("torch", "torchvision", "tensorflow", "keras", "numpy", "matplotlib", "PIL")
_HIDDEN = frozenset(("js", "pyodide_js", "micropip", "_duet_host"))

_main_of_session = {}


def run(code, name, session):
    """
    Runs the code of a cell.

    :param name: of the cell, as tracebacks call its file
    :param session: cells of one session share their variables
    :returns: None, or a record of the error: its traceback as Python prints it, its kind, and the line of the cell
    """
    notices.begin_run()
    try:
        execute(code, name, session)
        host.endProgram()
    except BaseException as error:
        # What is told of it is no part of the program: a second interrupt must not end that, too.
        host.endProgram()
        return _record_of(error, name)
    finally:
        show_open_figures()
        sys.stdout.flush()
        sys.stderr.flush()
    return None


def execute(code, name, session):
    """Executes code with the variables of a session. What it raises comes out."""
    if session not in _main_of_session:
        _begin_names_anew()
    main = _main_of_session.setdefault(session, ModuleType("__main__"))
    variables = main.__dict__
    variables["__builtins__"] = __builtins__
    # A traceback shows the lines.
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    # Pickle finds the reader's classes there.
    before, sys.modules["__main__"] = sys.modules["__main__"], main
    try:
        exec(compile(code, name, "exec"), variables)
    finally:
        sys.modules["__main__"] = before


def _begin_names_anew():
    """Another session is another program: its first Dense layer is `dense` again."""
    utils = sys.modules.get("keras.utils")
    if utils is not None:
        utils.clear_session()
    random = sys.modules.get("tensorflow.random")
    if random is not None:
        random.set_seed(None)


def forget(session):
    """Lets go of the variables of a session."""
    _main_of_session.pop(session, None)


def variables_of(session):
    """What the cells of a session have defined."""
    return vars(_main_of_session[session]) if session in _main_of_session else {}


def show_open_figures():
    """A notebook shows the figures that a cell leaves open."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is not None:
        pyplot.show()


def _record_of(error, name):
    if isinstance(error, ModuleNotFoundError):
        _explain_missing(error)
    elif isinstance(error, ImportError) and error.name in sys.modules and error.name_from:
        _explain_missing_name(error)
    told = traceback.TracebackException.from_exception(error)
    _keep_own_frames(told)
    line = told.lineno if isinstance(error, SyntaxError) and told.filename == name else None
    lines = [frame.lineno for frame in told.stack if frame.filename == name]
    if line is None and lines:
        line = lines[-1]
    return {
        "kind": told.exc_type_str,
        "message": str(error),
        "traceback": "".join(told.format()),
        "line": None if line is None else int(line),
    }


def _keep_own_frames(told):
    """Leaves the reader's own lines: those of the packages and of the interpreter tell nothing about them."""
    seen = set()
    while told is not None and id(told) not in seen:
        seen.add(id(told))
        told.stack[:] = [frame for frame in told.stack if frame.filename in linecache.cache and not _is_ours(frame)]
        told = told.__cause__ or told.__context__


def _is_ours(frame):
    return "/" in frame.filename or frame.filename.startswith("<frozen")


def _explain_missing(error):
    package, _, inner = (error.name or "").partition(".")
    if inner and package in AVAILABLE:
        error.__notes__ = [
            f"{error.name} is not in the browser yet. What there is stands in FEATURES.md; a notebook runs the rest."
        ]
        return
    error.__notes__ = [
        f"In the browser there are {', '.join(AVAILABLE)} and Python's own modules. "
        "For others open the cell as a notebook."
    ]


def _explain_missing_name(error):
    """Of `from torch.nn import LSTM` what `torch.nn.LSTM` says."""
    try:
        getattr(sys.modules[error.name], error.name_from)
    except AttributeError as missing:
        error.__notes__ = list(getattr(missing, "__notes__", ()))


class _HiddenFinder(MetaPathFinder):
    """The reader's code has no door to the page but the packages."""

    def find_spec(self, fullname, path=None, target=None):
        if fullname.partition(".")[0] in _HIDDEN:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


def _tell_unraisable(unraisable):
    """An interrupt that meets a destructor comes again: nobody has to hear of it."""
    if unraisable.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(unraisable)


def close_doors():
    """Takes away what leads out of Python. After this no package can be given another host."""
    sys.unraisablehook = _tell_unraisable
    for name in _HIDDEN:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, _HiddenFinder())
