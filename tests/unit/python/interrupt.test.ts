import { beforeAll, expect, test } from 'vitest';
import { InterruptSignal } from '../../../src/python/interrupt-signal.ts';
import type { PythonInterpreter } from '../../../src/python/interpreter.ts';
import { outputOf, startPython } from '../support/python.ts';

let python: PythonInterpreter;

beforeAll(async () => {
  python = await startPython();
}, 120_000);

test('an endless loop ends when the address is revoked, and the next cell runs', async () => {
  const begin = performance.now();
  const signal = new InterruptSignal(() => performance.now() - begin < 500);
  python.interruptBy(signal.buffer);
  signal.begin('blob:here');
  const { error } = await outputOf(python, 'count = 0\nwhile True:\n    count += 1\n', 'loop');
  expect(error).toMatchObject({ kind: 'KeyboardInterrupt', line: 3 });
  expect(performance.now() - begin).toBeLessThan(5_000);
  signal.begin('');
  expect(await outputOf(python, 'print(count > 1000)', 'loop')).toEqual({ text: 'True\n', error: null });
});
