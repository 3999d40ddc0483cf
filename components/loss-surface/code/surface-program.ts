import type { Program } from '../../../src/export/program.ts';
import type { DialectName, LossSurfaceSettings } from '../../../src/training/protocol.ts';
import { kerasSurfaceProgram } from './keras-surface-program.ts';
import { torchSurfaceProgram } from './torch-surface-program.ts';

const programs: Readonly<Record<DialectName, (settings: LossSurfaceSettings) => Program>> = {
  torch: torchSurfaceProgram,
  keras: kerasSurfaceProgram,
};

/** A complete program that computes the surface and races the optimizers on it, as the settings say. */
export function surfaceProgram(settings: LossSurfaceSettings, dialect: DialectName): Program {
  const program = programs[dialect](settings);
  return { ...program, instructions: [`    python ${surfaceFileName(dialect)}.py`, '', ...program.instructions] };
}

/** What the program is called when it is saved, without an extension. */
export function surfaceFileName(dialect: DialectName): string {
  return `loss_surface_${dialect}`;
}

/** The program's code alone, one string without a final newline. */
export function surfaceCode(settings: LossSurfaceSettings, dialect: DialectName): string {
  const { sections } = surfaceProgram(settings, dialect);
  return sections.map(({ title, code }) => [`# ${title}`, ...code].join('\n')).join('\n\n');
}
