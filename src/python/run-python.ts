import type { LoadProgress } from '../datasets/load.ts';
import type { Figure } from './figure.ts';
import { host } from './host.ts';
import { interruptSignal as signal } from './interrupt-signal.ts';
import {
  PythonInterpreter,
  type PythonCheck,
  type PythonCode,
  type PythonError,
  type PythonFinding,
} from './interpreter.ts';
import { loadPyodideFromSite } from './load-pyodide.ts';
import { OutputBuffer, type OutputPiece } from './output-buffer.ts';
import { vision } from './vision-host.ts';

/** What a run of a cell tells on its way. */
export interface PythonListener {
  /** Bytes of CPython, at the first run. */
  readonly onLoading: (progress: LoadProgress) => void;
  /** Bytes of a data set that the program asks for. */
  readonly onData: (progress: LoadProgress) => void;
  /** CPython is there, and the program begins. */
  readonly onStarted: () => void;
  /** The program goes on, though the worker may be too busy to answer. */
  readonly onAlive: () => void;
  readonly onOutput: (piece: OutputPiece) => void;
  readonly onFigure: (figure: Figure) => void;
}

/** A cell, and the address that the page revokes to interrupt it. */
export interface PythonRun extends PythonCode {
  /** Whether the session's variables are forgotten first. */
  readonly isAnew: boolean;
  readonly interruptUrl: string;
}

const packages = import.meta.glob<string>('./packages/**/*.py', { query: '?raw', import: 'default', eager: true });
let started: Promise<PythonInterpreter> | null = null;

/** Runs a cell, after CPython has been loaded where this is the first. One at a time. */
export async function runPython(
  run: PythonRun,
  listener: PythonListener,
  abort: AbortSignal,
): Promise<PythonError | null> {
  started ??= start(listener.onLoading, abort);
  // What could not be loaded is tried again at the next run.
  const python = await started.catch((error: unknown) => {
    started = null;
    throw error;
  });
  if (run.isAnew) python.forget(run.session);
  const output = new OutputBuffer(listener.onOutput);
  host.showFigure = (figure) => {
    output.flush();
    listener.onFigure(figure);
  };
  vision.loadWith({ signal: abort, onProgress: listener.onData });
  listener.onStarted();
  try {
    return await interruptible(run, listener, abort, () =>
      python.run(run, (text, stream) => output.write(text, stream)),
    );
  } finally {
    output.flush();
  }
}

/** Compares what a cell that has ended has computed with a solution. Nothing of that is shown. */
export async function checkPython(
  run: Omit<PythonRun, 'code'>,
  check: PythonCheck,
  listener: Pick<PythonListener, 'onAlive'>,
  abort: AbortSignal,
): Promise<readonly PythonFinding[]> {
  const python = await started;
  if (!python) throw new Error('What has not run cannot be checked.');
  host.showFigure = () => undefined;
  return await interruptible(run, listener, abort, () => python.check(run, check));
}

/** Lets the page end what Python does. */
async function interruptible<T>(
  { interruptUrl }: Pick<PythonRun, 'interruptUrl'>,
  { onAlive }: Pick<PythonListener, 'onAlive'>,
  abort: AbortSignal,
  act: () => Promise<T>,
): Promise<T> {
  const interrupt = () => signal.raise();
  abort.addEventListener('abort', interrupt);
  signal.begin(interruptUrl, onAlive);
  try {
    return await act();
  } finally {
    abort.removeEventListener('abort', interrupt);
    signal.end();
  }
}

async function start(onLoading: PythonListener['onLoading'], abort: AbortSignal): Promise<PythonInterpreter> {
  const texts = Object.fromEntries(
    Object.entries(packages).map(([path, text]) => [path.replace('./packages/', ''), text]),
  );
  const python = await PythonInterpreter.start({
    loadPyodide: () => loadPyodideFromSite(onLoading, abort),
    packages: texts,
  });
  python.interruptBy(signal.buffer);
  return python;
}
