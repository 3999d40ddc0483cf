/**
 * What tfjs 4.22 gets wrong, and that the dialects do not. What it gets wrong on GPUs alone is held by tests/e2e/kernels;
 * its loss of class indices and its dropout have tests beside ours.
 */
import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import '@tensorflow/tfjs-backend-cpu';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { layers as stock } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import * as keras from '../../../src/keras/index.ts';
import * as torch from '../../../src/torch/index.ts';
import { expectClose } from '../support/numbers.ts';
import { startWasm } from '../support/wasm.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));

/** What a program prints in a process of its own, where nothing of ours is loaded. */
function printed(program: string): string {
  return execFileSync(process.execPath, ['--input-type=module', '--eval', program], { cwd: project, encoding: 'utf8' });
}

const poolGradient = () =>
  tf.grad((x: tf.Tensor) => tf.sum(tf.maxPool(x as tf.Tensor4D, 2, 2, 'valid')))(tf.ones([1, 2, 2, 1]));

describe('max pooling on WASM', () => {
  // Before our kernels are there.
  beforeAll(async () => {
    setWasmPaths(`${dirname(fileURLToPath(import.meta.resolve('@tensorflow/tfjs-backend-wasm')))}/`);
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    await tf.setBackend('wasm');
  });

  test('sends the gradient to the last of equal maxima in tfjs, and to the first in ours', async () => {
    expect([...(await poolGradient().data())]).toEqual([0, 0, 0, 1]);
    await startWasm();
    expect([...(await poolGradient().data())]).toEqual([1, 0, 0, 0]);
  });
});

describe('gradients', () => {
  beforeAll(startWasm);

  test('are unknown to the core of tfjs until the tape registers them', async () => {
    const message = printed(`
      import * as tf from '@tensorflow/tfjs-core';
      import '@tensorflow/tfjs-backend-cpu';
      try { tf.grad((x) => tf.square(x))(tf.scalar(3)); } catch (error) { console.log(error.message); }
    `);
    expect(message).toContain('gradient function not found for Square');
    const x = tf.scalar(3);
    const tape = new keras.GradientTape();
    const y = tape.record(() => {
      tape.watch(x);
      return tf.square(x);
    });
    expect(await tape.gradient(y, x)?.data()).toEqual(Float32Array.of(6));
  });

  test('of a dilated convolution fail in tfjs, and are right in ours', async () => {
    const image = tf.ones<tf.Rank.R4>([1, 5, 5, 1]);
    const convolve = (filter: tf.Tensor) => tf.sum(tf.conv2d(image, filter as tf.Tensor4D, 1, 'valid', 'NHWC', 2));
    expect(() => tf.grad(convolve)(tf.ones([2, 2, 1, 1]))).toThrow('dilation rates greater than 1');
    const layer = new keras.layers.Conv2D(1, 2, { dilationRate: 2, useBias: false });
    layer.build([null, 5, 5, 1]);
    const tape = new keras.GradientTape();
    const sum = tape.record(() => tf.sum(layer.apply(image)));
    const [gradient] = tape.gradient(sum, layer.trainableVariables);
    // Each of the four weights meets the nine places of the output.
    expect([...((await gradient?.data()) ?? [])]).toEqual([9, 9, 9, 9]);
  });

  test('of a maximum are not summed in tfjs for an operand that was repeated, and in ours they are', async () => {
    const message = printed(`
      import * as tf from '@tensorflow/tfjs-core';
      import '@tensorflow/tfjs-backend-cpu';
      import '@tensorflow/tfjs-layers';
      const sum = (x) => tf.sum(tf.maximum(x, tf.tensor1d([1, 2, 3])));
      try { tf.grad(sum)(tf.scalar(2)); } catch (error) { console.log(error.message); }
    `);
    expect(message).toContain("The gradient of input 'a' has shape '3'");
    const sum = (x: tf.Tensor) => tf.sum(tf.maximum(x, tf.tensor1d([1, 2, 3])));
    expect([...(await tf.grad(sum)(tf.scalar(2)).data())]).toEqual([2]);
  });
});

describe('optimizers', () => {
  beforeAll(startWasm);

  /** How far the first step of an optimizer of tfjs moves a 0. */
  async function stockStep(optimizer: tf.Optimizer, gradient: number): Promise<number> {
    const weight = tf.variable(tf.scalar(0));
    optimizer.applyGradients({ [weight.name]: tf.scalar(gradient) });
    return -((await weight.data())[0] ?? NaN);
  }

  async function torchStep(build: (parameters: torch.Tensor[]) => torch.optim.Optimizer, gradient: number) {
    const weight = torch.tensor(0, { dtype: torch.float32, requiresGrad: true });
    weight.grad = torch.tensor(gradient, { dtype: torch.float32 });
    build([weight]).step();
    return -Number(await weight.item());
  }

  async function kerasStep(optimizer: keras.optimizers.Optimizer, gradient: number): Promise<number> {
    const weight = tf.variable(tf.scalar(0));
    optimizer.apply([tf.scalar(gradient)], [weight]);
    return -((await weight.data())[0] ?? NaN);
  }

  test('Adam of tfjs takes an epsilon of 1e-7 after its correction: neither what PyTorch nor what Keras does', async () => {
    expectClose([await stockStep(tf.train.adam(0.1), 1e-7)], [0.05], 1e-4);
    expectClose([await torchStep((weights) => new torch.optim.Adam(weights, { lr: 0.1 }), 1e-7)], [0.1 / 1.1], 1e-4);
    const beforeCorrection = 1e-7 * Math.sqrt(0.001);
    const expected = (0.1 * beforeCorrection) / (beforeCorrection + 1e-7);
    expectClose([await kerasStep(new keras.optimizers.Adam(0.1), 1e-7)], [expected], 1e-4);
  });

  test('RMSProp of tfjs has its epsilon inside the root: so does Keras, but not PyTorch', async () => {
    const inside = (1e-4 * 0.1) / Math.sqrt(0.01 * 1e-8 + 1e-8);
    expectClose([await stockStep(tf.train.rmsprop(0.1, 0.99, 0, 1e-8), 1e-4)], [inside], 1e-4);
    const optimizer = new keras.optimizers.RMSprop(0.1, { rho: 0.99, epsilon: 1e-8 });
    expectClose([await kerasStep(optimizer, 1e-4)], [inside], 1e-4);
    const outside = (1e-4 * 0.1) / (Math.sqrt(0.01 * 1e-8) + 1e-8);
    expectClose([await torchStep((weights) => new torch.optim.RMSprop(weights, { lr: 0.1 }), 1e-4)], [outside], 1e-4);
  });
});

describe('batch normalization', () => {
  beforeAll(startWasm);
  const batch = () => tf.tensor2d([[1], [3]]);

  test('of tfjs keeps the biased variance: so does Keras, but not PyTorch', async () => {
    const theirs = stock.batchNormalization({ momentum: 0 });
    theirs.apply(batch(), { training: true });
    expect([...((await theirs.getWeights()[3]?.data()) ?? [])]).toEqual([1]);
    const ofKeras = new keras.layers.BatchNormalization({ momentum: 0 });
    ofKeras.apply(batch(), { training: true });
    expect([...((await ofKeras.getWeights()[3]?.data()) ?? [])]).toEqual([1]);
    const ofTorch = new torch.nn.BatchNorm1d(1, { momentum: 1 });
    ofTorch.call(torch.tensor([[1], [3]], { dtype: torch.float32 }));
    expect(await ofTorch.stateDict().running_var?.tolist()).toEqual([2]);
  });

  test('of tfjs fails without a scale, and ours does not', async () => {
    expect(() => stock.batchNormalization({ scale: false }).apply(batch(), { training: true })).toThrow(TypeError);
    const ours = new keras.layers.BatchNormalization({ scale: false, epsilon: 0 });
    const output = ours.apply(batch(), { training: true });
    expectClose(await output.data(), [-1, 1], 1e-6);
  });
});

describe('integers', () => {
  beforeAll(startWasm);

  test('lose their last bit in functions of tfjs, and not in ours', async () => {
    expect(await tf.neg(tf.tensor1d([16_777_217], 'int32')).data()).toEqual(Int32Array.of(-16_777_216));
    expect(await torch.neg(torch.tensor([16_777_217])).tolist()).toEqual([-16_777_217]);
  });
});
