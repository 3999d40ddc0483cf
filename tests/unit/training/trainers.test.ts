/** What a session cannot see of a trainer: its tensors between steps, and a stop inside of a validation. */
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { DialectProgress } from '../../../src/training/dialect-progress.ts';
import type { EpochMeans } from '../../../src/training/dialect-progress.ts';
import { Gate } from '../../../src/training/gate.ts';
import { ImageBatches } from '../../../src/training/image-batches.ts';
import { trainWithKeras } from '../../../src/training/keras-trainer.ts';
import { StopSignal } from '../../../src/training/stop-signal.ts';
import { trainWithTorch } from '../../../src/training/torch-trainer.ts';
import type { TrainerContext } from '../../../src/training/trainer.ts';
import { SeededNumbers } from '../support/numbers.ts';
import { mnistSettings } from '../support/settings.ts';
import { startWasm } from '../support/wasm.ts';

const IMAGES = 1_000;
const IMAGE_SHAPE = [16, 16, 1] as const;
/** Of all images as float32. */
const DATA_BYTES = IMAGES * 16 * 16 * 4;

/** A progress that looks at the memory of tensors after each step, and stops the run in its second validation batch. */
class WatchedProgress extends DialectProgress {
  mostBytes = 0;
  evaluations = 0;
  readonly #stopAfter: number;

  constructor(stopAfter: number) {
    const options = { runId: 1, dialect: 'keras', epochs: 1, batchesPerEpoch: 80, imagesPerEpoch: 800 } as const;
    super({ ...options, gate: new Gate(() => undefined), report: () => undefined, now: () => performance.now() });
    this.#stopAfter = stopAfter;
  }

  override stepped(images: number, means: EpochMeans): Promise<void> {
    this.mostBytes = Math.max(this.mostBytes, memory().numBytes);
    return super.stepped(images, means);
  }

  override evaluated(): Promise<void> {
    this.evaluations += 1;
    return this.evaluations === this.#stopAfter ? Promise.reject(new StopSignal()) : super.evaluated();
  }
}

function contextWith(progress: DialectProgress): TrainerContext {
  const random = new SeededNumbers(1);
  const images = Uint8Array.from({ length: IMAGES * 16 * 16 }, () => random.integer(0, 255));
  const labels = Uint8Array.from({ length: IMAGES }, () => random.integer(0, 9));
  const set = { count: IMAGES, images, labels };
  const part = (first: number, last: number) => new ImageBatches(set, IMAGE_SHAPE, 'zeroToOne', first, last);
  return {
    settings: mnistSettings({ batchSize: 10, epochs: 1 }),
    train: part(0, 800),
    validation: part(800, 900),
    test: part(900, 1_000),
    classCount: 10,
    progress,
  };
}

beforeAll(startWasm);

describe.each([
  ['keras', trainWithKeras],
  ['torch', trainWithTorch],
])('the trainer of %s', (_, train) => {
  test('makes tensors of a batch when its step comes, not of all images', async () => {
    const before = memory();
    const progress = new WatchedProgress(Infinity);
    await train(contextWith(progress));
    expect(progress.mostBytes - before.numBytes).toBeGreaterThan(0);
    expect(progress.mostBytes - before.numBytes).toBeLessThan(DATA_BYTES / 4);
    expect(progress.evaluations).toBe(20);
    expect(memory().numTensors).toBe(before.numTensors);
  });

  test.each([
    ['the validation', 2],
    ['the test', 12],
  ])('leaves no tensor behind when it is stopped inside of %s', async (__, stopAfter) => {
    const before = memory().numTensors;
    const progress = new WatchedProgress(stopAfter);
    await expect(train(contextWith(progress))).rejects.toThrow(StopSignal);
    expect(progress.evaluations).toBe(stopAfter);
    expect(memory().numTensors).toBe(before);
  });
});
