/** How far a printed number may be from the recorded one: another processor sums in another order. */
const RELATIVE_TOLERANCE = 1e-4;
/** Below this a number is what rounding has left of nothing. */
const NOISE = 1e-6;

const number = /(?<![\w.])[-+]?\d+(?:,\d{3})*(?:\.\d*)?(?:e[-+]?\d+)?/gi;
/** Durations such as `2s`, `12ms/step` and `0.3 seconds` differ from run to run. */
const duration = /\b\d+(?:\.\d+)?(?:e[-+]?\d+)? ?(?:ns|us|µs|ms|s|seconds?|minutes?)\b/gi;
const address = /\b0x[0-9a-f]+\b/gi;

/**
 * The first line in which printed text differs from recorded text. Words and whole numbers must be the same; others may differ by one part
 * in ten thousand or by one in their last printed place; durations and addresses count as equal.
 *
 * @param {string} recorded
 * @param {string} printed
 * @returns {string | undefined} the difference in a sentence, or nothing when there is none
 */
export function differenceOfOutputs(recorded, printed) {
  const [before, now] = [recorded.trimEnd().split('\n'), printed.trimEnd().split('\n')];
  const length = Math.max(before.length, now.length);
  for (let index = 0; index < length; index++) {
    const [was, is] = [before[index], now[index]];
    if (was !== undefined && is !== undefined && sameLine(was, is)) continue;
    return `line ${index + 1} is ${JSON.stringify(was ?? null)}, and ${JSON.stringify(is ?? null)} now`;
  }
  return undefined;
}

/**
 * @param {string} was
 * @param {string} is
 */
function sameLine(was, is) {
  if (was === is) return true;
  const [before, now] = [masked(was), masked(is)];
  if (words(before) !== words(now)) return false;
  const numbers = now.match(number) ?? [];
  return (before.match(number) ?? []).every((text, index) => sameNumber(text, numbers[index] ?? ''));
}

/** @param {string} line */
function masked(line) {
  return line.replace(address, 'ADDRESS').replace(duration, 'DURATION');
}

/** @param {string} line with numbers and the spaces that align them as one sign */
function words(line) {
  return line
    .replace(number, '#')
    .replace(/ +/g, ' ')
    .replace(/([[(]) /g, '$1')
    .trim();
}

/**
 * @param {string} was
 * @param {string} is
 */
function sameNumber(was, is) {
  const [before, now] = [valueOf(was), valueOf(is)];
  if (isWhole(was) && isWhole(is)) return before === now;
  const allowed = RELATIVE_TOLERANCE * Math.max(Math.abs(before), Math.abs(now));
  return Math.abs(before - now) <= Math.max(allowed, NOISE, 1.001 * lastPlace(was));
}

/** @param {string} text */
function valueOf(text) {
  return Number(text.replaceAll(',', ''));
}

/** @param {string} text */
function isWhole(text) {
  return !/[.e]/i.test(text);
}

/**
 * @param {string} text
 * @returns {number} what one in the last printed place is worth; 0 for a whole number, which has nothing rounded away
 */
function lastPlace(text) {
  const [, decimals, exponent] = /\.(\d*)(?:e([-+]?\d+))?$/i.exec(text) ?? [];
  return decimals ? 10 ** (Number(exponent ?? 0) - decimals.length) : 0;
}
