import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, test } from 'vitest';
import { RecordedStep } from '../../../../src/engine/recorded-step.ts';
import type { RepeatedStep } from '../../../../src/engine/recording/repeated-step.ts';
import { registerStepRecorder, type StepPlan } from '../../../../src/engine/recording/step-recorder.ts';
import { startWasm } from '../../support/wasm.ts';

beforeAll(startWasm);

/** Replays on a device that is lost while it works. */
class LostPlan implements StepPlan {
  readonly kernels = new Map<string, never>();
  readonly isMeasured = false;
  readonly results = { take: () => this.finished() };
  readonly step: RepeatedStep;
  replays = 0;

  constructor(step: RepeatedStep) {
    this.step = step;
  }

  holderOf(): null {
    return null;
  }

  isValid(): boolean {
    return true;
  }

  replay(): void {
    this.replays += 1;
  }

  measureKernels(): void {
    expect.fail('Nobody has asked for it.');
  }

  finished(): Promise<never> {
    return Promise.reject(new Error('The device was lost.'));
  }

  dispose(): void {
    this.replays = 0;
  }
}

test('a device that fails the steps under way fails the run of one, and the others go by', async () => {
  const plans: LostPlan[] = [];
  registerStepRecorder('wasm', {
    plan: (step) => {
      plans.push(new LostPlan(step));
      return plans[0] ?? { obstacle: '' };
    },
    takeCounts: () => expect.fail('Nobody has asked for it.'),
    fallbacks: () => [],
  });
  const step = new RecordedStep(() => [tf.scalar(1)], 'graph');
  const runs = async () => {
    for (let index = 0; index < 10; index++) await step.run([]);
  };
  await expect(runs()).rejects.toThrow('The device was lost.');
  expect(plans).toHaveLength(1);
  expect(plans[0]?.replays).toBe(3);
  await expect(step.takeResults()).rejects.toThrow('The device was lost.');
  // Vitest fails on a rejection that nobody has handled by now.
  await new Promise((resolve) => setTimeout(resolve));
});
