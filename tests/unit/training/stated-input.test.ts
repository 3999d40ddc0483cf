/** Whole runs of networks whose PyTorch program states a size of an input that does not fit. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { mnistSettings } from '../support/settings.ts';
import { failureOf, resultOf, stage } from '../support/training-stage.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

describe('a network whose input size is stated wrong', () => {
  const layers = mnistSettings().layers.map((layer, index) =>
    layer.type === 'dense' && index === 1 ? { ...layer, statedInput: 100 } : layer,
  );

  test('fails in PyTorch with what PyTorch says, and leaves nothing', async () => {
    const before = memory().numTensors;
    const failure = failureOf(await stage().train(mnistSettings({ layers, dialects: ['torch'] })));
    expect(failure).toMatchObject({ kind: 'network' });
    expect(failure.message).toContain('RuntimeError: mat1 and mat2 shapes cannot be multiplied (50x784 and 100x32)');
    expect(memory().numTensors).toBe(before);
  });

  test('trains in Keras, which infers the size', async () => {
    const { reports, train } = stage();
    await train(mnistSettings({ layers, dialects: ['keras'] }));
    expect(resultOf(reports, 'keras').testAccuracy).toBeGreaterThan(0.78);
  });
});
