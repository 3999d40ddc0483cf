/** Races whose programs the real frameworks run as well: see tests/judges/surface_race.py. */
import { parseSurfaceForm } from '../../../components/loss-surface/surface-form.ts';
import { surfacePreset } from '../../../components/loss-surface/surface-presets.ts';
import type { DialectName, LossSurfaceSettings, SurfaceProblemName } from '../../../src/training/protocol.ts';

export const judgedProblems = ['regression', 'network'] as const satisfies readonly SurfaceProblemName[];

/** All optimizers, for a hundred epochs. */
export function judgedRace(problem: SurfaceProblemName, dialect: DialectName): LossSurfaceSettings {
  const settings = parseSurfaceForm({ ...surfacePreset('full', problem, dialect), epochs: '100', gridSize: '11' });
  if ('field' in settings) throw new Error(settings.fact);
  return settings;
}
