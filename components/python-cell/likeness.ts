/** Stands for what is not recorded: figures of a training that was cut, a device, a path. */
const NOT_RECORDED = '…';
/** Numbers with a fraction: another processor rounds them otherwise. */
const fraction = /-?\d+\.\d*(?:e[-+]?\d+)?/g;
/** Share of a number that the judges allow, too. */
const TOLERANCE = 1e-4;

/** `close`: but for the last digits of some numbers. */
export type Likeness = 'same' | 'close' | 'other';

/** How like what a program has printed is to what was recorded; blank lines and spaces at the ends do not count. */
export function likeness(printed: string, recorded: string): Likeness {
  if (matches(printed, recorded)) return 'same';
  const [found, expected] = [fractionsOf(printed), fractionsOf(recorded)];
  const areNear = found.every((text, index) => isNear(text, expected[index] ?? ''));
  return areNear && matches(withoutFractions(printed), withoutFractions(recorded)) ? 'close' : 'other';
}

/** A number with another digit may be printed wider, and what stands beside it is then aligned otherwise. */
function withoutFractions(text: string): string {
  return text.replaceAll(fraction, '0.0').replaceAll(' ', '');
}

function matches(printed: string, recorded: string): boolean {
  const pattern = linesOf(recorded).map((line) => (line === NOT_RECORDED ? '(?:.*\n)*' : `${escaped(line)}\n`));
  const text = linesOf(printed).map((line) => `${line}\n`);
  return new RegExp(`^${pattern.join('')}$`).test(text.join(''));
}

function fractionsOf(text: string): string[] {
  return text.match(fraction) ?? [];
}

function isNear(found: string, expected: string): boolean {
  const difference = Math.abs(Number(found) - Number(expected));
  return difference <= Math.max(TOLERANCE * Math.abs(Number(expected)), 1.01 * lastPlaceOf(expected));
}

/** What one of the last digit stands for; of `2.`, which NumPy writes where no digit follows, nothing. */
function lastPlaceOf(number: string): number {
  const [, digits = '', exponent = '0'] = /\.(\d*)(?:e(.+))?$/.exec(number) ?? [];
  return digits === '' ? 0 : 10 ** (Number(exponent) - digits.length);
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
