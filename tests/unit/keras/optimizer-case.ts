/** Cases of tests/judges/keras_cases/optimizers.py: weights after steps with given gradients. */
import * as tf from '@tensorflow/tfjs-core';
import * as keras from '../../../src/keras/index.ts';
import { assertEqual, fail } from '../support/assertions.ts';
import type { GoldenCase } from '../support/golden-cases.ts';
import { expectValue, type Json } from '../support/golden-values.ts';
import { construct, expectConfig } from '../support/keras-objects.ts';
import { decodeTensors, describeAll } from '../support/keras-values.ts';

export interface OptimizerCase extends GoldenCase {
  readonly class: string;
  readonly keywords: Readonly<Record<string, Json>>;
  readonly schedule: readonly [string, readonly Json[]] | null;
  readonly gradients: readonly Json[];
  /** Parts of the names of variables that do not decay. */
  readonly excluded: readonly string[] | null;
  readonly iterations: number;
  readonly tolerance: number;
  readonly weights: Readonly<Record<string, Json>>;
  readonly config: Readonly<Record<string, Json>>;
}

type Schedule = new (...values: readonly Json[]) => keras.optimizers.schedules.LearningRateSchedule;

export async function runOptimizerCase(golden: OptimizerCase): Promise<void> {
  const optimizer = optimizerOf(golden);
  const variables = decodeTensors(golden.first).map((value, index) => tf.variable(value, true, uniqueName(index)));
  if (golden.excluded) optimizer.excludeFromWeightDecay({ varNames: golden.excluded });
  for (const [index, gradients] of golden.gradients.entries()) {
    optimizer.apply(decodeTensors(gradients), variables);
    const expected = golden.weights[String(index + 1)];
    if (expected === undefined) continue;
    expectValue(await describeAll(variables), expected, golden.tolerance, `after ${index + 1} steps`);
  }
  assertEqual(optimizer.iterations, golden.iterations, 'iterations');
  const { learning_rate: rate, ...config } = golden.config;
  if (!golden.schedule) assertEqual(Math.fround(optimizer.learningRate), Math.fround(Number(rate)), 'learning rate');
  expectConfig(optimizer.getConfig(), config);
}

let made = 0;

/** As in the judge the second variable is the bias; tfjs wants a name only once. */
function uniqueName(index: number): string {
  made += 1;
  return `${index === 0 ? 'kernel' : 'bias'}_${made}`;
}

function optimizerOf({ class: name, keywords, schedule }: OptimizerCase): keras.optimizers.Optimizer {
  const optimizer = construct(keras.optimizers, name, keywords);
  if (!(optimizer instanceof keras.optimizers.Optimizer)) fail(`${name} is no optimizer`);
  if (!schedule) return optimizer;
  const [className, values] = schedule;
  const Schedule = Reflect.get(keras.optimizers.schedules, className) as Schedule;
  optimizer.learningRate = new Schedule(...values);
  return optimizer;
}
