import { drawSamples } from '../../src/training/loss-surface/draw-samples.ts';
import { evaluateGrid } from '../../src/training/loss-surface/evaluate-grid.ts';
import { raceWithKeras } from '../../src/training/loss-surface/keras-race.ts';
import { raceWithTorch } from '../../src/training/loss-surface/torch-race.ts';
import type { LossSurfaceSettings, SurfacePosition } from '../../src/training/protocol.ts';
import { computeAtBuild } from '../still/compute-at-build.ts';

/** A surface, and where a race on it would start. */
interface StillSurface {
  readonly losses: Float32Array;
  readonly start: SurfacePosition;
}

/** The losses of the grid that a race with these settings would show; nothing is trained. */
export function stillSurface(settings: LossSurfaceSettings): Promise<StillSurface> {
  return computeAtBuild(async () => {
    const { samples, start } = await drawSamples(settings.problem, settings.seed);
    const build = settings.dialect === 'torch' ? raceWithTorch : raceWithKeras;
    const race = build(settings, start, samples);
    try {
      const { losses } = await evaluateGrid(race, settings, samples.inputs.length, () => Promise.resolve());
      return { losses, start };
    } finally {
      race.dispose();
    }
  });
}
