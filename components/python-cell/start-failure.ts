import { pageWord } from '../../src/languages/page-words.ts';

/** Why a program could not be begun, and what to do. */
export function startFailure(): { readonly message: string; readonly fix: string } {
  return 'WebAssembly' in globalThis
    ? { message: pageWord('duet.cell.codeMissing'), fix: pageWord('duet.cell.reload') }
    : { message: pageWord('duet.cell.noWebAssembly'), fix: pageWord('duet.cell.noWebAssemblyFix') };
}
