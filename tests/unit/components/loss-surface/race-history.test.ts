import { describe, expect, test } from 'vitest';
import { RaceHistory } from '../../../../components/loss-surface/race-history.ts';
import {
  lossTable,
  lossText,
  pathTable,
  positionText,
  surfaceTable,
} from '../../../../components/loss-surface/race-tables.ts';
import type { LossSurfaceSettings, RacedSteps, SurfaceReport } from '../../../../src/training/protocol.ts';

const settings: LossSurfaceSettings = {
  problem: 'regression',
  dialect: 'torch',
  xDomain: [0, 2],
  yDomain: [-1, 1],
  gridSize: 3,
  epochs: 200,
  seed: 42,
  start: null,
  racers: [
    { optimizer: 'momentum', learningRate: 0.1 },
    { optimizer: 'adam', learningRate: 0.1 },
  ],
};
const surface: SurfaceReport = {
  type: 'surface',
  runId: 1,
  losses: Float32Array.from({ length: 9 }, (_, index) => index),
  evaluations: 1,
  start: [1, 0],
  points: [],
};

const steps = (count: number, first: number): RacedSteps => ({
  losses: Array.from({ length: count }, (_, index) => 1 / (first + index)),
  positions: Array.from({ length: count }, (_, index) => [first + index, -(first + index)] as const),
});

/** A race of so many steps, told in two reports. */
function raced(count: number): RaceHistory {
  const history = new RaceHistory(settings, surface);
  const half = Math.floor(count / 2);
  history.add({ type: 'raced', runId: 1, epoch: half, racers: [steps(half, 1), steps(half, 1)] });
  history.add({
    type: 'raced',
    runId: 1,
    epoch: count,
    racers: [steps(count - half, half + 1), steps(count - half, half + 1)],
  });
  return history;
}

describe('a race', () => {
  test('joins what is reported, from the start on', () => {
    const history = raced(5);
    expect(history.epoch).toBe(5);
    const [first] = history.paths;
    expect(first?.optimizer).toMatchObject({ name: 'momentum', number: 2 });
    expect(first?.positions.map(([x]) => x)).toEqual([1, 1, 2, 3, 4, 5]);
    expect(first?.losses).toEqual([1, 1 / 2, 1 / 3, 1 / 4, 1 / 5]);
  });

  test('has the figures of its first racer, and of every hundredth epoch', () => {
    expect(raced(200).metrics()).toEqual({
      slope: 200,
      intercept: -200,
      loss100: 0.01,
      loss200: 0.005,
      lowestLoss: 0.005,
      diverged: 0,
    });
  });

  test('ends a path where it leaves the numbers, and keeps figures that are numbers', () => {
    const history = new RaceHistory(settings, surface);
    const gone: RacedSteps = {
      losses: [1, 9, NaN],
      positions: [
        [5, 5],
        [Infinity, NaN],
        [NaN, NaN],
      ],
    };
    history.add({ type: 'raced', runId: 1, epoch: 3, racers: [gone, steps(3, 1)] });
    const [first] = history.paths;
    expect(first?.positions).toEqual([
      [1, 0],
      [5, 5],
    ]);
    expect(first?.divergedAfter).toBe(2);
    expect(history.metrics()).toEqual({ slope: 5, intercept: 5, lowestLoss: 1 / 3, diverged: 1 });
    expect(pathTable(history).rows.at(-1)).toEqual(['3', 'diverged', '(3.00, −3.00)']);
    expect(lossTable(history).rows.at(-1)).toEqual(['3', 'no number', '0.3333']);
  });
});

describe('a table', () => {
  test('of losses has a tenth of the epochs, and where the race is', () => {
    const { columns, rows } = lossTable(raced(50));
    expect(columns).toEqual(['Epoch', 'SGD, momentum', 'Adam']);
    expect(rows.map(([epoch]) => epoch)).toEqual(['20', '40', '50']);
    expect(rows[0]).toEqual(['20', '0.0500', '0.0500']);
  });

  test('of positions begins with the start', () => {
    expect(pathTable(raced(20)).rows).toEqual([
      ['0', '(1.00, 0.00)', '(1.00, 0.00)'],
      ['20', '(20.00, −20.00)', '(20.00, −20.00)'],
    ]);
  });

  test('of the surface has its greatest y first, as the map has it on top', () => {
    const { columns, rows } = surfaceTable(raced(2));
    expect(columns).toEqual(['bias \\ weight', '0.00', '1.00', '2.00']);
    expect(rows).toEqual([
      ['1.00', '6.0000', '7.0000', '8.0000'],
      ['0.00', '3.0000', '4.0000', '5.0000'],
      ['−1.00', '0.0000', '1.0000', '2.0000'],
    ]);
  });
});

test('numbers are written with as many digits as they need', () => {
  expect([0.00741, 0, 123456, 0.00001234, NaN].map(lossText)).toEqual([
    '0.0074',
    '0.0000',
    '1.23e+5',
    '1.23e-5',
    'no number',
  ]);
  expect(positionText([-1.005e6, 2])).toBe('(−1.0e+6, 2.00)');
});
