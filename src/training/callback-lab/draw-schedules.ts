import { findSchedule, torchSchedules } from '../../schedules/catalogue.ts';
import type { SchedulableOptimizer } from '../../torch/optim/lr-scheduler/index.ts';
import { catchWarnings } from '../../torch/warnings.ts';
import type { DrawnSchedule, LabSettings } from '../callback-lab-protocol.ts';
import type { DialectName } from '../protocol.ts';
import { countTrainedImages } from '../settings-rules.ts';
import { createSchedule, scheduleFunction } from './create-schedule.ts';
import { createScheduler } from './create-scheduler.ts';

/** More steps than anybody trains here, and few enough to be computed at once. */
const MOST_STEPS = 200_000;

const NOTHING = { intended: null, awaitsRun: false, error: null, warnings: [] } as const;

/** The learning rate of each step of a run, by stepping the real classes without training anything. */
export function drawSchedules(lab: LabSettings): Readonly<Record<DialectName, DrawnSchedule>> {
  return { torch: drawTorch(lab), keras: drawKeras(lab) };
}

/** Batches in an epoch of a run. */
function batchesPerEpoch({ training }: Pick<LabSettings, 'training'>): number {
  return Math.ceil(countTrainedImages(training) / training.batchSize);
}

function drawTorch(lab: LabSettings): DrawnSchedule {
  const drawn = stepScheduler(lab);
  const meant = findSchedule(torchSchedules, lab.torchSchedule?.name ?? '')?.counts === 'batches' ? 'batch' : 'epoch';
  if (!lab.torchSchedule || drawn.awaitsRun) return drawn;
  const isAsMeant = lab.stepAfter === meant && !lab.schedulerFirst;
  if (isAsMeant) return drawn;
  return { ...drawn, intended: stepScheduler({ ...lab, stepAfter: meant, schedulerFirst: false }).rates };
}

/** An optimizer that trains nothing: all that a scheduler knows of one. */
function idleOptimizer({
  optimizer,
  learningRate,
}: LabSettings['training']): SchedulableOptimizer & { stepCount: number } {
  const group = optimizer === 'adam' ? { betas: [0.9, 0.999] as const } : { momentum: 0 };
  return { paramGroups: [{ lr: learningRate, ...group }], stepCount: 0 };
}

function stepScheduler(lab: LabSettings): DrawnSchedule {
  const optimizer = idleOptimizer(lab.training);
  const rates: number[] = [];
  const awaitsRun = lab.torchSchedule?.name === 'ReduceLROnPlateau';
  let error: string | null = null;
  const warnings = catchWarnings(() => {
    try {
      const scheduler = lab.torchSchedule && createScheduler(lab.torchSchedule, optimizer);
      const step = () => {
        if (!awaitsRun) scheduler?.step();
      };
      walk(lab, step, () => {
        rates.push(optimizer.paramGroups[0]?.lr ?? NaN);
        optimizer.stepCount += 1;
      });
    } catch (thrown) {
      error = errorText(thrown);
    }
  });
  return { ...NOTHING, rates, awaitsRun, error, warnings };
}

/** The loop of a run, without its training. */
function walk(lab: LabSettings, stepScheduler: () => void, stepOptimizer: () => void): void {
  const batches = batchesPerEpoch(lab);
  const epochs = Math.min(lab.training.epochs, Math.floor(MOST_STEPS / batches));
  for (let epoch = 0; epoch < epochs; epoch++) {
    const perEpoch = lab.stepAfter === 'epoch';
    if (perEpoch && lab.schedulerFirst) stepScheduler();
    for (let batch = 0; batch < batches; batch++) {
      if (!perEpoch && lab.schedulerFirst) stepScheduler();
      stepOptimizer();
      // The step after the very last batch changes no rate that is used, but a cycle may end there with an error.
      if (!perEpoch && !lab.schedulerFirst) stepScheduler();
    }
    if (perEpoch && !lab.schedulerFirst) stepScheduler();
  }
}

function drawKeras(lab: LabSettings): DrawnSchedule {
  const { kerasSchedule, training } = lab;
  const rates: number[] = [];
  try {
    const schedule = createSchedule(kerasSchedule, training.learningRate);
    const byEpoch = kerasSchedule?.name === 'LearningRateScheduler' ? scheduleFunction(kerasSchedule) : null;
    const batches = batchesPerEpoch(lab);
    let rate = Math.fround(training.learningRate);
    for (let epoch = 0; epoch < Math.min(training.epochs, Math.floor(MOST_STEPS / batches)); epoch++) {
      if (byEpoch) rate = Math.fround(byEpoch(epoch, rate));
      for (let batch = 0; batch < batches; batch++) rates.push(schedule ? schedule.call(rates.length) : rate);
    }
  } catch (thrown) {
    return { ...NOTHING, rates, error: errorText(thrown) };
  }
  return { ...NOTHING, rates, awaitsRun: kerasSchedule?.name === 'ReduceLROnPlateau' };
}

/** As Python prints an exception that nobody catches, as the end of a sentence. */
export function errorText(thrown: unknown): string {
  const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return text.replace(/\.?$/, '.');
}
