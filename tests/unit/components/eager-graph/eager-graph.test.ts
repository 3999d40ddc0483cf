import { describe, expect, it } from 'vitest';
import { ShareLinkError } from '../../../../components/experiment/share-link.ts';
import { readSharedSteps, writeSharedSteps } from '../../../../components/eager-graph/share-steps.ts';
import { parseStepForm, type StepForm } from '../../../../components/eager-graph/step-form.ts';
import { presetForm, stepHint, stepPresets } from '../../../../components/eager-graph/step-presets.ts';
import { batchSizesOf, stepMetrics, type DialectStep } from '../../../../components/eager-graph/step-results.ts';
import { obstacleText, outcomeText, triedStepRows } from '../../../../components/eager-graph/tried-steps.ts';
import { presetNames } from '../../../../components/experiment/presets.ts';
import type { StepCounts, TimedStep } from '../../../../src/training/protocol.ts';
import { readCases } from '../../support/golden-cases.ts';

const form: StepForm = { network: 'cnn', batchSizes: '1, 16,64', steps: '10', seed: '7' };

describe('the form', () => {
  it('becomes settings', () => {
    expect(parseStepForm(form)).toEqual({ network: 'cnn', batchSizes: [1, 16, 64], steps: 10, seed: 7 });
    for (const preset of presetNames) expect(parseStepForm(presetForm(preset))).toEqual(stepPresets[preset]);
  });

  it.each([
    ['network', 'resnet'],
    ['batchSizes', ''],
    ['batchSizes', '8, 8'],
    ['batchSizes', '0'],
    ['batchSizes', '1,2,3,4,5,6,7'],
    ['batchSizes', '8; 16'],
    ['steps', '0'],
    ['steps', '1e1'],
    ['seed', '-1'],
  ] as const)('names the field %s that cannot be “%s”', (field, text) => {
    const problem = parseStepForm({ ...form, [field]: text });
    expect(problem).toMatchObject({ field });
    expect('fact' in problem && problem.fact).toContain(text);
  });

  it('goes through a share link', () => {
    const shared = writeSharedSteps(form);
    expect(shared.get('batches')).toBe('1_16_64');
    expect(readSharedSteps(shared)).toEqual({ ...form, batchSizes: '1, 16, 64' });
  });

  it('refuses a tampered or an incomplete link', () => {
    const shared = new Map(writeSharedSteps(form));
    expect(() => readSharedSteps(new Map([...shared, ['batches', '1_99999']]))).toThrow(ShareLinkError);
    shared.delete('steps');
    expect(() => readSharedSteps(shared)).toThrow(/Steps a round/);
  });

  it('is told in a line', () => {
    expect(stepHint(stepPresets.quick)).toBe('Batches of 1 and 8, 3 rounds of 3 steps');
    expect(stepHint({ ...stepPresets.quick, batchSizes: [4] })).toBe('Batches of 4, 3 rounds of 3 steps');
  });
});

describe('the figures', () => {
  const counts: StepCounts = {
    dispatches: 10,
    passes: 1,
    submits: 1,
    buffersCreated: 0,
    bindGroupsCreated: 0,
    bytesWritten: 0,
    reads: 0,
  };
  const timed = (step: Partial<TimedStep>): TimedStep => ({
    batchSize: 1,
    execution: 'eager',
    milliseconds: 6,
    launches: 30,
    counts: null,
    losses: [2, 1],
    ...step,
  });
  const steps: readonly DialectStep[] = [
    { dialect: 'torch', step: timed({}) },
    {
      dialect: 'torch',
      step: timed({ execution: 'graph', milliseconds: 2, launches: 10, counts, losses: [2, 1.25] }),
    },
    { dialect: 'keras', step: timed({ batchSize: 1, launches: 40 }) },
    { dialect: 'torch', step: timed({ batchSize: 8, milliseconds: 9 }) },
  ];

  it('compare both ways at the first batch size', () => {
    expect(batchSizesOf(steps)).toEqual([1, 8]);
    expect(stepMetrics(steps, [null, 'it reads'])).toEqual({
      stepsTried: 2,
      stepsNotRecordable: 1,
      torchEagerLaunches: 30,
      torchGraphLaunches: 10,
      torchGraphSubmits: 1,
      torchLossDifference: 0.25,
      torchSpeedup: 3,
      kerasEagerLaunches: 40,
      kerasLossDifference: 0,
    });
  });
});

describe('the tried steps', () => {
  it.each([
    ['torch', 'recompiled_steps'],
    ['keras', 'retraced_steps'],
  ] as const)('are told as the real frameworks have them: %s', (framework, file) => {
    const goldens = readCases(framework, file).filter(({ name }) => name !== 'training-step');
    expect(triedStepRows.map((row) => ({ name: row.name, ...row[framework] }))).toEqual(goldens);
  });

  it('are told in a few words', () => {
    expect(outcomeText({ graphs: 1, isRight: true, error: null })).toBe('1 graph');
    expect(outcomeText({ graphs: 0, isRight: false, error: 'AttributeError' })).toBe('raises AttributeError');
    expect(outcomeText({ graphs: 1, isRight: false, error: null })).toContain('wrong results');
    expect(obstacleText(null)).toBe('can be recorded');
    expect(obstacleText('it reads the values of a tensor')).toBe('cannot be recorded: it reads the values of a tensor');
  });

  it('break torch.compile in two at backward(), and tf.function nowhere, as the code says', () => {
    const graphsOf = (framework: 'torch' | 'keras', file: string) =>
      readCases(framework, file).find(({ name }) => name === 'training-step')?.graphs;
    expect(graphsOf('torch', 'recompiled_steps')).toBe(2);
    expect(graphsOf('keras', 'retraced_steps')).toBe(1);
  });
});
