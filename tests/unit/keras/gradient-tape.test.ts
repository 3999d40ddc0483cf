import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { GradientTape } from '../../../src/keras/gradient-tape.ts';
import * as keras from '../../../src/keras/index.ts';
import { Variable } from '../../../src/keras/variable.ts';
import { readCases } from '../support/golden-cases.ts';
import { startWasm } from '../support/wasm.ts';
import { runTapeCase } from './tape-case.ts';
import type { TapeCase } from './tape-program.ts';

const cases = readCases('keras', 'tape') as readonly TapeCase[];

beforeAll(startWasm);

describe('GradientTape gives what TensorFlow gives', () => {
  it.each(cases.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    await runTapeCase(golden);
  });
});

describe('GradientTape holds memory', () => {
  const x = () => tf.tensor1d([1, 2, 3]);

  it('of a persistent tape until it is disposed', () => {
    const before = tf.memory().numTensors;
    const input = x();
    const tape = new GradientTape({ persistent: true });
    const y = tape.record(() => {
      tape.watch(input);
      return tf.sum(tf.square(tf.tanh(input)));
    });
    for (let round = 0; round < 3; round += 1) tape.gradient(y, input)?.dispose();
    tf.dispose([input, y]);
    expect(tf.memory().numTensors).toBeGreaterThan(before);
    tape.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('only to the end of a `using` block', () => {
    const input = x();
    const before = tf.memory().numTensors;
    {
      using tape = new GradientTape();
      tape.watch(input);
      tf.dispose(tape.record(() => tf.exp(input)));
    }
    expect(tf.memory().numTensors).toBe(before);
    input.dispose();
  });

  it('of what the block made until it ends, and of kept tensors longer', () => {
    const input = x();
    const before = tf.memory().numTensors;
    const kept: tf.Tensor[] = [];
    const tape = new GradientTape();
    const { y, z } = tape.record(() => {
      tape.watch(input);
      const squares = tf.keep(tf.square(input));
      kept.push(squares);
      return { y: tf.sum(squares), z: tf.mul(squares, 2) };
    });
    const gradients = tape.gradient([y, z], { input });
    expect(tf.memory().numTensors).toBe(before + 4);
    tf.dispose([kept, y, z]);
    gradients.input?.dispose();
    expect(tf.memory().numTensors).toBe(before);
    input.dispose();
  });

  it('not when the block fails', () => {
    const input = x();
    const before = tf.memory().numTensors;
    const tape = new GradientTape();
    const failing = () =>
      tape.record(() => {
        tape.watch(input);
        tf.exp(input);
        throw new Error('stopped');
      });
    expect(failing).toThrow('stopped');
    tape.dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(tape.record(() => tf.scalar(1)).arraySync()).toBe(1);
    input.dispose();
  });

  it('the same after a hundred training steps', () => {
    const weight = new Variable([[0.5], [-0.5]]);
    const inputs = tf.tensor2d([1, 2, 3, 4], [2, 2]);
    const step = () => {
      const tape = new GradientTape();
      const loss = tape.record(() => tf.mean(tf.square(tf.matMul(inputs, weight))));
      const gradient = tape.gradient(loss, weight);
      if (!gradient) throw new Error('no gradient');
      tf.tidy(() => weight.assignSub(tf.mul(gradient, 0.01)));
      const [value = NaN] = loss.dataSync();
      tf.dispose([loss, gradient]);
      return value;
    };
    const first = step();
    const before = tf.memory();
    const losses = Array.from({ length: 100 }, step);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numBytes).toBe(before.numBytes);
    expect(losses.at(-1)).toBeLessThan(first);
    tf.dispose([inputs, weight]);
  });
});

describe('GradientTape beside the gradients of tfjs', () => {
  it('records what tf.grad computes inside it', () => {
    const x = tf.scalar(3);
    const tape = new GradientTape();
    const first = tape.record(() => {
      tape.watch(x);
      return tf.grad((value: tf.Tensor) => tf.pow(value, tf.scalar(3)))(x);
    });
    expect(first.arraySync()).toBeCloseTo(27, 4);
    expect(tape.gradient(first, x)?.arraySync()).toBeCloseTo(18, 4);
  });

  it('is differentiated by tf.grad around it', () => {
    const second = tf.grad((x: tf.Tensor) => {
      const tape = new GradientTape();
      const y = tape.record(() => {
        tape.watch(x);
        return tf.mul(x, tf.mul(x, x));
      });
      const gradient = tape.gradient(y, x);
      if (!gradient) throw new Error('no gradient');
      return gradient;
    });
    // Outside a recording, the gradient's own operations run on the tape of tf.grad.
    expect(second(tf.scalar(3)).arraySync()).toBeCloseTo(18, 4);
  });
});

describe('GradientTape refuses', () => {
  it('an asynchronous block', () => {
    const tape = new GradientTape();
    // @types of a container allow no promise, but a JavaScript caller can pass one.
    const record = tape.record.bind(tape) as (run: () => unknown) => unknown;
    expect(() => record(() => Promise.resolve(tf.scalar(1)))).toThrow(TypeError);
  });

  it('to watch what is no tensor', () => {
    const tape = new GradientTape();
    const watch = tape.watch.bind(tape) as (value: unknown) => void;
    expect(() => watch(1)).toThrow("Passed in object 1 of type 'number'");
  });
});

describe('GradientTape trains a model', () => {
  it('as fit does, by the variables or the weights of the model, and leaves no tensors', async () => {
    const [x, y] = [tf.tensor2d([0, 1, 2, 3], [4, 1]), tf.tensor2d([1, 3, 5, 7], [4, 1])];
    const build = () =>
      new keras.Sequential([
        keras.Input([1]),
        new keras.layers.Dense(4, { activation: 'tanh', kernelInitializer: 'ones' }),
        new keras.layers.Dense(1, { kernelInitializer: 'ones' }),
      ]);
    const fitted = build();
    fitted.compile({ optimizer: new keras.optimizers.SGD(0.05), loss: 'mse' });
    const { history } = await fitted.fit(x, y, { epochs: 3, batchSize: 4, shuffle: false, verbose: 0 });

    const model = build();
    const optimizer = new keras.optimizers.SGD(0.05);
    const step = (weights: NonNullable<Parameters<keras.optimizers.Optimizer['apply']>[1]>) => {
      using tape = new GradientTape();
      const loss = tape.record(() => tf.mean(tf.square(tf.sub(model.apply(x), y))));
      const gradients = tape.gradient(loss, weights);
      optimizer.applyGradients(gradients.map((gradient, index) => [gradient, weights[index] ?? missing()]));
      const [value = NaN] = loss.dataSync();
      tf.dispose([loss]);
      for (const gradient of gradients) gradient?.dispose();
      return value;
    };
    const first = step(model.trainableVariables);
    const before = tf.memory().numTensors;
    const losses = [first, step(model.trainableWeights), step(model.trainableVariables)];
    expect(tf.memory().numTensors).toBe(before);
    losses.forEach((loss, index) => expect(loss).toBeCloseTo(history.loss?.[index] ?? NaN, 5));
    tf.dispose([x, y]);
  });
});

function missing(): never {
  throw new Error('There are more gradients than weights.');
}

describe('Variable', () => {
  it('takes values, initializers and functions', () => {
    expect(new Variable([1, 2]).arraySync()).toEqual([1, 2]);
    expect(new Variable('ones', [2, 1]).arraySync()).toEqual([[1], [1]]);
    expect(new Variable(new keras.initializers.Constant(3), { shape: [2] }).arraySync()).toEqual([3, 3]);
    expect(new Variable((shape) => tf.fill([...shape], 4), [1]).arraySync()).toEqual([4]);
    expect(new Variable(tf.tensor1d([5], 'int32')).dtype).toBe('int32');
    expect(new Variable(1.5, { dtype: 'int32' }).arraySync()).toBe(1);
    expect(() => new Variable('ones')).toThrow('`shape` argument should be specified');
  });

  it('is assigned, added to and subtracted from, in its shape and type', () => {
    const tensorsBefore = tf.memory().numTensors;
    const variable = new Variable([1, 2], { name: 'weight', trainable: false });
    expect([variable.name, variable.trainable]).toEqual(['weight', false]);
    variable.assign([3, 4]);
    variable.assignAdd([1, 1]);
    variable.assignSub(0.5);
    expect(variable.arraySync()).toEqual([3.5, 4.5]);
    tf.tidy(() => variable.assign(tf.tensor1d([7, 8], 'int32')));
    expect([variable.dtype, variable.arraySync()]).toEqual(['float32', [7, 8]]);
    expect(() => variable.assign([1])).toThrow('must match. variable.shape=(2), Received: value.shape=(1)');
    variable.dispose();
    expect(tf.memory().numTensors).toBe(tensorsBefore);
  });

  it('is named as Keras names variables', () => {
    keras.utils.clearSession();
    expect([new Variable(0).name, new Variable(0).name]).toEqual(['variable', 'variable_1']);
  });
});
