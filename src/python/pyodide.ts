/** What the interpreter uses of Pyodide, and of our own packages in it. */
import type { PythonError, PythonFinding } from './interpreter.ts';
import type { InterruptBuffer } from './interrupt-signal.ts';

export interface Pyodide {
  readonly FS: { mkdirTree(path: string): void; writeFile(path: string, text: string): void };
  setStdin(options: { stdin: () => null }): void;
  setStdout(options: OutputWriter): void;
  setStderr(options: OutputWriter): void;
  setInterruptBuffer(buffer: InterruptBuffer): void;
  registerJsModule(name: string, module: object): void;
  runPython(code: string): unknown;
  pyimport(name: '_duet.runner'): Runner;
  pyimport(name: '_duet.exercise'): Exercise;
  /** @returns what has to be destroyed when Python no longer needs it. */
  toPy(values: readonly string[]): PythonValue;
}

interface OutputWriter {
  readonly write: (bytes: Uint8Array) => number;
  readonly isatty: boolean;
}

/** `packages/_duet/runner.py`. */
export interface Runner {
  readonly run: Callable<[code: string, name: string, session: string], PythonValue<PythonError> | null | undefined>;
  readonly forget: (session: string) => void;
  readonly close_doors: () => void;
}

/** `packages/_duet/exercise.py`. */
export interface Exercise {
  readonly check: Callable<
    [name: string, session: string, solution: string, names: PythonValue, tolerance: number, assertions: string],
    PythonValue<PythonFinding[]>
  >;
}

/** A function of Python. */
export interface Callable<Values extends unknown[], Result> {
  (...values: Values): Result;
  callPromising(...values: Values): Promise<Result>;
}

/** An object of Python's memory. */
export interface PythonValue<Value = unknown> {
  toJs(options: { dict_converter: typeof Object.fromEntries }): Value;
  destroy(): void;
}
