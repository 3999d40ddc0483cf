import { describe, expect, test } from 'vitest';
import { surfaceCode, surfaceProgram } from '../../../../components/loss-surface/code/surface-program.ts';
import { script } from '../../../../src/export/script.ts';
import { judgedProblems, judgedRace } from '../../support/surfaces.ts';

const dialects = ['torch', 'keras'] as const;

// The real frameworks run these very files.
describe.each(judgedProblems)('the program of the %s', (problem) => {
  test.each(dialects)('in %s is what the judge runs', async (dialect) => {
    const text = script(surfaceProgram(judgedRace(problem, dialect), dialect));
    await expect(text).toMatchFileSnapshot(`../../../judges/surfaces/${problem}_${dialect}.py`);
  });

  test.each(dialects)('in %s fills every placeholder', (dialect) => {
    expect(surfaceCode(judgedRace(problem, dialect), dialect)).not.toMatch(/@\w+@|undefined|NaN/);
  });
});

test.each(dialects)('a chosen start and the racers that take part are in the code in %s', (dialect) => {
  const code = surfaceCode(
    {
      ...judgedRace('regression', dialect),
      start: [1.5, -2],
      epochs: 2_500,
      racers: [{ optimizer: 'nesterov', learningRate: 1e-7 }],
    },
    dialect,
  );
  expect(code).toContain('start = [1.5, -2.0]');
  expect(code).toContain('range(2_500)');
  expect(code.match(/partial\(/g)).toHaveLength(1);
  expect(code).toMatch(/SGD, (lr=)?1e-7, momentum=0\.9, nesterov=True/);
});
