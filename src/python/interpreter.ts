import { canHalt } from './can-halt.ts';
import { host } from './host.ts';
import type { InterruptBuffer } from './interrupt-signal.ts';
import type { Callable, Exercise, Pyodide, PythonValue, Runner } from './pyodide.ts';

/** How a cell ended that raised an error. */
export interface PythonError {
  /** Name of the exception's class as tracebacks have it: `ValueError`, `_pickle.UnpicklingError`. */
  readonly kind: string;
  readonly message: string;
  /** As Python prints it, with the reader's own lines. */
  readonly traceback: string;
  /** The line of the cell, counted from 1, or null where it is none of the cell's. */
  readonly line: number | null;
}

/** Where a text is written to. */
export type OutputStream = 'stdout' | 'stderr';

/** What a cell prints, piece by piece. */
export type OutputListener = (text: string, stream: OutputStream) => void;

/** A cell to run. */
export interface PythonCode {
  readonly code: string;
  /** As tracebacks call its file. */
  readonly name: string;
  /** Cells of one session share their variables. */
  readonly session: string;
}

/** What the interpreter needs; a test under Node has another source of Pyodide than a worker. */
export interface PythonSources {
  readonly loadPyodide: () => Promise<Pyodide>;
  /** Text of every file of the packages, by its path below `packages/`. */
  readonly packages: Readonly<Record<string, string>>;
}

/** What is compared with a program that has ended, and how. */
export interface PythonCheck {
  /** The program whose values are the right ones. */
  readonly solution: string;
  readonly names: readonly string[];
  /** How far a number may lie from the right one, as a share of it where it is larger than 1. */
  readonly tolerance: number;
  /** Assertions of a teacher's, in Python; '' for none. */
  readonly assertions: string;
}

/** What is said of one name, or of a program as a whole. */
export interface PythonFinding {
  readonly isRight: boolean;
  /** What stands between backticks is code. */
  readonly text: string;
}

const SITE_PACKAGES = '/lib/python3.14/site-packages';

/** CPython with the packages `torch`, `keras`, `tensorflow`, `numpy` and `matplotlib` over the dialects. */
export class PythonInterpreter {
  readonly #python: Pyodide;
  readonly #runner: Runner;
  #exercise: Exercise | null = null;

  private constructor(python: Pyodide, runner: Runner) {
    this.#python = python;
    this.#runner = runner;
  }

  /** Loads CPython and the packages: some megabytes at the first visit. */
  static async start({ loadPyodide, packages }: PythonSources): Promise<PythonInterpreter> {
    const python = await loadPyodide();
    for (const [file, text] of Object.entries(packages)) {
      const path = `${SITE_PACKAGES}/${file}`;
      python.FS.mkdirTree(path.slice(0, path.lastIndexOf('/')));
      python.FS.writeFile(path, text);
    }
    // Nobody can be asked: what reads meets the end of the input at once, and `input()` raises EOFError.
    python.setStdin({ stdin: () => null });
    python.registerJsModule('_duet_host', host);
    // Python keeps it before it hides the name of the module.
    python.runPython('import _duet.host');
    const runner = python.pyimport('_duet.runner');
    runner.close_doors();
    return new PythonInterpreter(python, runner);
  }

  /** Runs a cell to its end. @returns null, or the error that it raised. */
  async run({ code, name, session }: PythonCode, onOutput: OutputListener): Promise<PythonError | null> {
    this.#python.setStdout({ write: writerTo('stdout', onOutput), isatty: false });
    this.#python.setStderr({ write: writerTo('stderr', onOutput), isatty: false });
    const ended = await call(this.#runner.run, code, name, session);
    return ended ? taken(ended) : null;
  }

  /** Compares what a cell has computed with a solution, of which nothing is shown. */
  async check({ name, session }: Omit<PythonCode, 'code'>, check: PythonCheck): Promise<readonly PythonFinding[]> {
    const silent = { write: (bytes: Uint8Array) => bytes.length, isatty: false };
    this.#python.setStdout(silent);
    this.#python.setStderr(silent);
    this.#exercise ??= this.#python.pyimport('_duet.exercise');
    const names = this.#python.toPy(check.names);
    const { solution, tolerance, assertions } = check;
    const findings = await call(this.#exercise.check, name, session, solution, names, tolerance, assertions);
    names.destroy();
    return taken(findings);
  }

  /** Lets go of the variables of a session. */
  forget(session: string): void {
    this.#runner.forget(session);
  }

  /** Lets Python look at `signal[0]` while it runs: 2 there interrupts it, as Ctrl-C does. */
  interruptBy(signal: InterruptBuffer): void {
    this.#python.setInterruptBuffer(signal);
  }
}

/** Where the browser can halt WebAssembly, Python can wait for the GPU. */
async function call<Values extends unknown[], Result>(
  callable: Callable<Values, Result>,
  ...values: Values
): Promise<Result> {
  return canHalt() ? await callable.callPromising(...values) : callable(...values);
}

/** Hands on bytes of UTF-8, whose characters may come in two pieces. */
function writerTo(stream: OutputStream, onOutput: OutputListener): (bytes: Uint8Array) => number {
  const decoder = new TextDecoder();
  return (bytes) => {
    onOutput(decoder.decode(bytes, { stream: true }), stream);
    return bytes.length;
  };
}

/** Records and lists of Python as objects and arrays. */
function taken<Value>(given: PythonValue<Value>): Value {
  const value = given.toJs({ dict_converter: Object.fromEntries });
  given.destroy();
  return value;
}
