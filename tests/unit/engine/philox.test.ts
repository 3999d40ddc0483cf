import { beforeAll, describe, expect, test } from 'vitest';
import { dropoutMask } from '../../../src/engine/dropout-mask.ts';
import { philox, type PhiloxBlock } from '../../../src/engine/random/philox.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

const most = 0xffffffff;

// The known answers that its authors publish with it.
test.each<{ counter: PhiloxBlock; key: [number, number]; expected: PhiloxBlock }>([
  { counter: [0, 0, 0, 0], key: [0, 0], expected: [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
  {
    counter: [most, most, most, most],
    key: [most, most],
    expected: [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  },
  {
    counter: [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    key: [0xa4093822, 0x299f31d0],
    expected: [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  },
])('Philox4x32-10 of $counter and $key', ({ counter, key, expected }) => {
  expect(philox(counter, key)).toEqual(expected);
});

describe('a mask of dropout', () => {
  const count = 40_000;
  const stateOf = (key: number) => {
    let draws = 0;
    return { nextStream: () => ({ key: [key, 0] as const, counter: [0, 0, draws++, 0] as const }) };
  };
  const draw = (rate: number, state = stateOf(7)) => Array.from(dropoutMask([count], rate, state).dataSync());
  const share = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length;
  /** Four standard deviations of a share around `expected`. */
  const tolerance = (expected: number) => 4 * Math.sqrt((expected * (1 - expected)) / count);

  test.each([0.1, 0.5, 0.9])('drops a share of %s, and scales the rest', (rate) => {
    const mask = draw(rate);
    expect(Math.abs(share(mask.map((value) => value === 0)) - rate)).toBeLessThan(tolerance(rate));
    expect(new Set(mask)).toEqual(new Set([0, Math.fround(1 / (1 - rate))]));
  });

  test('drops nothing at 0 and everything at 1', () => {
    expect(new Set(draw(0))).toEqual(new Set([1]));
    expect(new Set(draw(1))).toEqual(new Set([0]));
  });

  test('follows from its key and the number of the draw', () => {
    const [one, other] = [stateOf(7), stateOf(7)];
    expect([draw(0.5, one), draw(0.5, one)]).toEqual([draw(0.5, other), draw(0.5, other)]);
  });

  test.each([
    [
      'the next draw',
      () => {
        const state = stateOf(7);
        return [draw(0.3, state), draw(0.3, state)] as const;
      },
    ],
    ['another key', () => [draw(0.3), draw(0.3, stateOf(8))] as const],
    [
      'its neighbour',
      () => {
        const mask = draw(0.3);
        return [mask, [...mask.slice(1), ...mask.slice(0, 1)]] as const;
      },
    ],
  ])('is independent of %s', (_, pair) => {
    const [one, other] = pair();
    const bothDropped = one.map((value, index) => value === 0 && other[index] === 0);
    expect(Math.abs(share(bothDropped) - 0.09)).toBeLessThan(tolerance(0.09));
  });
});
