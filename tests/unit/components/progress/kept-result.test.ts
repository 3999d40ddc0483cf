import { expect, test } from 'vitest';
import { readKeptResult, withRun } from '../../../../components/progress/kept-result.ts';

const run = {
  title: 'A CNN',
  preset: 'quick' as const,
  backend: 'wasm',
  metrics: { testAccuracy: 0.43 },
  isMet: true,
  date: '2026-11-22T10:00:00.000Z',
};

test('keeps the last run, and counts all', () => {
  const first = withRun(null, { ...run, isMet: false, metrics: { testAccuracy: 0.1 } });
  expect(first).toMatchObject({ runs: 1, isMet: false });
  expect(withRun(first, run)).toEqual({ ...run, runs: 2 });
});

test.each([false, null])('what was reached once stays reached: then %s', (isMet) => {
  const reached = withRun(null, run);
  expect(withRun(reached, { ...run, isMet, metrics: { testAccuracy: 0 } })).toEqual({ ...run, runs: 2 });
});

test('keeps no more figures than a file may hold, and only numbers', () => {
  const metrics = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`rate[${index}]`, index || NaN]));
  const { metrics: kept } = withRun(null, { ...run, metrics });
  expect(Object.keys(kept)).toHaveLength(60);
  expect(kept).not.toHaveProperty('rate[0]');
});

test('reads what was kept, and nothing else', () => {
  const kept = withRun(null, run);
  expect(readKeptResult(JSON.stringify(kept))).toEqual(kept);
  for (const change of [
    { preset: 'huge' },
    { metrics: { testAccuracy: '1' } },
    { metrics: null },
    { isMet: 1 },
    { date: 'x' },
    { runs: 1.5 },
    { title: undefined },
    { backend: 7 },
  ])
    expect(readKeptResult(JSON.stringify({ ...kept, ...change })), JSON.stringify(change)).toBeNull();
  for (const text of ['', 'null', '[]', '7']) expect(readKeptResult(text)).toBeNull();
});
