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

const cases = ['torch'].flatMap((framework) => {
  const url = new URL(`../../../fixtures/${framework}/mistakes.json`, import.meta.url);
  return (JSON.parse(readFileSync(url, 'utf8')) as { readonly cases: readonly JudgedMistake[] }).cases;
});

function judged(mistake: MistakeName): JudgedMistake {
  const found = cases.find(({ name }) => name === mistake);
  if (!found) throw new Error(`The judges have not run ${mistake}.`);
  return found;
}

/** What must be seen of the silent mistakes after 100 steps. */
const effects: Readonly<Partial<Record<MistakeName, (metrics: Metrics) => void>>> = {
  'torch-missing-zero-grad': ({ wrongLoss = NaN, rightLoss = NaN }) => {
    expect(rightLoss).toBeLessThan(0.5);
    expect(wrongLoss).toBeGreaterThan(2 * rightLoss);
  },
  'torch-softmax-before-cross-entropy': ({ wrongLoss = NaN, rightLoss = NaN }) => {
    expect(rightLoss).toBeLessThan(0.2);
    expect(wrongLoss).toBeGreaterThan(Math.log(1 + 2 / Math.E));
  },
};

describe.each(mistakeNames)('%s', (mistake) => {
  it('has the effect that it is shown for, and frees what it made', async () => {
    const before = memory().numTensors;
    const metrics = (await mistakeRun(mistake)).metrics(mistakeTexts[mistake]);
    if (mistakeTexts[mistake].outcome.kind === 'told') expect(metrics).toEqual({ wrongMessages: 1, rightMessages: 0 });
    else effects[mistake]?.(metrics);
    expect(mistakeTexts[mistake].outcome.kind === 'told' || effects[mistake]).toBeTruthy();
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
    // The dialect may name its own way on instead of Python's after the fact.
    expect(message?.text.slice(0, 40)).toBe(outcome.says.text.slice(0, 40));
  });
});

it.each(['torch-missing-zero-grad', 'torch-softmax-before-cross-entropy'] as const)(
  '%s gives the losses of real PyTorch, step by step',
  async (mistake) => {
    const { sides } = await mistakeRun(mistake, 40);
    for (const side of ['wrong', 'right'] as const) {
      const losses = judged(mistake)[side].curve.slice(0, 40);
      for (const [step, loss] of losses.entries()) expect(sides[side].values[step]).toBeCloseTo(loss, 3);
    }
  },
);
