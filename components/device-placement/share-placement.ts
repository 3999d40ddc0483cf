import type { PlacementSettings } from '../../src/training/protocol.ts';
import { placementSettingsSchema } from '../../src/training/schemas.ts';
import { ShareLinkError } from '../experiment/share-link.ts';
import { placementFields } from './placement-presets.ts';

/** A field that no run can begin with. */
export interface PlacementProblem {
  readonly field: keyof PlacementSettings;
  readonly fact: string;
  readonly fix: string;
}

/** Settings from texts by field, or what is wrong with the first that is. */
export function parsePlacement(
  textOf: (field: keyof PlacementSettings) => string,
): PlacementSettings | PlacementProblem {
  const numbers = placementFields.map(({ name }) => [name, wholeNumber(textOf(name))] as const);
  const parsed = placementSettingsSchema.safeParse(Object.fromEntries(numbers));
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues[0]?.path[0];
  const { name, label, allowed } = placementFields.find((field) => field.name === wrong) ?? placementFields[0];
  return {
    field: name,
    fact: `${label} cannot be “${textOf(name).slice(0, 20)}”.`,
    fix: `Take a whole number, ${allowed}.`,
  };
}

/**
 * Reads the values of a share link.
 *
 * @throws {ShareLinkError} when one is missing or out of its range.
 */
export function readSharedPlacement(values: ReadonlyMap<string, string>): PlacementSettings {
  const keys = new Map(placementFields.map(({ name, key }) => [name, key]));
  const parsed = parsePlacement((field) => values.get(keys.get(field) ?? '') ?? '');
  if ('field' in parsed)
    throw new ShareLinkError(`The link to this experiment has a setting that cannot be: ${parsed.fact}`);
  return parsed;
}

function wholeNumber(text: string): number {
  return /^\d{1,10}$/.test(text.trim()) ? Number(text) : NaN;
}
