import { describe, expect, test } from 'vitest';
import { readSafetensors, writeSafetensors } from '../../../src/weights/safetensors.ts';
import { WeightsError } from '../../../src/weights/weights-error.ts';

const tensors = [
  { name: 'conv1.weight', shape: [2, 1, 2, 2], values: Float32Array.from([1, -2, 3.5, 1e-9, 0, -0, 7, 8]) },
  { name: 'conv1.bias', shape: [2], values: Float32Array.from([0.1, -0.1]) },
  { name: 'scalar', shape: [], values: Float32Array.from([3]) },
  { name: 'none', shape: [0, 4], values: new Float32Array() },
];
const metadata = { format: 'pt', note: '“in words”: {"of": [1]}' };

/** A file with a header of the caller's own. */
function fileOf(header: string, numbers: Uint8Array = new Uint8Array()): Uint8Array {
  const bytes = new TextEncoder().encode(header);
  const file = new Uint8Array(8 + bytes.length + numbers.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(bytes.length), true);
  file.set(bytes, 8);
  file.set(numbers, 8 + bytes.length);
  return file;
}

const entry = (dtype: string, shape: readonly number[], begin: number, end: number) =>
  JSON.stringify({ dtype, shape, data_offsets: [begin, end] });

describe('a safetensors file', () => {
  test('gives back what was written', () => {
    const file = writeSafetensors({ tensors, metadata });
    expect(readSafetensors(file)).toEqual({ tensors, metadata });
    expect(new DataView(file.buffer).getUint32(0, true) % 8).toBe(0);
  });

  test('is read from the middle of a buffer', () => {
    const file = writeSafetensors({ tensors, metadata });
    const shifted = new Uint8Array(file.length + 3);
    shifted.set(file, 3);
    expect(readSafetensors(shifted.subarray(3)).tensors).toEqual(tensors);
  });

  test('may have numbers of other types of floats', () => {
    const numbers = new Uint8Array(8 + 12 + 4);
    new Float64Array(numbers.buffer, 0, 1)[0] = 0.1;
    // 1, -2, the smallest above 0, infinity, NaN and 65504 as float16.
    new Uint16Array(numbers.buffer, 8, 6).set([0x3c00, 0xc000, 0x0001, 0x7c00, 0x7e00, 0x7bff]);
    new Uint16Array(numbers.buffer, 20, 2).set([0x3f80, 0xc040]);
    const header = `{"d":${entry('F64', [1], 0, 8)},"h":${entry('F16', [6], 8, 20)},"b":${entry('BF16', [2], 20, 24)}}`;
    const [double, half, brain] = readSafetensors(fileOf(header, numbers)).tensors;
    expect(double?.values).toEqual(Float32Array.from([0.1]));
    expect(half?.values).toEqual(Float32Array.from([1, -2, 2 ** -24, Infinity, NaN, 65504]));
    expect(brain?.values).toEqual(Float32Array.from([1, -3]));
  });
});

describe('a file that is none', () => {
  const valid = entry('F32', [1], 0, 4);
  const four = new Uint8Array(4);
  const huge = new Uint8Array(64);
  new DataView(huge.buffer).setBigUint64(0, 2n ** 31n, true);
  const greatest = new Uint8Array(64).fill(255);

  test.each([
    ['too short', new Uint8Array(7), 'A file of 7 bytes'],
    ['a header of 2 GB', huge, 'claim a header of 2,147,483,648 bytes; 56 follow'],
    ['a header of all that 64 bits can say', greatest, 'claim a header of 18,446,744,073,709,551,615 bytes'],
    ['text', new TextEncoder().encode('x,y\n1,2\n3,4\n'), 'claim a header of'],
    ['no JSON', fileOf('{"a":'), 'no JSON'],
    ['no UTF-8', fileOf('{}').fill(255, 8), 'no JSON'],
    ['nested too deep', fileOf('['.repeat(100_000)), 'no JSON'],
    ['a list', fileOf('[]'), 'no object'],
    ['spaces first', fileOf(' {}'), 'no object'],
    [
      'an entry without a place',
      fileOf('{"a":{"dtype":"F32","shape":[1]}}', four),
      'does not say the type, shape and place of a',
    ],
    ['a negative size', fileOf(`{"a":${entry('F32', [-1], 0, 4)}}`, four), 'does not say'],
    ['half a size', fileOf(`{"a":${entry('F32', [0.5], 0, 4)}}`, four), 'does not say'],
    [
      'integers',
      fileOf(`{"n":${entry('I64', [1], 0, 8)}}`, new Uint8Array(8)),
      'n has numbers of type I64; F32, F64, F16, BF16 are read.',
    ],
    ['a shape of another size', fileOf(`{"a":${entry('F32', [2], 0, 4)}}`, four), 'a of shape [2] has 4 bytes of F32'],
    ['a shape too large for numbers', fileOf(`{"a":${entry('F32', [2 ** 52, 2 ** 52, 0], 0, 4)}}`, four), 'a of shape'],
    ['an end before its begin', fileOf(`{"a":${entry('F32', [1], 4, 0)}}`, four), 'a of shape [1] has -4 bytes'],
    [
      'a hole',
      fileOf(`{"a":${entry('F32', [1], 4, 8)}}`, new Uint8Array(8)),
      'The numbers of a begin at byte 4, not at 0',
    ],
    ['an overlap', fileOf(`{"a":${valid},"b":${valid}}`, four), 'The numbers of b begin at byte 0, not at 4'],
    ['a name twice', fileOf(`{"a":${valid},"a":${valid}}`, four), 'names a tensor twice'],
    ['numbers missing', fileOf(`{"a":${valid}}`), 'describes 4 bytes of numbers; it has 0'],
    ['numbers left over', fileOf(`{"a":${valid}}`, new Uint8Array(5)), 'describes 4 bytes of numbers; it has 5'],
    ['metadata that are no texts', fileOf('{"__metadata__":{"a":1}}'), 'metadata'],
  ])('because of %s is refused with the reason', (_, file, reason) => {
    expect(() => readSafetensors(file)).toThrow(WeightsError);
    expect(() => readSafetensors(file)).toThrow(reason);
  });

  test('never throws anything but our error, wherever it is cut or altered', () => {
    const file = writeSafetensors({ tensors, metadata });
    let state = 1;
    const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
    const outcomes = { read: 0, refused: 0 };
    for (let round = 0; round < 5_000; round++) {
      const altered = file.slice(0, round % 2 ? random(file.length) : file.length);
      for (let flips = random(4); flips > 0; flips--) {
        const index = random(altered.length + 1);
        altered[index] = (altered[index] ?? 0) ^ (1 << random(8));
      }
      try {
        readSafetensors(altered);
        outcomes.read += 1;
      } catch (error) {
        if (!(error instanceof WeightsError)) throw error;
        outcomes.refused += 1;
      }
    }
    expect(outcomes.read).toBeGreaterThan(100);
    expect(outcomes.refused).toBeGreaterThan(2_500);
  });
});
