import { runsOf, type RunGroup } from '../seed-spread/spread.ts';

/** Losses after each epoch, the mean over the seeds of a group. */
export interface MeanCurves {
  readonly training: readonly number[];
  readonly validation: readonly number[];
  /** Runs that the means are of. */
  readonly seeds: number;
}

/**
 * The curves of one group of runs, from a file with one row for each epoch of each run and the columns `epoch`, `seed`,
 * `training_loss` and `validation_loss`.
 *
 * @throws {Error} when no row belongs to the group, or a run lacks an epoch.
 */
export function meanCurves(csv: string, group: RunGroup): MeanCurves {
  const byEpoch = Map.groupBy(runsOf(csv, group), ({ epoch }) => Number(epoch));
  const epochs = [...byEpoch.keys()].sort((a, b) => a - b).map((epoch) => byEpoch.get(epoch) ?? []);
  const seeds = epochs[0]?.length ?? 0;
  if (epochs.some((runs) => runs.length !== seeds)) {
    throw new Error(`Measured curves: not every run of ${JSON.stringify(group)} has every epoch.`);
  }
  const mean = (column: string) =>
    epochs.map((runs) => runs.reduce((sum, run) => sum + Number(run[column]), 0) / runs.length);
  return { training: mean('trainingLoss'), validation: mean('validationLoss'), seeds };
}
