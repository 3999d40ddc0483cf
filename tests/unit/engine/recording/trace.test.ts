/** A step as it is traced, compared and fused: on any backend, as nothing of it asks for a GPU. */
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { fuseKernels } from '../../../../src/engine/recording/fusion/fuse-kernels.ts';
import type { KernelGraph } from '../../../../src/engine/recording/kernel-graph.ts';
import { compareRuns } from '../../../../src/engine/recording/repeated-step.ts';
import { traceStep, type Trace } from '../../../../src/engine/recording/trace-step.ts';
import { stepValue } from '../../../../src/engine/step-value.ts';
import { startWasm } from '../../support/wasm.ts';

const MOST_BINDINGS = 8;

beforeAll(startWasm);

function trace(step: (inputs: readonly tf.Tensor[]) => readonly tf.Tensor[], inputs: readonly tf.Tensor[] = []): Trace {
  return traceStep((given) => tf.tidy(() => [...step(given)]), inputs).trace;
}

const kernels = ({ nodes }: KernelGraph) => nodes.map(({ kernel }) => kernel);

function fused(traced: Trace): string[] {
  return kernels(fuseKernels(traced, new Set(traced.results.map(({ memory }) => memory)), MOST_BINDINGS));
}

describe('a trace', () => {
  test('has the kernels in their order, and not those that only give another shape', () => {
    const traced = trace(([x]) => [tf.neg(tf.reshape(tf.square(x ?? tf.scalar(0)), [4]))], [tf.ones([2, 2])]);
    expect(kernels(traced)).toEqual(['Square', 'Neg']);
    expect(traced.memories.map(({ origin }) => origin.kind)).toEqual(['argument', 'computed', 'computed']);
    expect(traced.nodes[1]?.inputs.x).toMatchObject({ memory: 1, shape: [4] });
  });

  test('knows what comes from the host, and what the host computes anew', () => {
    const traced = trace(() => [
      tf.add(
        tf.tensor1d([1, 2]),
        stepValue(() => Float32Array.of(3, 4), [2]),
      ),
    ]);
    expect(traced.memories.slice(0, 2).map(({ origin }) => origin)).toMatchObject([
      { kind: 'constant', values: Float32Array.of(1, 2) },
      { kind: 'stepValue' },
    ]);
  });

  test('says that a step reads', () => {
    expect(trace(() => [tf.scalar(tf.ones([2]).dataSync()[0] ?? 0)]).obstacle).toBe('it reads the values of a tensor');
  });
});

describe('two runs', () => {
  test('are one step when the second goes on from what the first left', () => {
    const state = tf.variable(tf.scalar(1));
    const step = () => {
      state.assign(tf.mul(state, 2));
      return [tf.clone(state)];
    };
    const [first, second] = [trace(step), trace(step)];
    const compared = compareRuns(first, second);
    if ('obstacle' in compared) expect.fail(compared.obstacle);
    // The constant is memory 0, the variable memory 1 before the step and memory 2 after it.
    expect([...compared.successors]).toEqual([[1, 2]]);
    state.dispose();
  });

  test.each([
    ['constants', (run: number) => tf.add(tf.scalar(1), tf.scalar(run)), 'its tensors differ'],
    ['kernels', (run: number) => (run === 1 ? tf.neg(tf.scalar(1)) : tf.exp(tf.scalar(1))), 'its kernel Exp'],
    ['attributes', (run: number) => tf.leakyRelu(tf.scalar(1), run), 'its kernel LeakyRelu'],
    ['more kernels', (run: number) => (run === 1 ? tf.scalar(1) : tf.neg(tf.scalar(1))), 'the number of its kernels'],
  ])('are not with other %s', (_, compute, obstacle) => {
    const [first, second] = [1, 2].map((run) => trace(() => [compute(run)]));
    if (!first || !second) expect.fail('there are two runs');
    const compared = compareRuns(first, second);
    expect('obstacle' in compared ? compared.obstacle : '').toContain(obstacle);
  });

  test('are not with a tensor that was made between them', () => {
    const [first, second] = [1, 2].map((value) => {
      const outside = tf.scalar(value);
      return trace(() => [tf.neg(outside)]);
    });
    if (!first || !second) expect.fail('there are two runs');
    expect(compareRuns(first, second)).toEqual({ obstacle: 'it uses a tensor that was made between two steps' });
  });
});

describe('fusion', () => {
  test('puts bias and relu into the product before them', () => {
    const inputs = [tf.ones([2, 3]), tf.ones([3, 4]), tf.ones([4])] as const;
    const step = () => [tf.relu(tf.add(tf.matMul(inputs[0], inputs[1]), inputs[2]))];
    expect(kernels(trace(step))).toEqual(['BatchMatMul', 'Add', 'Relu']);
    expect(fused(trace(step))).toEqual(['_FusedMatMul']);
    tf.dispose([...inputs]);
  });

  test('leaves a product alone whose own values somebody needs', () => {
    const inputs = [tf.ones([2, 3]), tf.ones([3, 4])] as const;
    const step = () => {
      const product = tf.matMul(inputs[0], inputs[1]);
      return [tf.relu(product), product];
    };
    expect(fused(trace(step))).toEqual(['BatchMatMul', 'Relu']);
    tf.dispose([...inputs]);
  });

  test('computes once what is there twice, and what nobody needs not at all', () => {
    const step = ([x = tf.scalar(0)]: readonly tf.Tensor[]) => {
      tf.exp(x);
      return [tf.addN([tf.tanh(x), tf.tanh(x), tf.sigmoid(x)])];
    };
    expect(fused(trace(step, [tf.ones([2])]))).toEqual(['Tanh', 'Sigmoid', 'AddN']);
  });

  test('makes one kernel of neighbouring operations, as far as they can be bound', () => {
    const step = ([x = tf.scalar(0)]: readonly tf.Tensor[]) => [tf.sqrt(tf.add(tf.mul(x, x), tf.scalar(0.5)))];
    expect(fused(trace(step, [tf.ones([5])]))).toEqual(['Elementwise']);
    const many = Array.from({ length: 12 }, () => tf.ones([5]));
    const sum = (tensors: readonly tf.Tensor[]) => [tensors.reduce((total, next) => tf.add(total, next))];
    expect(fused(trace(sum, many))).toEqual(['Elementwise', 'Elementwise']);
    tf.dispose(many);
  });

  test('moves nothing behind a kernel that needs it', () => {
    const step = ([x = tf.scalar(0)]: readonly tf.Tensor[]) => {
      const sum = tf.add(x, x);
      const product = tf.tanh(sum);
      return [tf.mul(tf.sub(sum, x), product)];
    };
    expect(fused(trace(step, [tf.ones([5])]))).toEqual(['Add', 'Tanh', 'Elementwise']);
  });
});
