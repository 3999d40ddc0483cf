import { expect, test } from 'vitest';
import { TerminalText } from '../../../../components/python-cell/terminal-text.ts';

function shown(...pieces: readonly string[]): string {
  const terminal = new TerminalText();
  return pieces.map((piece) => terminal.write(piece)).join('') + terminal.line;
}

test.each([
  [['one\ntwo'], 'one\ntwo'],
  [['1/3', '\r2/3', '\r3/3\n'], '3/3\n'],
  [['100%\r5%'], '5%0%'],
  [['abc\b\bX'], 'aXc'],
  [['\b\bx'], 'x'],
  [['\u001B[1mbold\u001B[0m'], 'bold'],
  [['a\u001B[3', '2mb'], 'ab'],
  [['😀\n'], '😀\n'],
] as const)('%j is shown as %j', (pieces, expected) => {
  expect(shown(...pieces)).toBe(expected);
});
