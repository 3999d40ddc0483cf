import { ValueError } from './errors.ts';

/** Python's `f'{value:.2f}'`: the exact value of the double, a half rounded to even. */
export function formatFixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const scaled = roundHalfToEven(Math.abs(value), digits)
    .toString()
    .padStart(digits + 1, '0');
  const point = scaled.length - digits;
  return sign + scaled.slice(0, point) + (digits > 0 ? `.${scaled.slice(point)}` : '');
}

/** Python's `f'{value:.4e}'`: with an exponent of two digits at least. */
export function formatExponential(value: number, digits: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  return withLongExponent(value.toExponential(digits));
}

/** Python's `repr` of a float: the fewest digits that give it back, `1.0`, `1e-05`. */
export function reprFloat(value: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  if (Object.is(value, -0)) return '-0.0';
  const magnitude = Math.abs(value);
  if (value !== 0 && (magnitude < 1e-4 || magnitude >= 1e16)) return withLongExponent(value.toExponential());
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

const specification =
  /^(?:(?<fill>[^{}])?(?<align>[<>=^]))?(?<plus>[+ -]?)(?<zeros>0?)(?<width>\d*)(?<comma>,?)(?:\.(?<precision>\d+))?(?<type>[a-zA-Z%]?)$/;

/**
 * Python's `format(value, spec)` for what file names need: alignment, sign, width, leading zeros, thousands, precision,
 * and the types d, f, e, g and %.
 *
 * @param isInteger whether Python would hold the value as an int.
 * @throws {ValueError} for another specification.
 */
export function formatNumber(value: number, spec: string, isInteger: boolean): string {
  const found = specification.exec(spec)?.groups;
  const { zeros = '', width = '', comma = '', precision = '', type = '', plus = '' } = found ?? {};
  const isKnown = found && (type === 'd' ? isInteger && !precision : 'feg%'.includes(type));
  if (!isKnown || (type === '' && precision)) {
    throw new ValueError(`Unknown format code '${spec}' for object of type '${isInteger ? 'int' : 'float'}'`);
  }
  const unsigned = plain(Math.abs(value), type, precision === '' ? 6 : Number(precision), isInteger);
  const isNegative = value < 0 || Object.is(value, -0);
  const sign = isNegative ? '-' : plus === '-' ? '' : plus;
  const { fill = zeros || ' ', align = zeros ? '=' : '>' } = found;
  return aligned(sign, comma ? withCommas(unsigned) : unsigned, Number(width), fill, align);
}

function aligned(sign: string, digits: string, width: number, fill: string, align: string): string {
  const missing = Math.max(0, width - sign.length - digits.length);
  const before = align === '^' ? Math.floor(missing / 2) : align === '<' ? 0 : missing;
  const filling = fill.repeat(before);
  const number = align === '=' ? sign + filling + digits : filling + sign + digits;
  return number + fill.repeat(missing - before);
}

function plain(value: number, type: string, digits: number, isInteger: boolean): string {
  if (type === 'f') return formatFixed(value, digits);
  if (type === 'e') return formatExponential(value, digits);
  if (type === 'g') return formatGeneral(value, Math.max(1, digits));
  if (type === '%') return `${formatFixed(value * 100, digits)}%`;
  return isInteger ? String(value) : reprFloat(value);
}

/** Python's `f'{value:.3g}'`: so many digits in all, without zeros at the end. */
function formatGeneral(value: number, digits: number): string {
  if (!Number.isFinite(value)) return notFinite(value);
  const exponent = Number(value.toExponential(digits - 1).split('e')[1]);
  if (exponent >= -4 && exponent < digits) return withoutZeros(formatFixed(value, digits - 1 - exponent));
  const [mantissa = '', power = ''] = formatExponential(value, digits - 1).split('e');
  return `${withoutZeros(mantissa)}e${power}`;
}

function withoutZeros(number: string): string {
  return number.includes('.') ? number.replace(/\.?0+$/, '') : number;
}

/** `12345.5` to `12,345.5`. */
export function withCommas(number: string): string {
  return number.replace(/\d(?=(?:\d{3})+(?!\d))/g, (digit, offset: number) =>
    number.slice(0, offset).includes('.') ? digit : `${digit},`,
  );
}

/** `value * 10 ** digits` as a whole number, of a value that is not negative. */
function roundHalfToEven(value: number, digits: number): bigint {
  // Doubling changes no digit of the binary fraction, so that it ends in a whole number of 2 ** -places.
  let places = 0n;
  let whole = value;
  for (; !Number.isInteger(whole); places += 1n) whole *= 2;
  const numerator = BigInt(whole) * 10n ** BigInt(digits);
  const denominator = 2n ** places;
  const floor = numerator / denominator;
  const doubledRest = 2n * (numerator % denominator);
  const roundsUp = doubledRest > denominator || (doubledRest === denominator && floor % 2n === 1n);
  return roundsUp ? floor + 1n : floor;
}

function withLongExponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, 'e$10$2');
}

function notFinite(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}
