import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RuntimeError, ValueError } from '../../../src/torch/errors.ts';
import { calculateFanInAndFanOut, calculateGain, kaimingStd } from '../../../src/torch/random/initialization.ts';
import * as random from '../../../src/torch/random.ts';

const { defaultGenerator, Generator } = random;

let generator = new Generator();
beforeEach(() => {
  generator = new Generator().manualSeed(42);
});

describe('a generator', () => {
  test('starts from the seed of PyTorch unless it is given one', () => {
    expect(new Generator().initialSeed()).toBe(67_280_421_310_721);
  });

  test('returns itself when it is seeded, and seeds as bigints where a number is not exact', () => {
    expect(generator.manualSeed(7)).toBe(generator);
    expect(generator.initialSeed()).toBe(7);
    expect(generator.manualSeed(-1).initialSeed()).toBe(2n ** 64n - 1n);
  });

  test.each([2n ** 64n, -(2n ** 63n) - 1n, 2 ** 64])('refuses the seed %s, which 64 bits do not hold', (seed) => {
    expect(() => generator.manualSeed(seed)).toThrow(ValueError);
  });

  test.each([1.5, NaN, Infinity])('refuses the seed %s, which is no integer', (seed) => {
    expect(() => generator.manualSeed(seed)).toThrow(RuntimeError);
  });

  test('keeps a state as it was, however much is drawn after it', () => {
    generator.normal(1);
    const state = generator.getState();
    const drawn = [...generator.normal(3), ...generator.uniform(1000)];
    const other = new Generator().setState(state);
    expect([...other.normal(3), ...other.uniform(1000)]).toEqual(drawn);
    expect(other.initialSeed()).toBe(42);
    expect([...generator.setState(state).normal(3), ...generator.uniform(1000)]).toEqual(drawn);
  });

  test('gives words in pairs with the high one first', () => {
    const [high, low] = [generator.nextUint32(), generator.nextUint32()];
    generator.manualSeed(42);
    expect(generator.nextUint64()).toBe((BigInt(high) << 32n) | BigInt(low));
  });

  test('makes uniform numbers that never reach the upper end', () => {
    // Between these two there is no float32, so every number would be rounded to one of the ends.
    const [low, high] = [1, 1 + 2 ** -23];
    expect(new Set(generator.uniform(100, low, high))).toEqual(new Set([low]));
  });
});

describe('draws refuse what makes no sense', () => {
  test.each<[string, () => unknown]>([
    ['uniform from above to below', () => generator.uniform(1, 2, 1)],
    ['uniform from nan', () => generator.uniform(1, NaN, 1)],
    ['a negative deviation', () => generator.normal(20, 0, -1)],
    ['an empty range', () => generator.integers(1, 3, 3)],
    ['a fraction as an end', () => generator.integers(1, 0, 1.5)],
    ['an end that a double does not hold', () => generator.integers(1, 0, 2 ** 53)],
    ['a negative length', () => generator.permutation(-1)],
    ['a length that draws another way', () => generator.permutation(214_748_364)],
    ['a probability above 1', () => generator.bernoulli(1, 1.5)],
    ['a probability of nan among others', () => generator.bernoulliFromProbabilities(Float32Array.of(0.5, NaN))],
    ['a rate of 0', () => generator.exponential(1, 0)],
    ['no samples', () => generator.multinomial(Float32Array.of(1), 0)],
    ['more samples than weights', () => generator.multinomial(Float32Array.of(1, 1), 3)],
    ['a negative weight', () => generator.multinomial(Float32Array.of(1, -1), 1)],
    ['an infinite weight', () => generator.multinomial(Float32Array.of(1, Infinity), 2, true)],
    ['weights of 0', () => generator.multinomial(Float32Array.of(0, 0), 1)],
  ])('%s', (_, draw) => {
    expect(draw).toThrow(RuntimeError);
    // The refusal costs no words.
    expect([...generator.uniform(2)]).toEqual([...new Generator().manualSeed(42).uniform(2)]);
  });

  test('a shape without fans, an unknown function, an unknown mode', () => {
    expect(() => calculateFanInAndFanOut([3])).toThrow(ValueError);
    expect(() => calculateGain(JSON.parse('"toString"') as 'relu')).toThrow(ValueError);
    expect(() => kaimingStd([2, 3], { mode: JSON.parse('"fan_both"') as 'fan_in' })).toThrow(ValueError);
  });
});

describe('multinomial without replacement', () => {
  test('draws each index once, those of weight 0 last', () => {
    const drawn = [...generator.multinomial(Float32Array.of(0, 2, 0, 1, 3), 5)];
    expect(drawn.slice(0, 3).sort((a, b) => a - b)).toEqual([1, 3, 4]);
    expect(drawn.slice(3)).toEqual([0, 2]);
  });
});

describe('the default generator', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('is seeded, saved and restored by functions of the top level', () => {
    expect(random.manualSeed(3)).toBe(defaultGenerator);
    const state = random.getRngState();
    const drawn = [...defaultGenerator.normal(5)];
    random.manualSeed(4.9);
    expect(random.initialSeed()).toBe(4);
    random.setRngState(state);
    expect([...defaultGenerator.normal(5)]).toEqual(drawn);
    expect(random.initialSeed()).toBe(3);
  });

  test('takes a seed of 53 bits from the system', () => {
    vi.spyOn(crypto, 'getRandomValues').mockReturnValue(Uint32Array.of(2 ** 32 - 1, 5));
    expect(random.seed()).toBe((2 ** 21 - 1) * 2 ** 32 + 5);
    expect(random.initialSeed()).toBe((2 ** 21 - 1) * 2 ** 32 + 5);
    vi.restoreAllMocks();
    expect(random.seed()).not.toBe(random.seed());
  });
});
