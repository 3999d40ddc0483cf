/** One step of an optimizer in place, as WASM trains, held against the composition on tfjs's CPU backend. */
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sgdHyperparameters, type SgdRule } from '../../../src/engine/optimizer-rule.ts';
import { updateParameters } from '../../../src/engine/optimizer-update.ts';
import { listenToStepValues } from '../../../src/engine/step-value.ts';
import { expectClose } from '../support/numbers.ts';
import { nameOfRule, optimizerRules, runSteps } from '../support/optimizer-steps.ts';
import { startWasm } from '../support/wasm.ts';

const SHAPES = [[3, 5], [7], [], [2, 1, 4]];

const plainSgd: SgdRule = {
  kind: 'sgd',
  arithmetic: 'pytorch',
  weightDecay: 'none',
  maximize: false,
  momentum: false,
  nesterov: false,
};
const momentumSgd: SgdRule = { ...plainSgd, momentum: true };

beforeAll(startWasm);
beforeEach(async () => {
  await tf.setBackend('wasm');
});

describe('updates in place are those that operations of tfjs compose', () => {
  test.each(optimizerRules.map((rule) => [nameOfRule(rule), rule] as const))('%s', async (_, rule) => {
    await tf.setBackend('cpu');
    const expected = runSteps(rule, SHAPES).last.map((tensor) => tensor.dataSync());
    await tf.setBackend('wasm');
    const { first, last } = runSteps(rule, SHAPES);
    last.forEach((tensor, index) => {
      expect(tensor).toBe(first[index]);
      expectClose(tensor.dataSync(), expected[index] ?? [], 1e-6);
    });
  });
});

describe('an update in place', () => {
  const step = (rule: SgdRule, parameter: tf.Tensor, gradient: tf.Tensor, states: tf.Tensor[] = []) => {
    const numbers = { learningRate: 0.5, weightDecay: 0, momentum: 1, gradientShare: 1 };
    const updates = [{ parameter, gradient, states }];
    const [updated] = updateParameters(rule, updates, () => sgdHyperparameters(rule, numbers));
    if (!updated) throw new Error('nothing was updated');
    return updated;
  };

  test('leaves those alone that share the memory, and gives the new values in a tensor of their own', () => {
    for (const share of [(x: tf.Tensor) => tf.clone(x), (x: tf.Tensor) => tf.reshape(x, [2, 1])]) {
      const parameter = tf.tensor1d([1, -0]);
      const sharer = share(parameter);
      const { parameter: changed } = step(plainSgd, parameter, tf.tensor1d([2, 0]));
      expect(changed).not.toBe(parameter);
      expect(Array.from(sharer.dataSync())).toEqual([1, -0]);
      expect(Array.from(parameter.dataSync())).toEqual([1, -0]);
      expect(Array.from(changed.dataSync())).toEqual([0, -0]);
      expect(step(plainSgd, changed, tf.ones([2])).parameter).toBe(changed);
    }
  });

  test('takes a gradient that is the parameter or its state, and changes it as a parameter alone', () => {
    const parameter = tf.tensor1d([4]);
    expect(Array.from(step(plainSgd, parameter, parameter).parameter.dataSync())).toEqual([2]);
    const state = tf.tensor1d([3]);
    const { parameter: changed, states } = step(momentumSgd, tf.tensor1d([4]), state, [state]);
    expect([changed, ...states].map((tensor) => tensor.dataSync()[0])).toEqual([1, 6]);
    expect(state.dataSync()[0]).toBe(3);
  });

  test('is seen by kernels that prepare their weights once', () => {
    const filter = tf.ones<tf.Rank.R4>([2, 2, 1, 4]);
    const [matrix, bias] = [tf.ones<tf.Rank.R2>([3, 4]), tf.zeros<tf.Rank.R1>([4])];
    const outputs = () => {
      const x = tf.ones<tf.Rank.R4>([1, 3, 3, 1]);
      const convolved = tf.conv2d(x, filter, 1, 'valid');
      const fused = tf.fused.conv2d({ x, filter, bias, strides: 1, pad: 'valid' });
      const depthwise = tf.depthwiseConv2d(x, filter, 1, 'valid');
      const product = tf.matMul(tf.ones([2, 3]), matrix);
      const dense = tf.fused.matMul({ a: tf.ones<tf.Rank.R2>([2, 3]), b: matrix, bias });
      return [convolved, fused, depthwise, product, dense].map((output) => output.dataSync()[0]);
    };
    expect(outputs()).toEqual([4, 4, 4, 3, 3]);
    for (const parameter of [filter, matrix, bias]) {
      expect(step(plainSgd, parameter, tf.onesLike(parameter)).parameter).toBe(parameter);
    }
    expect(outputs()).toEqual([2, 1.5, 2, 1.5, 1]);
  });

  test('leaves no tensor behind but those that it returns', () => {
    const [parameter, gradient, state] = [tf.ones([3]), tf.ones([3]), tf.zeros([3])];
    const before = tf.memory().numTensors;
    step(momentumSgd, parameter, gradient, [state]);
    expect(tf.memory().numTensors).toBe(before);
    const sharer = tf.clone(parameter);
    const { parameter: changed } = step(momentumSgd, parameter, gradient, [state]);
    tf.dispose([sharer, changed]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('has no numbers to change in an empty parameter', () => {
    expect(step(plainSgd, tf.zeros([0, 3]), tf.zeros([0, 3])).parameter.shape).toEqual([0, 3]);
  });

  test('asks for its hyperparameters once, as a value of the step', () => {
    let calls = 0;
    const made: (() => ArrayLike<number>)[] = [];
    const parameter = tf.tensor1d([8]);
    const update = () =>
      updateParameters(plainSgd, [{ parameter, gradient: tf.tensor1d([1]), states: [] }], () => {
        calls += 1;
        return Float32Array.of(calls, 0, 0, 0);
      });
    listenToStepValues((_, compute) => made.push(compute), update);
    expect([calls, made.length, made[0]?.()[0], parameter.dataSync()[0]]).toEqual([1, 1, 2, 7]);
  });

  test('needs each parameter once', () => {
    const update = { parameter: tf.zeros([2]), gradient: tf.ones([2]), states: [] };
    expect(() => updateParameters(plainSgd, [update, update], () => Float32Array.of(1, 0, 0, 0))).toThrow('twice');
  });

  test('needs a gradient and states of the shape of their parameter', () => {
    expect(() => step(plainSgd, tf.zeros([2, 3]), tf.zeros([3]))).toThrow(
      'has shape [2, 3], its gradient or state [3]',
    );
  });
});
