/** How a computed value is written. */
export interface ComputedForm {
  /** Digits after the decimal point, exactly. */
  readonly digits?: number | undefined;
  /** Significant digits, in place of `digits`. */
  readonly significant?: number | undefined;
  /** Times 100, with a percent sign. */
  readonly percent?: boolean | undefined;
  /** Without separators of thousands, as programs print numbers. */
  readonly plain?: boolean | undefined;
  /** How a list is written; `commas` if nothing is said. */
  readonly list?: ListForm | undefined;
  /** Written behind the value, on the same line. */
  readonly unit?: string | undefined;
  /** Language of the sentence; English if nothing is said. */
  readonly lang?: string | undefined;
}

/** `commas` 1, 2; `times` 1 × 2; `arrows` 1 → 2; `tuple` (1, 2) and `brackets` [1, 2] as Python prints them. */
export type ListForm = 'commas' | 'times' | 'arrows' | 'tuple' | 'brackets';

/** Precision of float32: a whole number that was computed in it counts as whole. */
const WHOLE_TOLERANCE = 2 ** -24;
const NO_BREAK_SPACE = '\u00A0';
/** Groups thousands where a comma might be read as a decimal one. The point stays, as programs print it. */
const NARROW_NO_BREAK_SPACE = '\u202F';
const MINUS_SIGN = '\u2212';

/**
 * A computed value as a sentence writes it: `122,570`, `0.241`, `6 × 6 × 64`, `(3, 32, 32)`.
 *
 * @throws {Error} when a value is not finite, or is not whole and nobody has said how many digits it gets.
 */
export function computedText(value: number | readonly number[], form: ComputedForm = {}): string {
  const text = typeof value === 'number' ? numberText(value, form) : listText(value, form);
  return form.unit === undefined ? text : `${text}${NO_BREAK_SPACE}${form.unit}`;
}

function listText(values: readonly number[], { list = 'commas', ...form }: ComputedForm): string {
  const isPython = list === 'tuple' || list === 'brackets';
  const texts = values.map((value) => numberText(value, { ...form, plain: isPython || form.plain }));
  switch (list) {
    case 'commas':
      return texts.join(', ');
    case 'times':
      return texts.join(' × ');
    case 'arrows':
      return texts.join(' → ');
    case 'tuple':
      return withHyphens(`(${texts.join(', ')}${texts.length === 1 ? ',' : ''})`);
    case 'brackets':
      return withHyphens(`[${texts.join(', ')}]`);
  }
}

function numberText(
  value: number,
  { digits, significant, percent = false, plain = false, lang = 'en' }: ComputedForm,
): string {
  if (!Number.isFinite(value)) throw new Error(`Computed: ${value} is no number to print. Mend the computation.`);
  if (digits === undefined && significant === undefined && !isWhole(percent ? 100 * value : value)) {
    throw new Error(`Computed: ${value} is not whole. Say how it is rounded: digits={3} or significant={3}.`);
  }
  const text = new Intl.NumberFormat('en', {
    style: percent ? 'percent' : 'decimal',
    useGrouping: !plain,
    signDisplay: 'negative',
    ...(significant === undefined
      ? { minimumFractionDigits: digits ?? 0, maximumFractionDigits: digits ?? 0 }
      : { minimumSignificantDigits: significant, maximumSignificantDigits: significant }),
  }).format(value);
  return text.replace('-', MINUS_SIGN).replaceAll(',', lang === 'en' ? ',' : NARROW_NO_BREAK_SPACE);
}

function isWhole(value: number): boolean {
  return Math.abs(value - Math.round(value)) <= Math.abs(value) * WHOLE_TOLERANCE;
}

/** Python writes a minus as a hyphen. */
function withHyphens(text: string): string {
  return text.replaceAll(MINUS_SIGN, '-');
}
