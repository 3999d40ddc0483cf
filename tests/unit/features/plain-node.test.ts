/** Both dialects run under Node as it is, without a bundler between that knows more about finding modules. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

async function output(program: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module-typescript', '-e', program]);
  return stdout.trim();
}

test('the example of the README prints what it says', async () => {
  const [, program = ''] = /```ts\n([^]*?)```/.exec(readFileSync('README.md', 'utf8')) ?? [];
  const [, promised] = /\/\/ (tensor\(.*\))/.exec(program) ?? [];
  expect(await output(program)).toBe(promised);
});

test('Keras trains', async () => {
  const program = `
    import * as tf from '@tensorflow/tfjs-core';
    import { startWasmInNode } from './src/engine/wasm/start-in-node.ts';
    import * as keras from './src/keras/index.ts';
    await startWasmInNode();
    const model = new keras.Sequential([new keras.layers.Dense(1)]);
    model.compile({ optimizer: 'sgd', loss: 'mse' });
    const { history } = await model.fit(tf.zeros([4, 2]), tf.ones([4, 1]), { epochs: 2, verbose: 0 });
    console.log(history.loss.map((loss) => loss.toFixed(4)).join(', '));`;
  // Zeros reach the bias alone, whose gradient is -2: 1, then (1 - 0.02)^2.
  expect(await output(program)).toBe('1.0000, 0.9604');
});
