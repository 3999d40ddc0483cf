import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { timeSteps } from '../../../../src/training/eager-graph/time-steps.ts';
import type { EagerGraphSettings, TimedStepReport } from '../../../../src/training/eager-graph-protocol.ts';
import { Gate } from '../../../../src/training/gate.ts';
import type { TrainingReport } from '../../../../src/training/protocol.ts';
import { StopSignal } from '../../../../src/training/stop-signal.ts';
import { startWasm } from '../../support/wasm.ts';

const settings: EagerGraphSettings = { network: 'cnn', batchSizes: [1, 4], steps: 2, seed: 1 };

async function run(settings: EagerGraphSettings, gate = new Gate(() => undefined)): Promise<TrainingReport[]> {
  const reports: TrainingReport[] = [];
  const watch = { gate, report: (report: TrainingReport) => reports.push(report), now: () => performance.now() };
  await timeSteps({ type: 'time-steps', runId: 1, backend: 'wasm', settings }, watch);
  return reports;
}

function timedSteps(reports: readonly TrainingReport[]): TimedStepReport[] {
  return reports.filter((report) => report.type === 'timed-step');
}

beforeAll(startWasm);

test('WASM, which records nothing, is timed eagerly in both frameworks', async () => {
  const before = memory().numTensors;
  const reports = await run(settings);
  expect(reports[0]).toMatchObject({ type: 'tried-steps', canRecord: false });
  const told = timedSteps(reports);
  expect(told.map(({ dialect, step }) => [dialect, step.batchSize, step.execution])).toEqual([
    ['torch', 1, 'eager'],
    ['keras', 1, 'eager'],
    ['torch', 4, 'eager'],
    ['keras', 4, 'eager'],
  ]);
  expect(memory().numTensors).toBe(before);
  for (const { step } of told) {
    expect(step.milliseconds).toBeGreaterThan(0);
    expect(step.counts).toBeNull();
    expect(step.losses).toHaveLength(13);
    expect(step.losses.at(-1)).toBeLessThan(step.losses[0] ?? 0);
  }
});

test('a step calls as many kernels whatever the batch, and a network of more layers more of them', async () => {
  const launches = async (network: EagerGraphSettings['network']) => {
    const timed = timedSteps(await run({ ...settings, network }));
    return timed.filter(({ dialect }) => dialect === 'torch').map(({ step }) => step.launches);
  };
  const [perceptron, cnn] = [await launches('perceptron'), await launches('cnn')];
  expect(new Set(perceptron).size).toBe(1);
  expect(perceptron[0]).toBeGreaterThan(5);
  expect(cnn[0]).toBeGreaterThan(perceptron[0] ?? Infinity);
});

test('a run that is stopped leaves no tensor', async () => {
  const before = memory().numTensors;
  const gate = new Gate(() => undefined);
  setTimeout(() => gate.stop(), 30);
  await expect(run({ ...settings, batchSizes: [64, 128, 256], steps: 100 }, gate)).rejects.toThrow(StopSignal);
  expect(memory().numTensors).toBe(before);
});
