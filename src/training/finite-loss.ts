import { TrainingError } from './training-error.ts';

/**
 * Refuses a loss that is no number any more.
 *
 * @param when where in the run it was found, such as `in epoch 1, batch 7`.
 * @throws {TrainingError} of kind `diverged`.
 */
export function requireFiniteLoss(loss: number, when: string): void {
  if (Number.isFinite(loss)) return;
  throw new TrainingError({
    kind: 'diverged',
    message: `The loss became ${loss} ${when}: the training diverged.`,
    fix: 'Try a smaller learning rate.',
  });
}
