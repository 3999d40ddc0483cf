import { readFileSync } from 'node:fs';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { mistakeTexts } from '../../../../components/mistake/mistake-texts.ts';
import { mistakeNames, type MistakeName } from '../../../../src/training/mistake-protocol.ts';
import type { Metrics } from '../../../../components/experiment/expectation.ts';
import { mistakeRun } from '../../support/run-mistake.ts';
import { startWasm } from '../../support/wasm.ts';

beforeAll(startWasm);

interface JudgedSide {
  readonly message: { readonly name: string; readonly text: string } | null;
  readonly curve: readonly number[];
}

interface JudgedMistake {
  readonly name: string;
  readonly wrong: JudgedSide;
  readonly right: JudgedSide;
}

const cases = ['torch', 'keras'].flatMap((framework) => {
  const url = new URL(`../../../fixtures/${framework}/mistakes.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { readonly cases: readonly JudgedMistake[] }).cases;
});

function judged(mistake: MistakeName): JudgedMistake {
  const found = cases.find(({ name }) => name === mistake);
  if (!found) throw new Error(`The judges have not run ${mistake}.`);
  return found;
}

type Effect = (metrics: Metrics) => void;

/** The wrong side ends higher or lower than a bound, the right one beyond another. */
const ends =
  (curve: string, wrong: readonly ['above' | 'below', number], right: readonly ['above' | 'below', number]): Effect =>
  (metrics) => {
    for (const [side, [direction, bound]] of [['wrong', wrong] as const, ['right', right] as const]) {
      const level = metrics[side + curve] ?? NaN;
      if (direction === 'above') expect(level).toBeGreaterThan(bound);
      else expect(level).toBeLessThan(bound);
    }
  };

/** What must be seen of the silent mistakes after 100 steps. */
const effects: Readonly<Partial<Record<MistakeName, Effect>>> = {
  'torch-missing-zero-grad': ends('Loss', ['above', 0.8], ['below', 0.5]),
  // Of three classes, no probabilities can give less.
  'torch-softmax-before-cross-entropy': ends('Loss', ['above', Math.log(1 + 2 / Math.E)], ['below', 0.2]),
  'torch-missing-eval': ends('Loss', ['above', 0.42], ['below', 0.4]),
  'learning-rate-too-high': ends('Loss', ['above', 2], ['below', 0.7]),
  'keras-missing-from-logits': ends('Loss', ['above', 0.4], ['below', 0.2]),
  // The variance of the targets.
  'keras-labels-shape': ends('Loss', ['above', 3], ['below', 0.01]),
  'channels-order': ends('Accuracy', ['below', 0.8], ['above', 0.95]),
  'validation-tail-sorted': ends('Accuracy', ['below', 0.3], ['above', 0.8]),
};

describe.each(mistakeNames)('%s', (mistake) => {
  it('has the effect that it is shown for, and frees what it made', async () => {
    const before = memory().numTensors;
    const metrics = (await mistakeRun(mistake)).metrics(mistakeTexts[mistake]);
    if (mistakeTexts[mistake].outcome.kind === 'told') expect(metrics).toEqual({ wrongMessages: 1, rightMessages: 0 });
    else {
      const effect = effects[mistake];
      if (!effect) throw new Error(`Nobody says what ${mistake} does.`);
      effect(metrics);
    }
    expect(memory().numTensors).toBe(before);
  });

  it('says of the framework what the judges heard, and the dialect says it too', async () => {
    const { wrong, right } = judged(mistake);
    expect(right.message).toBeNull();
    const { outcome } = mistakeTexts[mistake];
    expect(wrong.message).toEqual(outcome.kind === 'told' ? outcome.says : null);
    if (outcome.kind !== 'told') return;
    const { message } = (await mistakeRun(mistake)).sides.wrong;
    expect(message?.name).toBe(outcome.says.name);
    // Keras's losses have words of their own here; PyTorch's begin alike, and then name the way on in TypeScript.
    if (mistake.startsWith('torch')) expect(message?.text.slice(0, 36)).toBe(outcome.says.text.slice(0, 36));
  });
});

it.each(['torch-missing-zero-grad', 'torch-softmax-before-cross-entropy', 'learning-rate-too-high'] as const)(
  '%s gives the losses of real PyTorch, step by step',
  async (mistake) => {
    const { sides } = await mistakeRun(mistake, 40);
    for (const side of ['wrong', 'right'] as const) {
      const losses = judged(mistake)[side].curve.slice(0, 40);
      for (const [step, loss] of losses.entries()) expect(sides[side].values[step]).toBeCloseTo(loss, 3);
    }
  },
);
