import { expect, test } from 'vitest';
import { OutputBuffer, type OutputPiece } from '../../../src/python/output-buffer.ts';

test('what is printed at once is one piece, and streams keep their order', () => {
  const pieces: OutputPiece[] = [];
  let now = 0;
  const buffer = new OutputBuffer(
    (piece) => pieces.push(piece),
    () => now,
  );
  buffer.write('a', 'stdout');
  buffer.write('b', 'stdout');
  buffer.write('c', 'stdout');
  buffer.write('!', 'stderr');
  now = 60;
  buffer.write('d', 'stdout');
  buffer.flush();
  expect(pieces).toEqual([
    { text: 'a', stream: 'stdout' },
    { text: 'bc', stream: 'stdout' },
    { text: '!', stream: 'stderr' },
    { text: 'd', stream: 'stdout' },
  ]);
});

test('a million prints end with a notice', () => {
  const pieces: OutputPiece[] = [];
  let now = 0;
  const buffer = new OutputBuffer(
    (piece) => pieces.push(piece),
    () => (now += 1),
  );
  for (let line = 0; line < 1_000_000; line += 1) buffer.write(`${line}\n`, 'stdout');
  buffer.flush();
  expect(pieces.length).toBeLessThan(1_000);
  expect(pieces.at(-1)?.text).toContain('200,000 characters are shown');
  expect(pieces.slice(0, -1).reduce((sum, { text }) => sum + text.length, 0)).toBe(200_000);
});
