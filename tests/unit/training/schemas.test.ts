import { describe, expect, test } from 'vitest';
import type { TrainingRequest } from '../../../src/training/protocol.ts';
import { isTrainingReport, trainingRequestSchema } from '../../../src/training/schemas.ts';
import { mnistSettings } from '../support/settings.ts';

describe('a request', () => {
  test.each<TrainingRequest>([
    { type: 'train', runId: 1, backend: 'auto', settings: mnistSettings() },
    { type: 'preview', runId: 2, dataset: 'cifar10', count: 25, offset: 0 },
    { type: 'pause', runId: 3 },
    { type: 'resume', runId: 3 },
    { type: 'step', runId: 3 },
    { type: 'stop', runId: 3 },
  ])('of the protocol is accepted: $type', (request) => {
    expect(trainingRequestSchema.safeParse(request)).toEqual({ success: true, data: request });
  });

  test.each([
    ['no object', 'train'],
    ['nothing', null],
    ['an unknown type', { type: 'explode', runId: 1 }],
    ['no run', { type: 'pause' }],
    ['a run 0', { type: 'pause', runId: 0 }],
    ['half a run', { type: 'stop', runId: 1.5 }],
    ['an unknown backend', { type: 'train', runId: 1, backend: 'cuda', settings: mnistSettings() }],
    ['no settings', { type: 'train', runId: 1, backend: 'auto' }],
    ['settings that are nothing', { type: 'train', runId: 1, backend: 'auto', settings: null }],
    ['an unknown data set', { type: 'preview', runId: 1, dataset: 'imagenet', count: 1, offset: 0 }],
    ['no image', { type: 'preview', runId: 1, dataset: 'mnist', count: 0, offset: 0 }],
    ['101 images', { type: 'preview', runId: 1, dataset: 'mnist', count: 101, offset: 0 }],
    ['a negative offset', { type: 'preview', runId: 1, dataset: 'mnist', count: 1, offset: -1 }],
  ])('with %s is refused', (_, request) => {
    expect(trainingRequestSchema.safeParse(request).success).toBe(false);
  });
});

describe('a report', () => {
  test('is told from other messages by its type and its run', () => {
    expect(isTrainingReport({ type: 'alive', runId: 1 })).toBe(true);
    expect(isTrainingReport({ type: 'engine', runId: 1 })).toBe(true);
    for (const message of [null, 7, 'alive', {}, { type: 'alive' }, { runId: 1 }, { type: 'toString', runId: 1 }]) {
      expect(isTrainingReport(message), JSON.stringify(message)).toBe(false);
    }
  });
});
