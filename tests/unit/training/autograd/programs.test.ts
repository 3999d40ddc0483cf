/** What the language of programs takes and refuses, and what it is in TensorFlow. */
import { beforeAll, describe, expect, it } from 'vitest';
import { ExpressionError } from '../../../../src/expressions/expression-error.ts';
import { answerAutograd } from '../../../../src/training/autograd/answer-autograd.ts';
import { gradientDescent } from '../../../../src/training/autograd/gradient-descent.ts';
import { localDerivative } from '../../../../src/training/autograd/local-derivative.ts';
import { readProgram } from '../../../../src/training/autograd/read-program.ts';
import { tapePlan } from '../../../../src/training/autograd/tape-plan.ts';
import { torchFilm } from '../../../../src/training/autograd/torch-film.ts';
import { startWasm } from '../../support/wasm.ts';

beforeAll(startWasm);

const lines = (...text: readonly string[]) => text.join('\n');
const codeOf = (...text: readonly string[]) => tapePlan(readProgram(lines(...text))).code.split('\n');

describe('a program', () => {
  it.each([
    ['for i in range(3):\n    x = i', 'Line 1, column 1'],
    ['x = torch.tensor([1.0], requires_grad=True)\nwith open(x):\n    y = x', 'Line 2, column 1'],
    ['x = torch.tensor([1.0], requires_grad=True)\ny.backward()', 'Line 2, column 1'],
    ['x = torch.tensor([1.0], requires_grad=True)\nx.sum().backward(create_graph=True)', 'Line 2, column 18'],
    ['x = torch.tensor([1.0], requires_grad=True)\nx.grad.zero_()', 'Line 2, column 1'],
    ['x = torch.tensor([1.0, 3.0], requires_grad=True)\nx.std().backward()', 'Line 2, column 1'],
    ['', 'Line 1, column 1'],
  ])('that the language leaves out is refused with its place: %j', async (program, place) => {
    const answer = answerAutograd({ type: 'differentiate', runId: 1, backend: 'wasm', program });
    await expect(answer).rejects.toMatchObject({
      kind: 'settings',
      message: expect.stringContaining(place) as unknown,
    });
  });

  it('ends with what PyTorch raises', async () => {
    const film = await torchFilm(readProgram('x = torch.tensor([1.0, 2.0], requires_grad=True)\n(x * 2).backward()'));
    expect(film.events.at(-1)).toMatchObject({
      type: 'raised',
      error: 'RuntimeError',
      line: 2,
      message: expect.stringContaining('grad can be implicitly created only for scalar outputs') as unknown,
    });
  });

  it('of more tensors than can be drawn is refused', async () => {
    const program = lines('x = torch.tensor(1.0)', ...Array.from({ length: 210 }, () => 'x = x + 1'));
    const answer = answerAutograd({ type: 'differentiate', runId: 1, backend: 'wasm', program });
    await expect(answer).rejects.toMatchObject({ kind: 'settings', fix: 'Shorten the program.' });
  });

  it('knows its blocks and assignments of attributes', () => {
    const { statements } = readProgram('with torch.no_grad():\n    y = x * 2\nx.grad = None');
    expect(statements.map(({ kind }) => kind)).toEqual(['noGrad', 'attributeAssignment']);
    expect(() => readProgram('x.grad = = 1')).toThrow(ExpressionError);
  });
});

describe('the same in TensorFlow', () => {
  it('computes under a tape what leads to a backward', () => {
    expect(
      codeOf('x = torch.tensor([1.0], requires_grad=True)', 'y = (x * 2).sum()', 'y.backward()', 'z = x + 1'),
    ).toEqual([
      'x = tf.Variable([1.0])',
      'with tf.GradientTape() as tape:',
      '    y = tf.reduce_sum(x * 2)',
      'dx = tape.gradient(y, x)',
      'z = x + 1',
    ]);
  });

  it('stops recording inside no_grad, and passes gradients of backward on', () => {
    expect(
      codeOf(
        'x = torch.tensor([1.0, 2.0], requires_grad=True)',
        'y = x * 2',
        'with torch.no_grad():',
        '    z = y * 3',
        '(y + z).backward(torch.ones(2))',
      ),
    ).toEqual([
      'x = tf.Variable([1.0, 2.0])',
      'with tf.GradientTape() as tape:',
      '    y = x * 2',
      '    with tape.stop_recording():',
      '        z = y * 3',
      '    target = y + z',
      'dx = tape.gradient(target, x, output_gradients=tf.ones(2))',
    ]);
  });
});

describe('a local derivative', () => {
  const matrix = (shape: readonly number[], values: readonly number[]) => ({ shape, values, dtype: 'float32' });

  it('is elementwise where each output has its own input, summed where this was repeated', () => {
    const jacobian = matrix([4, 2], [1, 0, 0, 2, 3, 0, 0, 4]);
    expect(localDerivative(jacobian, matrix([2, 2], [1, 10, 100, 1_000]), [2])).toEqual({
      form: 'elementwise',
      tensor: matrix([2, 2], [1, 2, 3, 4]),
      summedAxes: [0],
      unsummed: matrix([2, 2], [1, 20, 300, 4_000]),
    });
  });

  it('is a gradient of a scalar, and else a matrix', () => {
    const row = matrix([1, 3], [1, 2, 3]);
    expect(localDerivative(row, matrix([], [1]), [3])).toEqual({ form: 'gradient', tensor: matrix([3], [1, 2, 3]) });
    const mixed = matrix([2, 2], [1, 2, 3, 4]);
    expect(localDerivative(mixed, matrix([2], [1, 1]), [2])).toEqual({ form: 'matrix', tensor: mixed });
  });
});

describe('gradient descent', () => {
  it('follows the gradient from the values of the program', async () => {
    const program = readProgram('w = torch.tensor([1.0, -2.0], requires_grad=True)\n(w ** 2).sum().backward()');
    const { names, steps } = await gradientDescent(program, 0.25, 2);
    expect(names).toEqual(['w']);
    expect(steps.map(({ loss }) => loss)).toEqual([5, 1.25, 0.3125]);
    expect(steps.map(({ leaves }) => leaves[0]?.values)).toEqual([
      [1, -2],
      [0.5, -1],
      [0.25, -0.5],
    ]);
  });

  it('has no step where nothing is differentiated', async () => {
    expect((await gradientDescent(readProgram('x = torch.tensor(1.0)'), 0.1, 2)).steps).toEqual([]);
  });
});
