import { indent } from './python-literals.ts';

/** A parameter of a schedule or callback. */
type Argument = number | string | boolean | readonly number[];

/** Lines that fit a narrow pane. */
const LINE_CHARACTERS = 56;

/** An argument as a Python literal. */
export function pythonLiteral(value: Argument | undefined): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'object') return `[${value.join(', ')}]`;
  return typeof value === 'string' ? `"${value}"` : String(value);
}

/** "name=value" of each argument, or of those that are named. */
export function keywordArguments(values: Readonly<Record<string, Argument>>, names = Object.keys(values)): string[] {
  return names.map((name) => `${name}=${pythonLiteral(values[name])}`);
}

/** A call on one line where it fits a narrow pane, else an argument on each. */
export function callLines(name: string, given: readonly string[], prefix = ''): string[] {
  const line = `${prefix}${name}(${given.join(', ')})`;
  if (line.length <= LINE_CHARACTERS && !given.some((argument) => argument.includes('\n'))) return [line];
  return [`${prefix}${name}(`, ...indent(given.map((argument) => `${argument},`)), ')'];
}
