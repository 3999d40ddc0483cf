import * as tf from '@tensorflow/tfjs-core';
import { compareRuns } from '../../engine/recording/repeated-step.ts';
import { traceStep } from '../../engine/recording/trace-step.ts';
import type { Step } from '../../engine/recorded-step.ts';
import { stepValue } from '../../engine/step-value.ts';
import type { TriedStepName } from '../eager-graph-protocol.ts';

/** A step that changes a weight, and what happens before it. */
interface TriedStep {
  readonly step: Step;
  readonly before?: () => void;
  /** When everything that it reads has been read. */
  readonly settled?: () => Promise<unknown>;
  readonly dispose: () => void;
}

const builders: Readonly<Record<TriedStepName, () => TriedStep>> = {
  /** The host counts steps where the engine asks it to: the recorded step asks again. */
  schedule: () => {
    let count = 0;
    const rate = () => Float32Array.of(0.1 / ++count);
    return changing((weight) => tf.sub(weight, tf.mul(weight, stepValue(rate, []))));
  },
  'logs-loss': () => {
    const reads: Promise<unknown>[] = [];
    const changes = changing((weight) => {
      const loss = tf.keep(tf.sum(weight));
      // A GPU answers later; until then the tensor has to stay.
      reads.push(loss.data().finally(() => loss.dispose()));
      return tf.sub(weight, tf.mul(loss, 0.1));
    });
    return { ...changes, settled: () => Promise.all(reads) };
  },
  'host-number': () => {
    let count = 0;
    return changing((weight) => tf.sub(weight, tf.mul(weight, 0.1 / ++count)));
  },
  'host-index': () => {
    let count = 0;
    return changing((weight) => tf.sub(weight, tf.slice(weight, [++count % SIZE], [1])));
  },
  grows: () => {
    let count = 0;
    return changing((weight) => {
      count += 1;
      let value: tf.Tensor = weight;
      for (let power = 0; power < count; power++) value = tf.mul(value, weight);
      return value;
    });
  },
  'outside-tensor': () => {
    let noise = tf.ones([SIZE]);
    const renew = () => {
      noise.dispose();
      noise = tf.randomUniform([SIZE]);
    };
    const { step, dispose } = changing((weight) => tf.add(weight, noise));
    const disposeAll = () => {
      noise.dispose();
      dispose();
    };
    return { step, before: renew, dispose: disposeAll };
  },
};

const SIZE = 4;

/** Runs a step twice as a recording does, and tells why the two runs are not one and the same; null where they are. */
export async function tryStep(name: TriedStepName): Promise<string | null> {
  const { step, before, settled, dispose } = builders[name]();
  try {
    // The first run finds what the second one does not: memories that no step has left.
    const [, first, second] = [0, 1, 2].map(() => {
      before?.();
      const { results, trace } = traceStep(step, []);
      tf.dispose([...results]);
      return trace;
    });
    if (!first || !second) return null;
    const compared = compareRuns(first, second);
    return 'obstacle' in compared ? compared.obstacle : null;
  } finally {
    await settled?.();
    dispose();
  }
}

/** A step that gives a weight a new value, and returns its sum. */
function changing(next: (weight: tf.Tensor) => tf.Tensor): TriedStep {
  const weight = tf.tidy(() => tf.variable(tf.ones([SIZE])));
  const step = () =>
    tf.tidy(() => {
      weight.assign(next(weight));
      return [tf.sum(weight)];
    });
  return { step, dispose: () => weight.dispose() };
}
