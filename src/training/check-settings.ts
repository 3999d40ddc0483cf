import type { TrainingSettings } from './protocol.ts';
import { trainingSettingsSchema } from './schemas.ts';
import { batchProblems, datasetProblems, imageCountProblems, networkProblems } from './settings-rules.ts';
import { TrainingError } from './training-error.ts';

/**
 * Checks everything that can be known of settings before data and tensors are loaded.
 *
 * @throws {TrainingError} of kind `settings` or `network`, for the first thing that is wrong.
 */
export function checkSettings(candidate: unknown): TrainingSettings {
  const parsed = trainingSettingsSchema.safeParse(candidate);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    const message = `The setting "${path}" cannot be trained with: ${issue?.message ?? 'it is invalid'}.`;
    throw new TrainingError({ kind: 'settings', message, fix: 'Change it, or restore the preset.' });
  }
  const settings = parsed.data;
  const [problem] = [datasetProblems, imageCountProblems, batchProblems, networkProblems].flatMap((rule) =>
    rule(settings),
  );
  if (!problem) return settings;
  const { field, fact, fix } = problem;
  throw new TrainingError({ kind: field === 'layers' ? 'network' : 'settings', message: fact, fix });
}
