import { expect, test } from 'vitest';
import { packCode, unpackCode } from '../../../../components/python-cell/share-code.ts';

test.each(['', 'print("Grüße 😀")\n', 'x = 1\n'.repeat(2000)])('a program comes back as it was', async (code) => {
  const text = await packCode(code);
  expect(text).toMatch(/^[\w-]*$/);
  expect(await unpackCode(text)).toBe(code);
});

test('a long program is short in a link', async () => {
  expect((await packCode('model.add(layers.Dense(10))\n'.repeat(200))).length).toBeLessThan(200);
});

test.each(['%%%', 'AAAA', 'x'.repeat(1000)])('%j is refused', async (text) => {
  await expect(unpackCode(text)).rejects.toThrow(RangeError);
});

test('what would fill the memory is refused', async () => {
  await expect(unpackCode(await packCode('a'.repeat(10_000_000)))).rejects.toThrow(RangeError);
});
