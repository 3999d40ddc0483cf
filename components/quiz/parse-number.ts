/** A minus sign may be the one of print, and thousands may be grouped by commas: 65,600 or −0.5 or 1e-3. */
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** The number that a text says, or null where it says none. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replaceAll('−', '-');
  if (GROUPED.test(plain)) return Number(plain.replaceAll(',', ''));
  return PLAIN.test(plain) ? Number(plain) : null;
}
