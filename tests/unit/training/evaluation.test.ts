import { describe, expect, test } from 'vitest';
import type { ImageSet } from '../../../src/datasets/load.ts';
import { Evaluation } from '../../../src/training/evaluation.ts';
import { ImageBatches, toRgba } from '../../../src/training/image-batches.ts';

/** Images of 1 x 2 grey pixels: image i has the pixels i and 255 - i, and the label i mod 3. */
function greySet(count: number): ImageSet {
  return {
    count,
    images: Uint8Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? i / 2 : 255 - (i - 1) / 2)),
    labels: Uint8Array.from({ length: count }, (_, i) => i % 3),
  };
}

const greyBatches = (count: number) => new ImageBatches(greySet(count), [1, 2, 1], 'zeroToOne');

function evaluate(labels: readonly number[], logits: readonly (readonly number[])[]): Evaluation {
  const evaluation = new Evaluation(greyBatches(labels.length), 3);
  evaluation.add(Uint32Array.from(labels.keys()), Int32Array.from(labels), logits.flat());
  return evaluation;
}

describe('Evaluation', () => {
  test('counts predictions by label, and averages the loss over all images', () => {
    const evaluation = new Evaluation(greyBatches(4), 3);
    evaluation.add(
      Uint32Array.of(0, 1, 2),
      Int32Array.of(0, 1, 1),
      [
        [0, 0, Math.log(2)],
        [0, Math.log(6), 0],
        [0, Math.log(2), 0],
      ].flat(),
    );
    evaluation.add(Uint32Array.of(3), Int32Array.of(0), [Math.log(2), 0, 0]);
    expect(evaluation.confusionMatrix).toEqual([
      [1, 0, 1],
      [0, 2, 0],
      [0, 0, 0],
    ]);
    expect(evaluation.accuracy).toBe(0.75);
    const losses = [Math.log(4), Math.log(8 / 6), Math.log(2), Math.log(2)];
    expect(evaluation.loss).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / 4, 12);
  });

  test('keeps the first 25 images with what was said of them', () => {
    const evaluation = evaluate(
      Array.from({ length: 30 }, (_, i) => i % 3),
      Array.from({ length: 30 }, () => [0, Math.log(2), 0]),
    );
    expect(evaluation.samples).toHaveLength(25);
    const [, , third] = evaluation.samples;
    expect(third).toMatchObject({ width: 2, height: 1, label: 2, predicted: 1 });
    expect([...(third?.pixels ?? [])]).toEqual([2, 2, 2, 255, 253, 253, 253, 255]);
    for (const [index, share] of [0.25, 0.5, 0.25].entries())
      expect(third?.probabilities[index]).toBeCloseTo(share, 12);
  });

  test('knows the loss of logits that are far apart', () => {
    const { loss, samples } = evaluate([1], [[1_000, -1_000, 0]]);
    expect(loss).toBe(2_000);
    expect(samples[0]?.probabilities).toEqual([1, 0, 0]);
  });

  test.each([NaN, Infinity])('tells of weights that overflowed: a logit of %s', (logit) => {
    expect(() => evaluate([0], [[logit, 0, 0]])).toThrow(
      expect.objectContaining({ kind: 'diverged', message: expect.stringContaining('in the evaluation') as string }),
    );
  });
});

describe('ImageBatches', () => {
  test('scales bytes to [0, 1], or to [-1, 1]', () => {
    const zeroToOne = new ImageBatches(greySet(3), [1, 2, 1], 'zeroToOne').at([2, 0]);
    expect([...zeroToOne.images]).toEqual([2 / 255, 253 / 255, 0, 1].map(Math.fround));
    expect([...zeroToOne.labels]).toEqual([2, 0]);
    const minusOneToOne = new ImageBatches(greySet(3), [1, 2, 1], 'minusOneToOne').at([0]);
    expect([...minusOneToOne.images]).toEqual([-1, 1]);
  });

  test('of a part of a set count from its first image', () => {
    const batches = new ImageBatches(greySet(10), [1, 2, 1], 'zeroToOne', 4, 9);
    expect(batches.length).toBe(5);
    expect(batches.at([0]).images[0]).toBe(Math.fround(4 / 255));
    expect(batches.pixels(1)[0]).toBe(5);
    expect([...batches.ranges(2)].map((range) => [...range])).toEqual([[0, 1], [2, 3], [4]]);
  });

  test('show colors as they are stored', () => {
    const set = { count: 2, images: Uint8Array.from({ length: 12 }, (_, i) => i), labels: Uint8Array.of(0, 1) };
    expect([...toRgba(set, 1, [1, 2, 3])]).toEqual([6, 7, 8, 255, 9, 10, 11, 255]);
  });
});
