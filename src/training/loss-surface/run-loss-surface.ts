import type { Gate } from '../gate.ts';
import type { DialectName, StartedReport } from '../protocol.ts';
import type {
  LossSurfaceRequest,
  LossSurfaceSettings,
  RacedReport,
  RacedSteps,
  SurfacePosition,
  SurfaceReport,
} from '../loss-surface-protocol.ts';
import { drawSamples } from './draw-samples.ts';
import { evaluateGrid } from './evaluate-grid.ts';
import { raceWithKeras } from './keras-race.ts';
import type { BuildSurfaceRace, SurfaceRace } from './surface-race.ts';
import { raceWithTorch } from './torch-race.ts';

const builders: Readonly<Record<DialectName, BuildSurfaceRace>> = { torch: raceWithTorch, keras: raceWithKeras };

const REPORT_INTERVAL_MILLISECONDS = 100;
/** Loss and two coordinates. */
const NUMBERS_PER_RACER = 3;

/** What the run does to the world. */
interface Effects {
  readonly gate: Gate;
  readonly report: (report: SurfaceReport | StartedReport | RacedReport) => void;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

/**
 * Computes the loss on a grid, then lets the optimizers train side by side from one start, a step of each at a time. Ends
 * early when all of them have diverged.
 *
 * @throws {StopSignal} when the run was stopped.
 */
export async function runLossSurface({ runId, settings }: LossSurfaceRequest, effects: Effects): Promise<void> {
  const { problem, dialect, seed, epochs } = settings;
  const { samples, start: drawn } = await drawSamples(problem, seed);
  const start = settings.start ?? drawn;
  const race = builders[dialect](settings, start, samples);
  try {
    const points = Array.from(samples.inputs, (x, index): SurfacePosition => [x, samples.targets[index] ?? NaN]);
    const surface = await evaluateGrid(race, settings, samples.inputs.length, () => effects.gate.passInEvaluation());
    effects.report({ type: 'surface', runId, ...surface, start, points });
    effects.report({ type: 'started', runId, dialect, epochs, batchesPerEpoch: 1, parameterCount: 2 });
    await runRace(race, settings, runId, effects);
  } finally {
    race.dispose();
  }
}

async function runRace(
  race: SurfaceRace,
  { epochs, racers }: LossSurfaceSettings,
  runId: number,
  { gate, report, now }: Effects,
): Promise<void> {
  await gate.passBeforeTraining();
  let lastReport = now();
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    await race.step();
    if (epoch === epochs || gate.pausesNext || now() - lastReport >= REPORT_INTERVAL_MILLISECONDS) {
      const steps = racedSteps(await race.takeSteps(), racers.length);
      report({ type: 'raced', runId, epoch, racers: steps });
      if (steps.every(hasDiverged)) return;
      lastReport = now();
    }
    if (epoch < epochs) await gate.pass();
  }
}

function racedSteps(steps: readonly (readonly number[])[], racerCount: number): readonly RacedSteps[] {
  return Array.from({ length: racerCount }, (_, racer) => {
    const numbers = steps.map((step) => step.slice(racer * NUMBERS_PER_RACER, (racer + 1) * NUMBERS_PER_RACER));
    return {
      losses: numbers.map(([loss = NaN]) => loss),
      positions: numbers.map(([, x = NaN, y = NaN]): SurfacePosition => [x, y]),
    };
  });
}

/** Numbers that are none any more do not come back. */
function hasDiverged({ positions }: RacedSteps): boolean {
  return positions.at(-1)?.some((value) => !Number.isFinite(value)) ?? false;
}
