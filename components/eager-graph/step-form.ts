import type { EagerGraphSettings } from '../../src/training/protocol.ts';
import { eagerGraphSettingsSchema } from '../../src/training/schemas.ts';

export type StepField = keyof EagerGraphSettings;

/** The fields of the form as texts. */
export type StepForm = Readonly<Record<StepField, string>>;

/** A field that no run can begin with. */
export interface StepProblem {
  readonly field: StepField;
  readonly fact: string;
  readonly fix: string;
}

/** Fields in their order, with the key of a share link and what they take. */
export const stepFields: readonly {
  readonly name: StepField;
  readonly key: string;
  readonly label: string;
  readonly fix: string;
}[] = [
  { name: 'network', key: 'net', label: 'Network', fix: 'Choose one of the list.' },
  {
    name: 'batchSizes',
    key: 'batches',
    label: 'Batch sizes',
    fix: 'Take one to six different whole numbers from 1 to 1,024, with commas between them.',
  },
  { name: 'steps', key: 'steps', label: 'Steps a round', fix: 'Take a whole number from 1 to 100.' },
  { name: 'seed', key: 'seed', label: 'Seed', fix: 'Take a whole number from 0 to 4,294,967,295.' },
];

/** The settings of a form, or what is wrong with the first field that is. */
export function parseStepForm(form: StepForm): EagerGraphSettings | StepProblem {
  const parsed = eagerGraphSettingsSchema.safeParse({
    network: form.network,
    batchSizes: form.batchSizes.split(',').map(wholeNumber),
    steps: wholeNumber(form.steps),
    seed: wholeNumber(form.seed),
  });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues[0]?.path[0];
  const field = stepFields.find(({ name }) => name === wrong);
  if (!field) throw new Error(`The schema names no field of the form: ${String(wrong)}.`);
  return {
    field: field.name,
    fact:
      form[field.name] === ''
        ? `${field.label}: nothing is set.`
        : `${field.label} cannot be “${form[field.name].slice(0, 30)}”.`,
    fix: field.fix,
  };
}

function wholeNumber(text: string): number {
  return /^\d{1,10}$/.test(text.trim()) ? Number(text) : NaN;
}
