import { describe, expect, test } from 'vitest';
import { DatasetError } from '../../../src/datasets/dataset-error.ts';
import { BackendError, DeviceMemoryError } from '../../../src/engine/errors.ts';
import { toFailure } from '../../../src/training/failure.ts';
import { TrainingError } from '../../../src/training/training-error.ts';

describe('toFailure', () => {
  test('hands on the fact and the fix of our own errors', () => {
    const told = { message: 'A fact.', fix: 'A fix.' };
    expect(toFailure(new TrainingError({ kind: 'diverged', ...told }))).toEqual({ kind: 'diverged', ...told });
    expect(toFailure(new BackendError('A fact.', 'A fix.'))).toEqual({ kind: 'backend', ...told });
    expect(toFailure(new DatasetError('/data/x.bin', 'A fact.', 'A fix.'))).toEqual({ kind: 'data', ...told });
  });

  test('names the way on where the device has no room', () => {
    const failure = toFailure(new DeviceMemoryError('A fact.'));
    expect(failure).toMatchObject({ kind: 'outOfMemory', message: 'A fact.' });
    expect(failure.fix).toMatch(/smaller batch/);
  });

  test.each([
    'WebAssembly.Memory(): out of memory',
    'Array buffer allocation failed',
    'Invalid typed array length: 9e9',
  ])('knows a full memory by its message: %s', (message) => {
    expect(toFailure(new RangeError(message))).toMatchObject({ kind: 'outOfMemory' });
  });

  test('calls everything else a fault of ours, with its message', () => {
    const failure = toFailure(new TypeError('x is not a function'));
    expect(failure).toMatchObject({
      kind: 'internal',
      message: expect.stringContaining('x is not a function') as string,
    });
    expect(toFailure('a text')).toMatchObject({
      kind: 'internal',
      message: expect.stringContaining('a text') as string,
    });
  });
});
