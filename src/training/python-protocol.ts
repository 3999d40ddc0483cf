/** What the page and the worker say to each other of Python. */
import type { Figure } from '../python/figure.ts';
import type { PythonCheck, PythonError, PythonFinding } from '../python/interpreter.ts';
import type { BackendName } from './protocol.ts';

/** Asks for a cell of Python to be run. The run ends with `finished`, also where the cell raises an error. */
export interface PythonRequest {
  readonly type: 'python';
  readonly runId: number;
  readonly backend: BackendName | 'auto';
  readonly code: string;
  /** As tracebacks call its file. */
  readonly name: string;
  /** Cells of one session share their variables, until the worker ends. */
  readonly session: string;
  /** Whether the session's variables are forgotten first. */
  readonly isAnew: boolean;
  /** An address of a blob, by the client. When it is revoked, Python is interrupted. */
  readonly interruptUrl: string;
  /** What is checked when the cell has ended without an error; of an exercise alone. */
  readonly check?: PythonCheck | undefined;
}

/** Bytes of CPython that have arrived, at the first run of a page. */
export interface PythonLoadingReport {
  readonly type: 'python-loading';
  readonly runId: number;
  readonly loadedBytes: number;
  readonly totalBytes: number;
}

/** CPython is there, and the program begins. */
export interface PythonStartedReport {
  readonly type: 'python-started';
  readonly runId: number;
}

/** What a cell has printed since the last report. */
export interface PythonOutputReport {
  readonly type: 'python-output';
  readonly runId: number;
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** A figure that a cell has drawn. */
export interface PythonFigureReport {
  readonly type: 'python-figure';
  readonly runId: number;
  readonly figure: Figure;
}

/** How a cell ended. */
export interface PythonEndedReport {
  readonly type: 'python-ended';
  readonly runId: number;
  readonly error: PythonError | null;
  /** Time in Python and below, without the loading of the interpreter. */
  readonly seconds: number;
}

/** What a check has found, after the cell has ended. */
export interface PythonCheckedReport {
  readonly type: 'python-checked';
  readonly runId: number;
  readonly findings: readonly PythonFinding[];
}
