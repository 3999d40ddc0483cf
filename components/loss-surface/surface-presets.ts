import type { DialectName, RaceOptimizerName, SurfaceProblemName } from '../../src/training/protocol.ts';
import type { PresetName } from '../experiment/presets.ts';
import { raceOptimizers } from './race-optimizers.ts';
import type { SurfaceForm } from './surface-form.ts';

interface PresetSize {
  readonly gridSize: number;
  readonly racers: readonly RaceOptimizerName[];
}

/** The source's epochs and seed in all of them; Full races every optimizer. */
const EPOCHS = 1_000;
const SEED = 42;

const sizes: Readonly<Record<PresetName, PresetSize>> = {
  quick: { gridSize: 25, racers: ['sgd', 'adam'] },
  standard: { gridSize: 49, racers: ['sgd', 'momentum', 'rmsprop', 'adam'] },
  full: { gridSize: 97, racers: raceOptimizers.map(({ name }) => name) },
};

/** The form as a preset sets it. */
export function surfacePreset(preset: PresetName, problem: SurfaceProblemName, dialect: DialectName): SurfaceForm {
  const { gridSize, racers } = sizes[preset];
  return {
    problem,
    dialect,
    epochs: String(EPOCHS),
    gridSize: String(gridSize),
    seed: String(SEED),
    startX: '',
    startY: '',
    racers: raceOptimizers.map(({ name, learningRate }) => ({
      optimizer: name,
      takesPart: racers.includes(name),
      learningRate: String(learningRate[problem]),
    })),
  };
}

/** "4 optimizers, 1,000 epochs, 49 × 49 losses" */
export function surfaceHint(preset: PresetName): string {
  const { gridSize, racers } = sizes[preset];
  return `${racers.length} optimizers, ${EPOCHS.toLocaleString('en')} epochs, ${gridSize} × ${gridSize} losses`;
}
