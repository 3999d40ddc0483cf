import { ShareLinkError } from '../experiment/share-link.ts';
import { parseStepForm, stepFields, type StepField, type StepForm } from './step-form.ts';

/** The form as the keys and values of a share link: batch sizes with an underscore between them. */
export function writeSharedSteps(form: StepForm): ReadonlyMap<string, string> {
  return new Map(stepFields.map(({ name, key }) => [key, form[name].replaceAll(/\s*,\s*/g, '_').trim()]));
}

/**
 * Reads what {@link writeSharedSteps} wrote.
 *
 * @throws {ShareLinkError} when a value is missing or out of its range.
 */
export function readSharedSteps(values: ReadonlyMap<string, string>): StepForm {
  const text = (field: StepField) => {
    const key = stepFields.find(({ name }) => name === field)?.key ?? '';
    return (values.get(key) ?? '').replaceAll('_', ', ');
  };
  const form = { network: text('network'), batchSizes: text('batchSizes'), steps: text('steps'), seed: text('seed') };
  const parsed = parseStepForm(form);
  if ('field' in parsed) {
    throw new ShareLinkError(`The link to this experiment has a setting that cannot be: ${parsed.fact}`);
  }
  return form;
}
