import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  registerStepRecorder,
  type CommandCounts,
  type StepPlan,
} from '../../../src/engine/recording/step-recorder.ts';
import { EngineReporter, type StepRunner } from '../../../src/training/engine-reporter.ts';
import type { EngineReport, ExecutionName, TrainingReport } from '../../../src/training/protocol.ts';

const unused = () => expect.fail('A report runs nothing.');

const plan: StepPlan = {
  step: { trace: { nodes: [], memories: [], results: [], obstacle: null }, successors: new Map() },
  results: { take: unused },
  holderOf: unused,
  kernels: new Map([
    ['Adam', { dispatches: 1, milliseconds: null }],
    ['BatchMatMul', { dispatches: 6, milliseconds: null }],
  ]),
  isMeasured: false,
  measureKernels: () => undefined,
  isValid: () => true,
  replay: unused,
  finished: unused,
  dispose: unused,
};

const recording: StepRunner = { execution: 'eager', plans: [], reason: null };
const replaying: StepRunner = { execution: 'graph', plans: [plan], reason: null };
/** The last batch of an epoch, while the others are replayed. */
const recordingAnotherShape: StepRunner = { execution: 'eager', plans: [plan], reason: null };

/** The time, in milliseconds, that a test moves on by hand. */
let clock: number;
let reports: EngineReport[];
/** Commands that the device took since they were last counted. */
let dispatches: number;

beforeEach(async () => {
  clock = 1_000;
  reports = [];
  dispatches = 0;
  registerStepRecorder('cpu', { plan: unused, takeCounts, fallbacks: () => ['Adam is that of tfjs.'] });
  await setBackend('cpu');
});

function takeCounts(): CommandCounts {
  const counts = {
    dispatches,
    passes: 1,
    submits: 1,
    buffersCreated: 0,
    bindGroupsCreated: 0,
    bytesWritten: 0,
    reads: 0,
  };
  dispatches = 0;
  return counts;
}

function begin(execution: ExecutionName): EngineReporter {
  const report = (told: TrainingReport) => {
    if (told.type === 'engine') reports.push(told);
  };
  const reporter = new EngineReporter({ runId: 7, dialect: 'keras', execution, report, now: () => clock });
  reporter.stepsBegin();
  return reporter;
}

function step(reporter: EngineReporter, runner: StepRunner | null, milliseconds: number, asked = 10): void {
  clock += milliseconds;
  dispatches += asked;
  reporter.stepped(runner, milliseconds);
}

describe('a report', () => {
  test('tells of a replayed step, its commands and its kernels, the most called first', () => {
    step(begin('graph'), replaying, 4);
    expect(reports).toEqual([
      {
        type: 'engine',
        runId: 7,
        dialect: 'keras',
        execution: 'graph',
        reason: null,
        plans: 1,
        step: {
          dispatches: 10,
          passes: 1,
          submits: 1,
          buffersCreated: 0,
          bindGroupsCreated: 0,
          bytesWritten: 0,
          reads: 0,
        },
        stepMilliseconds: 4,
        kernels: [
          { name: 'BatchMatMul', count: 6, milliseconds: null },
          { name: 'Adam', count: 1, milliseconds: null },
        ],
        fallbacks: ['Adam is that of tfjs.'],
      },
    ]);
  });

  test('tells why no graph runs where one was asked for, and nothing where none was', () => {
    const stuck: StepRunner = { ...recording, reason: 'The step cannot be recorded.' };
    step(begin('graph'), stuck, 1);
    step(begin('eager'), recording, 1);
    expect(reports.map(({ reason }) => reason)).toEqual(['The step cannot be recorded.', null]);
  });

  test('comes at once when the execution changes, else four times a second', () => {
    const reporter = begin('graph');
    step(reporter, recording, 900);
    step(reporter, recording, 100);
    step(reporter, replaying, 5);
    for (const milliseconds of [10, 20, 30, 40, 100, 100]) step(reporter, replaying, milliseconds);
    expect(reports.map(({ execution, stepMilliseconds }) => [execution, stepMilliseconds])).toEqual([
      ['eager', 900],
      ['graph', 5],
      ['graph', 50],
    ]);
  });

  test('has the mean of all steps since the first, and is not given twice', () => {
    const reporter = begin('graph');
    for (const milliseconds of [5, 10, 20]) step(reporter, replaying, milliseconds);
    reporter.tell();
    reporter.tell();
    // Handed to the device, and not yet done.
    step(reporter, replaying, 3);
    reporter.tell();
    expect(reports.map(({ stepMilliseconds }) => stepMilliseconds)).toEqual([5, 15, 11]);
  });

  test('leaves out a batch of another shape that is being recorded', () => {
    const reporter = begin('graph');
    // One object, as in a run: it tells of its last step alone.
    const runner = { ...replaying };
    step(reporter, runner, 5);
    step(reporter, runner, 5);
    step(reporter, Object.assign(runner, recordingAnotherShape), 700, 99);
    reporter.stepsBegin();
    expect(reports.map(({ execution, stepMilliseconds }) => [execution, stepMilliseconds])).toEqual([
      ['graph', 5],
      ['graph', 5],
    ]);
  });

  test('asks for the times of kernels, tells the longest first, and nothing of the steps in which they were taken', () => {
    const reporter = begin('graph');
    const measured = { ...plan, measureKernels: () => Object.assign(measured, { isMeasured: true }) };
    const runner: StepRunner = { ...replaying, plans: [measured] };
    step(reporter, runner, 5);
    step(reporter, runner, 700, 99);
    Object.assign(measured, {
      isMeasured: false,
      measureKernels: () => undefined,
      kernels: new Map([
        ['BatchMatMul', { dispatches: 6, milliseconds: 0.5 }],
        ['Adam', { dispatches: 1, milliseconds: 2 }],
      ]),
    });
    step(reporter, runner, 7);
    expect(reports.map(({ stepMilliseconds, step: counts }) => [stepMilliseconds, counts?.dispatches])).toEqual([
      [5, 10],
      [7, 10],
    ]);
    expect(reports.at(-1)?.kernels).toEqual([
      { name: 'Adam', count: 1, milliseconds: 2 },
      { name: 'BatchMatMul', count: 6, milliseconds: 0.5 },
    ]);
  });

  test('counts no command of an evaluation', () => {
    const reporter = begin('graph');
    step(reporter, replaying, 5);
    dispatches += 1_000;
    reporter.stepsBegin();
    step(reporter, replaying, 300);
    expect(reports.map(({ step: counts }) => counts?.dispatches)).toEqual([10, 10]);
  });
});
