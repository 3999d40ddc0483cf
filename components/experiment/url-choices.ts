import { backendChoices, isBackendChoice, type BackendChoice } from './backends.ts';
import { isPresetName, presetNames, type PresetName } from './presets.ts';

/** What the page's URL chooses for every experiment of the page; null where it chooses nothing. */
export interface UrlChoices {
  readonly backend: BackendChoice | null;
  readonly preset: PresetName | null;
  readonly seed: number | null;
  /** One sentence of fact and one of what happens instead, for each value that means nothing. */
  readonly problems: readonly string[];
}

const LARGEST_SEED = 2 ** 32 - 1;

/** Reads `?backend= ?preset= ?seed=`; a value that means nothing is a problem for the reader, never an exception. */
export function readUrlChoices(search: string): UrlChoices {
  const parameters = new URLSearchParams(search);
  const problems: string[] = [];
  const read = <T>(name: string, parse: (text: string) => T | null, allowed: string): T | null => {
    const text = parameters.get(name);
    if (text === null) return null;
    const value = parse(text);
    if (value === null) {
      problems.push(`The address asks for ${name} “${text.slice(0, 40)}”, which does not exist: choose ${allowed}.`);
    }
    return value;
  };
  return {
    backend: read('backend', (text) => (isBackendChoice(text) ? text : null), listed(backendChoices)),
    preset: read('preset', (text) => (isPresetName(text) ? text : null), listed(presetNames)),
    seed: read('seed', parseSeed, `a whole number from 0 to ${LARGEST_SEED}`),
    problems,
  };
}

/** The seed that an address names; null for what is none. */
export function parseSeed(text: string): number | null {
  return /^\d{1,10}$/.test(text) && Number(text) <= LARGEST_SEED ? Number(text) : null;
}

function listed(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;
}
