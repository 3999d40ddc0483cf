import { expect, test } from 'vitest';
import { assemble, defineFunction, f32x4, i32, i32x4, repeat, advance } from '../../../src/engine/wasm/assembler.ts';
import { vectorModule } from '../../../src/engine/wasm/vector-functions.ts';

/** Runs the function of this name in a memory of its own, which it returns. */
function run(module: Uint8Array<ArrayBuffer>, name: string, ...numbers: number[]): ArrayBuffer {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(module), { env: { memory } });
  (exports as Record<string, (...numbers: number[]) => void>)[name]?.(...numbers);
  return memory.buffer;
}

const edges = [0, 1, 63, 64, 127, 128, 8191, 8192, 2 ** 20, 2 ** 31 - 1];

test.each([...edges, ...edges.map((value) => -value - 1)])('writes the whole number %i', (value) => {
  const write = defineFunction('write', ['to'], ({ to }) => f32x4.store(to.get, i32x4.splat(i32.constant(value))));
  expect(new Int32Array(run(assemble([write]), 'write', 16), 16, 4)).toEqual(Int32Array.of(value, value, value, value));
});

test.each([0, 124, 128, 20_000])('reaches %i bytes behind an address', (offset) => {
  const copy = defineFunction('copy', ['to'], ({ to }) =>
    f32x4.store(to.get, i32x4.constant([1, -2, 3, 2 ** 30]), offset),
  );
  expect(new Int32Array(run(assemble([copy]), 'copy', 32), 32 + offset, 4)).toEqual(Int32Array.of(1, -2, 3, 2 ** 30));
});

test('repeats as often as a number says, and keeps functions and their variables apart', () => {
  const fill = (name: string, value: number) =>
    defineFunction(name, ['to', 'count'], ({ to, count }, local) => {
      const [left, number] = [local('i32'), local('v128')];
      const step = [...f32x4.store(to.get, number.get), ...advance(to, i32.constant(16))];
      return [...left.set(count.get), ...number.set(i32x4.splat(i32.constant(value))), ...repeat(left, step)];
    });
  const numbers = new Int32Array(run(assemble([fill('sevens', 7), fill('nines', 9)]), 'nines', 0, 3));
  expect([...numbers.slice(0, 13)]).toEqual([...Array.from({ length: 12 }, () => 9), 0]);
});

test('the module of the functions is valid, and small', () => {
  expect(WebAssembly.validate(vectorModule())).toBe(true);
  expect(vectorModule().length).toBeLessThan(10_000);
});
