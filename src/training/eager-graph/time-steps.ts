import * as tf from '@tensorflow/tfjs-core';
import { median } from 'd3-array';
import { nextTask } from '../../engine/next-task.ts';
import { canRecordSteps, RecordedStep } from '../../engine/recorded-step.ts';
import { stepRecorder } from '../../engine/recording/step-recorder.ts';
import { traceStep } from '../../engine/recording/trace-step.ts';
import type {
  EagerGraphRequest,
  EagerGraphSettings,
  TimedStep,
  TriedStepName,
  TriedStepsReport,
} from '../eager-graph-protocol.ts';
import type { Gate } from '../gate.ts';
import type { DialectName, ExecutionName, StepCounts, TrainingReport } from '../protocol.ts';
import { CLASSES, IMAGE_SHAPE, ROUNDS, WARM_UP_STEPS } from '../../network/timed-step.ts';
import { trainedNetwork } from './step-networks.ts';
import { tryStep } from './try-steps.ts';

const tried: readonly TriedStepName[] = [
  'schedule',
  'logs-loss',
  'host-number',
  'host-index',
  'grows',
  'outside-tensor',
];

interface Watch {
  readonly gate: Gate;
  readonly report: (report: TrainingReport) => void;
  /** A clock in milliseconds that never goes back. */
  readonly now: () => number;
}

/**
 * Times a training step at every batch size, in both frameworks, eagerly and, where the backend records steps, as a
 * graph; and tries out which steps can be recorded. Reports each as soon as it is known, and leaves no tensor.
 *
 * @throws {StopSignal} when the run was stopped.
 */
export async function timeSteps({ runId, settings }: EagerGraphRequest, watch: Watch): Promise<void> {
  const { gate, report } = watch;
  const canRecord = canRecordSteps();
  await gate.passBeforeTraining();
  report({ type: 'tried-steps', runId, canRecord, obstacles: await tryAll() });
  const executions: readonly ExecutionName[] = canRecord ? ['eager', 'graph'] : ['eager'];
  for (const batchSize of settings.batchSizes) {
    for (const dialect of ['torch', 'keras'] as const) {
      for (const execution of executions) {
        const step = await timeStep({ runId, dialect, batchSize, execution, settings }, watch);
        report({ type: 'timed-step', runId, dialect, step });
        await gate.pass();
      }
    }
  }
}

async function tryAll(): Promise<TriedStepsReport['obstacles']> {
  const entries: (readonly [TriedStepName, string | null])[] = [];
  for (const name of tried) entries.push([name, await tryStep(name)]);
  return Object.fromEntries(entries) as TriedStepsReport['obstacles'];
}

interface Measurement {
  readonly runId: number;
  readonly dialect: DialectName;
  readonly batchSize: number;
  readonly execution: ExecutionName;
  readonly settings: EagerGraphSettings;
}

async function timeStep(measurement: Measurement, { gate, report, now }: Watch): Promise<TimedStep> {
  const { runId, dialect, batchSize, execution, settings } = measurement;
  const batch = drawBatch(batchSize, settings.seed);
  const { parameterCount, step, dispose } = trainedNetwork(dialect, settings);
  const recorded = new RecordedStep(step, execution);
  const losses: number[] = [];
  const runSteps = async (count: number) => {
    for (let each = 0; each < count; each++) await recorded.run(batch);
    losses.push(...(await recorded.takeResults()).map(([loss = NaN]) => loss));
  };
  try {
    report({ type: 'started', runId, dialect, epochs: ROUNDS, batchesPerEpoch: settings.steps, parameterCount });
    await runSteps(WARM_UP_STEPS);
    const rounds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await nextTask();
      gate.signal.throwIfAborted();
      const start = now();
      await runSteps(settings.steps);
      rounds.push((now() - start) / settings.steps);
    }
    const counts = await countCommands(() => recorded.run(batch));
    losses.push(...(await recorded.takeResults()).map(([loss = NaN]) => loss));
    const launches = counts?.dispatches ?? countKernels(step, batch);
    return { batchSize, execution: recorded.execution, milliseconds: median(rounds) ?? NaN, launches, counts, losses };
  } finally {
    recorded.dispose();
    dispose();
    tf.dispose(batch);
  }
}

/** What a step asks of the device, or null where the backend does not count. */
async function countCommands(run: () => Promise<void>): Promise<StepCounts | null> {
  stepRecorder()?.takeCounts();
  await run();
  return stepRecorder()?.takeCounts() ?? null;
}

/** Kernels that one more step calls. */
function countKernels(step: Parameters<typeof traceStep>[0], batch: tf.Tensor[]): number {
  const { results, trace } = traceStep(step, batch);
  tf.dispose([...results]);
  return trace.nodes.length;
}

/** Images of noise, and labels. */
function drawBatch(batchSize: number, seed: number): tf.Tensor[] {
  const labels = Int32Array.from({ length: batchSize }, (_, image) => image % CLASSES);
  return [tf.randomUniform([batchSize, ...IMAGE_SHAPE], 0, 1, 'float32', seed), tf.tensor1d(labels, 'int32')];
}
