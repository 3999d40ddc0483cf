import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPyodide } from 'pyodide';
import { startWasmInNode } from '../engine/wasm/start-in-node.ts';
import { PythonInterpreter } from './interpreter.ts';

const packages = join(import.meta.dirname, 'packages');

/** CPython under Node, with the packages over the dialects on WASM. A page starts it through src/python/run-python.ts. */
export async function startPythonInNode(): Promise<PythonInterpreter> {
  await startWasmInNode();
  const files = globSync('**/*.py', { cwd: packages });
  const texts = Object.fromEntries(files.map((file) => [file, readFileSync(join(packages, file), 'utf8')]));
  return await PythonInterpreter.start({ loadPyodide, packages: texts });
}
