import { expect, it } from 'vitest';
import type { Result } from '../../../bench/comparison.ts';
import { readOptions } from '../../../bench/options.ts';
import { ratioToReference, tableOf } from '../../../bench/report.ts';
import { spreadOf } from '../../../bench/statistics.ts';

it('compares everything without options, and less with --quick', () => {
  expect(readOptions([])).toMatchObject({
    batchSizes: [32, 128, 512],
    pace: { rounds: 15, slowRounds: 3 },
    minutes: 60,
    software: false,
  });
  expect(readOptions(['--quick'])).toMatchObject({
    batchSizes: [32],
    pace: { rounds: 5, slowRounds: 2 },
    minutes: 5,
    python: null,
  });
  expect(readOptions(['--quick', '--batches', '128,1', '--rounds', '2'])).toMatchObject({
    batchSizes: [128, 1],
    pace: { rounds: 2 },
  });
  // The first contenders are those that nobody wants to miss when time runs short.
  expect(readOptions(['--contenders', 'tfjs-cpu,duet-wasm']).contenders).toEqual(['duet-wasm', 'tfjs-cpu']);
});

it('says in a sentence what it does not understand', () => {
  const message = (...args: string[]): string => {
    try {
      readOptions(args);
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : '';
    }
    return 'understood';
  };
  expect(message('--networks', 'resnet')).toBe(
    'Failure: There is no network "resnet": choose from mlp, mnist-cnn, source-000, source-001.',
  );
  expect(message('--contenders', 'caffe')).toContain('There is no contender "caffe": choose from duet-');
  expect(message('--batches', '32,many')).toBe('Failure: --batches takes whole numbers above 0, and got "many".');
  expect(message('--minutes', '0')).toBe('Failure: --minutes takes whole numbers above 0, and got "0".');
  expect(message('--fast')).toMatch(/^Failure: Unknown option '--fast'.*\nUsage: npm run bench -- /s);
});

const measured = (contender: Result['contender'], milliseconds: number): Result => ({
  status: 'measured',
  contender,
  step: spreadOf([milliseconds]),
  samples: [milliseconds],
  stepsPerTurn: 1,
  start: 1500,
  firstLoss: 2,
  lastLoss: 1,
  trainedSteps: 2,
  commands: { dispatches: 16, passes: 1, submits: 1, buffers: 0.25, bindGroups: 0, bytesWritten: 12, reads: 0 },
});

it('prints a table of the measured, compared with stock tfjs, and a sentence for each other', () => {
  const results: Result[] = [
    measured('duet-webgpu-replay', 4),
    measured('tfjs-webgpu', 100),
    { status: 'left out', contender: 'tfjs-cpu', reason: 'no time was left' },
  ];
  const [head = '', replay = '', stock = '', ...others] = tableOf(results).split('\n');
  expect(head.split(/ {2,}/)).toHaveLength(13);
  expect(replay.split(/ {2,}/)).toEqual([
    ...['Duet, WebGPU, replay', '4.00', '4.00 to 4.00', '1 x 1', '1.50', '25.0'],
    ...['16', '1', '1', '0.3', '0', '12', '0'],
  ]);
  expect(stock).toContain('100');
  expect(others).toEqual(['tfjs, CPU: left out, no time was left.']);
  expect(new Set([head, replay, stock].map(({ length }) => length)).size).toBe(1);
});

it('has no ratio where stock tfjs was not measured', () => {
  const duet = measured('duet-wasm', 4);
  expect(ratioToReference(duet, [duet])).toBeNull();
  expect(ratioToReference(duet, [duet, measured('tfjs-webgpu', 100)])).toBe(25);
});
