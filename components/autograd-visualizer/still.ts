import { readProgram } from '../../src/training/autograd/read-program.ts';
import { tapeFilm } from '../../src/training/autograd/tape-film.ts';
import { torchFilm } from '../../src/training/autograd/torch-film.ts';
import type { AutogradFilm, DialectName } from '../../src/training/protocol.ts';
import { computeAtBuild } from '../still/compute-at-build.ts';

/** A program as one framework's tape records it. */
export function stillFilm(program: string, view: DialectName): Promise<AutogradFilm> {
  const film = view === 'torch' ? torchFilm : tapeFilm;
  return computeAtBuild(() => film(readProgram(program)));
}
