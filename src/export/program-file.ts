import { notebook } from './notebook.ts';
import type { Program } from './program.ts';
import { script } from './script.ts';

/** `py`: a script. `ipynb`: a Jupyter notebook. */
export type ExportFormat = 'py' | 'ipynb';

export interface ExportedFile {
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  readonly text: string;
}

/** A program as a file to save. @param name of the file, without its ending. */
export function programFile(program: Program, name: string, format: ExportFormat): ExportedFile {
  return format === 'py'
    ? { name: `${name}.py`, type: 'text/x-python', text: script(program) }
    : { name: `${name}.ipynb`, type: 'application/x-ipynb+json', text: notebook(program) };
}
