import { expect, it } from 'vitest';
import { compare, stepsPerTurn, type Entrant, type Result } from '../../../bench/comparison.ts';
import type { ContenderName } from '../../../bench/options.ts';
import { OutOfTime, TimeBudget } from '../../../bench/time-budget.ts';
import type { CommandCounts } from '../../../bench/training.ts';

const pace = { rounds: 5, slowRounds: 2, turnMilliseconds: 100 };
const counts: CommandCounts = {
  dispatches: 8,
  passes: 1,
  submits: 1,
  buffers: 0,
  bindGroups: 0,
  bytesWritten: 4,
  reads: 0,
};

/** Contenders that take the time that they are told to take, by a clock that only they move. */
class Stand {
  milliseconds = 0;
  readonly turns: string[] = [];
  readonly budget = (minutes: number) => new TimeBudget(minutes, () => this.milliseconds);

  entrant(
    name: ContenderName,
    step: number,
    lossOf: (step: number) => number = (trained) => 2 / trained,
    expectedStep: number | null = null,
  ): Entrant {
    let trained = 0;
    return {
      name,
      expectedStep,
      prepare: () =>
        Promise.resolve({
          warmUpSteps: 1,
          train: (steps: number) => {
            trained += steps;
            this.milliseconds += steps * step;
            this.turns.push(name);
            const scaled = Object.entries(counts).map(([key, count]) => [key, count * steps]);
            return Promise.resolve({
              milliseconds: steps * step,
              loss: lossOf(trained),
              counts: Object.fromEntries(scaled) as typeof counts,
            });
          },
          release: () => Promise.resolve(),
        }),
    };
  }
}

function reasonOf(results: readonly Result[], contender: ContenderName): string {
  const result = results.find((candidate) => candidate.contender === contender);
  return result && result.status !== 'measured' ? `${result.status}: ${result.reason}` : 'measured';
}

it('gives each contender its turns in rotation, after all have warmed up', async () => {
  const stand = new Stand();
  const entrants = [stand.entrant('duet-wasm', 10), stand.entrant('tfjs-cpu', 50)];
  const [fast, slow] = await compare(entrants, pace, stand.budget(1));
  expect(stand.turns.slice(6)).toEqual(Array.from({ length: 5 }, () => ['duet-wasm', 'tfjs-cpu']).flat());
  expect(fast).toMatchObject({
    stepsPerTurn: 10,
    samples: [10, 10, 10, 10, 10],
    step: { median: 10 },
    commands: counts,
  });
  expect(slow).toMatchObject({
    stepsPerTurn: 2,
    step: { median: 50 },
    trainedSteps: 14,
    firstLoss: 2,
    lastLoss: 2 / 14,
  });
});

it('times a slow contender less often, the warm step included', async () => {
  const stand = new Stand();
  const [result] = await compare([stand.entrant('tfjs-cpu', 3000)], pace, stand.budget(1));
  expect(result).toMatchObject({ samples: [3000, 3000], trainedSteps: 3, start: 3000 });
});

it('keeps no time for a second turn of a slow contender while others wait for their first', async () => {
  const stand = new Stand();
  const entrants = [stand.entrant('tfjs-webgpu', 20_000), stand.entrant('tfjs-cpu', 10, undefined, 10)];
  const [slow, fast] = await compare(entrants, pace, stand.budget(0.7));
  expect(slow).toMatchObject({ samples: [20_000] });
  expect(fast).toMatchObject({ samples: [10, 10, 10, 10, 10] });
});

it('names as broken who computes no falling loss, another loss, or nothing', async () => {
  const stand = new Stand();
  const failing: Entrant = {
    name: 'tfjs-webgl',
    expectedStep: null,
    prepare: () => Promise.reject(new Error('frame.evaluate: Error: no context.\n    at there')),
  };
  const results = await compare(
    [
      stand.entrant('duet-wasm', 10),
      stand.entrant('jax-wasm', 10),
      stand.entrant('tfjs-cpu', 10, () => 2),
      stand.entrant('tfjs-webgpu', 10, (trained) => (trained > 20 ? NaN : 2 / trained)),
      stand.entrant('jax-webgpu', 10, (trained) => 2.1 / trained),
      failing,
    ],
    pace,
    stand.budget(1),
  );
  expect(reasonOf(results, 'duet-wasm')).toBe('measured');
  expect(reasonOf(results, 'tfjs-cpu')).toBe('broken: its loss does not fall: 2.0000, then 2.0000');
  expect(reasonOf(results, 'tfjs-webgpu')).toBe('broken: its loss is NaN');
  expect(reasonOf(results, 'jax-webgpu')).toBe('broken: its first loss is 2.1000, and that of the others 2.0000');
  expect(reasonOf(results, 'tfjs-webgl')).toBe('broken: no context');
});

it('leaves out for whom the time is too short, and says so', async () => {
  const stand = new Stand();
  const cut: Entrant = { name: 'jax-wasm', expectedStep: null, prepare: () => Promise.reject(new OutOfTime()) };
  const results = await compare(
    [stand.entrant('duet-wasm', 10), stand.entrant('tfjs-cpu', 10, undefined, 40_000), cut],
    pace,
    stand.budget(1),
  );
  expect(results.map(({ status }) => status)).toEqual(['measured', 'left out', 'left out']);
  expect(reasonOf(results, 'tfjs-cpu')).toContain('its steps would take some 40 s each');
  expect(stand.turns).not.toContain('tfjs-cpu');
});

it('ends turns with the time, but for one turn of each', async () => {
  const stand = new Stand();
  const entrants = [stand.entrant('duet-wasm', 1000), stand.entrant('tfjs-cpu', 1000)];
  const results = await compare(entrants, { ...pace, rounds: 1000 }, stand.budget(0.2));
  expect(results[0]).toMatchObject({ status: 'measured' });
  expect(stand.milliseconds).toBeLessThanOrEqual(14_000);
});

it('fills a turn with steps, at least one and at most a hundred', () => {
  expect([300, 100, 12, 0.01].map((step) => stepsPerTurn(step, 250))).toEqual([1, 3, 21, 100]);
});
