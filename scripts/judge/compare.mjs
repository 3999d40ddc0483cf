/**
 * @typedef {{ name: string, tolerance?: number } & Readonly<Record<string, unknown>>} Case
 * @typedef {{ framework: string, cases: readonly Case[] }} Golden
 */

/** Another processor may round the last bits another way. */
const ROUNDING = 1e-6;

/**
 * Holds golden cases against new ones by their names: the first difference of each case that differs. Numbers may differ
 * by one part in a million, or by the tolerance of their case where that is more; everything else must be the same.
 *
 * @param {Golden} committed
 * @param {Golden} fresh
 * @returns {{ cases: number, differences: string[] }} how many cases there are, and one line for each that differs
 */
export function differencesOfGoldens(committed, fresh) {
  const before = new Map(committed.cases.map((each) => [each.name, each]));
  const now = new Map(fresh.cases.map((each) => [each.name, each]));
  const names = [...new Set([...before.keys(), ...now.keys()])];
  const differences = names.flatMap((name) => {
    const difference = differenceOfCases(before.get(name), now.get(name));
    return difference === undefined ? [] : [`${name}: ${difference}`];
  });
  if (committed.framework !== fresh.framework && committed.cases.length > 0) {
    differences.unshift(`framework is ${committed.framework}, and ${fresh.framework} now`);
  }
  return { cases: names.length, differences };
}

/**
 * @param {Case | undefined} before
 * @param {Case | undefined} now
 * @returns {string | undefined}
 */
function differenceOfCases(before, now) {
  if (!before) return 'is not committed';
  if (!now) return 'is not made any more';
  return firstDifference(before, now, Math.max(ROUNDING, now.tolerance ?? 0), '');
}

/**
 * @param {unknown} before
 * @param {unknown} now
 * @param {number} tolerance
 * @param {string} where path to the value, such as `.gradients[0].tensor[3]`
 * @returns {string | undefined}
 */
function firstDifference(before, now, tolerance, where) {
  if (typeof before === 'number' && typeof now === 'number') {
    const allowed = tolerance * Math.max(1, Math.abs(before), Math.abs(now));
    return Math.abs(before - now) <= allowed ? undefined : `${where} is ${before}, and ${now} now`;
  }
  if (!isStructure(before) || !isStructure(now) || Array.isArray(before) !== Array.isArray(now)) {
    return before === now ? undefined : `${where} is ${JSON.stringify(before)}, and ${JSON.stringify(now)} now`;
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
    const step = Array.isArray(now) ? `[${key}]` : `.${key}`;
    const difference = firstDifference(before[key], now[key], tolerance, `${where}${step}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

/**
 * @param {unknown} value
 * @returns {value is Readonly<Record<string, unknown>>} also for an array, whose keys are its indices
 */
function isStructure(value) {
  return typeof value === 'object' && value !== null;
}
