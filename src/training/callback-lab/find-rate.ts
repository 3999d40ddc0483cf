import * as torch from '../../torch/index.ts';
import { buildTorchModule } from '../build-torch-module.ts';
import type { RangePoint, RateRangeReport } from '../callback-lab-protocol.ts';
import type { Gate } from '../gate.ts';
import type { ImageBatches } from '../image-batches.ts';
import type { TrainerContext } from '../trainer.ts';

/** From a rate that hardly moves anything to one at which nothing can learn. */
const [LOWEST, HIGHEST] = [1e-5, 10] as const;
const STEPS = 100;
/** Share of the former mean that is kept. */
const SMOOTHING = 0.9;
/** A loss that is so many times the best tells that the rates are too large by now. */
const DIVERGED = 4;

type Found = Pick<RateRangeReport, 'points' | 'steepest'>;

/**
 * Trains some steps of a new network with a learning rate that ExponentialLR raises at each, and tells the loss of each: a
 * range test. Ends early when the loss has grown far beyond its best.
 */
export async function findRate(context: TrainerContext, gate: Gate, tell: (found: Found) => void): Promise<void> {
  const { settings, train } = context;
  torch.manualSeed(settings.seed);
  const model = buildTorchModule(settings, train.imageShape);
  const optimizer =
    settings.optimizer === 'adam'
      ? new torch.optim.Adam(model.parameters(), { lr: LOWEST })
      : new torch.optim.SGD(model.parameters(), { lr: LOWEST });
  const gamma = (HIGHEST / LOWEST) ** (1 / (STEPS - 1));
  const scheduler = new torch.optim.lrScheduler.ExponentialLR(optimizer, gamma);
  const points: RangePoint[] = [];
  try {
    for (const batch of endless(train, settings.batchSize)) {
      const rate = scheduler.getLastLr()[0] ?? NaN;
      points.push(smoothedPoint(points.at(-1), points.length, rate, await lossOfStep(model, optimizer, train, batch)));
      scheduler.step();
      await gate.pass();
      if (points.length === STEPS || hasDiverged(points)) break;
      if (points.length % 5 === 0) tell({ points: [...points], steepest: null });
    }
    tell({ points, steepest: steepestRate(points) });
  } finally {
    optimizer.dispose();
    model.dispose();
  }
}

/** Batches of indices, from the beginning again after the last. */
function* endless(images: ImageBatches, batchSize: number): Generator<Uint32Array> {
  for (;;) yield* images.ranges(batchSize);
}

async function lossOfStep(
  model: torch.nn.Module,
  optimizer: torch.optim.Optimizer,
  data: ImageBatches,
  indices: Uint32Array,
): Promise<number> {
  const { images, labels } = data.at(indices);
  const loss = torch.scope(() => {
    const x = torch
      .fromNumpy(images)
      .reshape([indices.length, ...data.imageShape])
      .permute([0, 3, 1, 2]);
    const loss = new torch.nn.CrossEntropyLoss().forward(model.forward(x), torch.tensor([...labels]));
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
    return loss.detach();
  });
  const [value = NaN] = await loss.numpy();
  loss.dispose();
  return value;
}

/** The mean is corrected for its start at 0. */
function smoothedPoint(last: RangePoint | undefined, count: number, rate: number, loss: number): RangePoint {
  const biased = last ? last.smoothed * (1 - SMOOTHING ** count) : 0;
  const mean = SMOOTHING * biased + (1 - SMOOTHING) * loss;
  return { rate, loss, smoothed: mean / (1 - SMOOTHING ** (count + 1)) };
}

function hasDiverged(points: readonly RangePoint[]): boolean {
  const last = points.at(-1)?.smoothed ?? NaN;
  const best = Math.min(...points.map(({ smoothed }) => smoothed));
  return !Number.isFinite(last) || last > DIVERGED * best;
}

/** Where the smoothed loss falls fastest for a factor of the rate, before its least; null where it never falls. */
function steepestRate(points: readonly RangePoint[]): number | null {
  const least = Math.min(...points.map(({ smoothed }) => smoothed));
  const end = points.findIndex(({ smoothed }) => smoothed === least);
  let found: number | null = null;
  let steepest = 0;
  points.forEach(({ rate }, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (!before || !after || index >= end) return;
    const slope = (after.smoothed - before.smoothed) / Math.log(after.rate / before.rate);
    if (slope < steepest) [steepest, found] = [slope, rate];
  });
  return found;
}
