import { beforeAll, describe, expect, test } from 'vitest';
import { InterruptSignal } from '../../../src/python/interrupt-signal.ts';
import type { PythonFinding, PythonInterpreter } from '../../../src/python/interpreter.ts';
import { outputOf, startPython } from '../support/python.ts';

let python: PythonInterpreter;

beforeAll(async () => {
  python = await startPython();
}, 120_000);

interface Checked {
  readonly given: string;
  readonly solution: string;
  readonly names?: readonly string[];
  readonly assertions?: string;
}

async function check({ given, solution, names = [], assertions = '' }: Checked): Promise<readonly PythonFinding[]> {
  const { error } = await outputOf(python, given, 'exercise');
  expect(error?.traceback ?? '').toBe('');
  const program = { name: 'cell.py', session: 'exercise' };
  const findings = await python.check(program, { solution, names, assertions, tolerance: 1e-5 });
  python.forget('exercise');
  return findings;
}

/** What is said of `value`, where a program gives it one value and the solution another. */
async function difference(given: string, right: string, imports = ''): Promise<string> {
  const program = (value: string) => `${imports}\nvalue = ${value}\n`;
  const findings = await check({ given: program(given), solution: program(right), names: ['value'] });
  expect(findings).toHaveLength(1);
  return findings[0]?.text ?? '';
}

describe('a value is right when it is near enough, however it was computed:', () => {
  test.each([
    ['', '1 / 3', '0.3333333'],
    ['', '2', '2.0'],
    ['', '"a" + "b"', '"ab"'],
    ['', '(1, 2)', '[1, 2]'],
    ['', '{"b": 1, "a": [2]}', '{"a": [2], "b": 1}'],
    ['', 'None', 'None'],
    ['', 'float("nan")', 'float("nan")'],
    ['', 'lambda x: x', 'len'],
    ['import numpy as np', 'np.float32(0.5)', '0.5'],
    ['import numpy as np', 'np.ones((2, 3))', 'np.zeros((2, 3)) + 1'],
    ['import torch', 'torch.ones(2).requires_grad_() * 2', 'torch.tensor([2.0, 2.0])'],
    ['import torch', 'torch.Size([2, 3])', '(2, 3)'],
    ['import tensorflow as tf', 'tf.constant([1, 2])', 'tf.range(1, 3)'],
    ['import tensorflow as tf', 'tf.Variable(1.5)', 'tf.Variable(1.5)'],
    ['from torch import nn', 'nn.Linear(2, 3)', 'nn.Linear(2, 3)'],
    ['import keras', 'keras.layers.Dense(2, name="a")', 'keras.layers.Dense(2, name="b")'],
    [
      'import keras\nfrom keras import layers',
      'keras.Sequential([keras.Input((4,)), layers.Dense(3, activation="relu", name="hidden")])',
      'keras.Sequential([keras.Input((4,)), layers.Dense(3, "relu")])',
    ],
  ])('%s value = %s', async (imports, given, right) => {
    expect(await difference(given, right, imports)).toBe('`value` is right.');
  });
});

describe('what differs is said:', () => {
  test.each([
    ['', '0.25', '0.5', 'is 0.25, which is not right.'],
    ['', '1', '1.1', 'is 1, which is not right.'],
    ['', 'True', '1', 'is a truth value, expected a number.'],
    ['', '"a"', '"b"', "is 'a', which is not right."],
    ['', 'None', '1', 'is None, expected a number.'],
    ['', '[1]', '[1, 2]', 'has 1 items, expected 2.'],
    ['', '[1, 3]', '[1, 2]', 'has an item 1 that is 3, which is not right.'],
    ['', '{"a": 1}', '{"b": 1}', "has no key 'b'."],
    ['', '{"a": 1, "b": 2}', '{"a": 1}', "has a key 'b' too many."],
    ['', '{"a": 1}', '{"a": 2}', "has under 'a' what is 1, which is not right."],
    ['import torch', '0.5', 'torch.tensor(0.5)', 'is a number, expected a tensor of PyTorch.'],
    ['import torch', 'torch.ones(2, 1)', 'torch.ones(1, 2)', 'has the shape [2, 1], expected [1, 2].'],
    ['import torch', 'torch.ones(2)', 'torch.tensor([1, 1])', 'has the dtype torch.float32, expected torch.int64.'],
    ['import torch', 'torch.tensor(3.)', 'torch.tensor(2.)', 'is 3, which is not right.'],
    [
      'import torch',
      'torch.tensor([[1., 2.], [3., 4.]])',
      'torch.tensor([[1., 2.], [0.25, 4.]])',
      'has 1 of 4 numbers wrong, the first at [1, 0]: 3.',
    ],
    ['import numpy as np', '[1.0]', 'np.array([1.0])', 'is a list, expected a NumPy array.'],
    ['import numpy as np', 'np.array([1, 2])', 'np.array([1.0, 2.0])', 'has the dtype int64, expected float64.'],
    ['import tensorflow as tf', 'tf.constant([1.0])', 'tf.constant([1])', 'has the dtype float32, expected int32.'],
    [
      'import tensorflow as tf',
      'tf.constant(1.0)',
      'tf.Variable(1.0)',
      'is a tensor of TensorFlow, expected a variable of TensorFlow.',
    ],
    ['from torch import nn', 'nn.Linear(2, 3)', 'nn.Linear(3, 3)', 'has 9 parameters, expected 12.'],
    [
      'from torch import nn',
      'nn.Sequential(nn.Linear(2, 3), nn.Tanh())',
      'nn.Sequential(nn.Linear(2, 3), nn.ReLU())',
      'has the part `Tanh()`, where something else is expected.',
    ],
    ['from torch import nn', 'nn.LazyLinear(3)', 'nn.Linear(3, 3)', 'has no weights yet: it has not seen an input.'],
    [
      'import keras\nfrom keras import layers',
      'keras.Sequential([keras.Input((4,)), layers.Dense(3)])',
      'keras.Sequential([keras.Input((4,)), layers.Dense(2)])',
      'has 15 parameters, expected 10.',
    ],
    [
      'import keras\nfrom keras import layers',
      'keras.Sequential([layers.Dense(3)])',
      'keras.Sequential([keras.Input((4,)), layers.Dense(3)])',
      'has no weights yet: it has not seen an input.',
    ],
    [
      'import keras\nfrom keras import layers',
      'keras.Sequential([keras.Input((4,)), layers.Dense(3), layers.ReLU()])',
      'keras.Sequential([keras.Input((4,)), layers.Dense(3)])',
      'has too many parts.',
    ],
  ])('%s value = %s, expected %s', async (imports, given, right, text) => {
    expect(await difference(given, right, imports)).toBe(`\`value\` ${text}`);
  });

  test('of a Keras layer with another activation', async () => {
    const text = await difference('keras.layers.Dense(2)', 'keras.layers.Dense(2, activation="relu")', 'import keras');
    expect(text).toMatch(/^`value` has the part `Dense\(units=2, activation='linear'.*`, where something else/);
  });
});

test('names of the parts and of the class of a module are the reader’s own', async () => {
  const net = (name: string, part: string) =>
    `from torch import nn\nclass ${name}(nn.Module):\n    def __init__(self):\n        super().__init__()\n` +
    `        self.${part} = nn.Linear(2, 3)\n\nmodel = ${name}()\n`;
  const names = ['model'];
  expect(await check({ given: net('Net', 'fc'), solution: net('Network', 'dense'), names })).toEqual([
    { isRight: true, text: '`model` is right.' },
  ]);
});

test('a name that is missing, and one that the solution lacks, are told', async () => {
  expect(await check({ given: 'a = 1', solution: 'b = 1', names: ['b', 'c'] })).toEqual([
    { isRight: false, text: 'There is no `b` yet. Give it its value: `b = ...`' },
    { isRight: false, text: 'The solution gives `c` no value.' },
  ]);
});

test('a solution that fails is told as such', async () => {
  expect(await check({ given: 'a = 1', solution: 'a = 1 / 0', names: ['a'] })).toEqual([
    { isRight: false, text: 'The solution itself fails: ZeroDivisionError: division by zero' },
  ]);
});

describe('assertions', () => {
  const assertions = [
    'import math',
    'assert callable(area), "`area` has to be a function."',
    'assert math.isclose(area(2), solution.area(2)), "The area of a square of side 2 is not right."',
  ].join('\n');
  const solution = 'def area(side):\n    return side ** 2';
  const checkArea = async (given: string) => await check({ given, solution, assertions });

  test('pass where they hold', async () => {
    expect(await checkArea('area = lambda side: side * side')).toEqual([{ isRight: true, text: 'All checks pass.' }]);
  });

  test.each([
    ['area = 4', '`area` has to be a function.'],
    ['def area(side):\n    return 2 * side + 1', 'The area of a square of side 2 is not right.'],
    ['side = 2', 'There is no `area` yet. Give it its value: `area = ...`'],
    ['def area():\n    pass', 'A check ended in `TypeError: area() takes 0 positional arguments but 1 was given`.'],
    [
      'def area(side):\n    return side / 0',
      'A check ended in `ZeroDivisionError: division by zero` in line 2 of your program.',
    ],
    ['def area(side):\n    assert side < 0', 'A check ended in `AssertionError: ` in line 2 of your program.'],
  ])('show their message, or what they met: %s', async (given, text) => {
    expect(await checkArea(given)).toEqual([{ isRight: false, text }]);
  });
});

test('neither the solution nor the checks change the reader’s variables, print or draw', async () => {
  const given = 'import torch\ntorch.manual_seed(1)\na = [1]\nfirst = torch.rand(1).item()';
  const solution = 'import matplotlib.pyplot as plt\nprint("told")\na = [1]\nsecret = 2\nplt.plot([1, 2])\nplt.show()';
  await outputOf(python, given, 'kept');
  const program = { name: 'cell.py', session: 'kept' };
  const assertions = 'print("checked")\nextra = 3\nassert a == solution.a, "No."';
  const findings = await python.check(program, { solution, names: ['a'], assertions, tolerance: 0 });
  expect(findings.map(({ isRight }) => isRight)).toEqual([true, true]);
  const names = 'print([name for name in ("a", "first", "secret", "extra", "solution") if name in globals()])';
  expect((await outputOf(python, names, 'kept')).text).toBe("['a', 'first']\n");
});

test('a check that never ends is interrupted, and the next one runs', async () => {
  const begin = performance.now();
  const signal = new InterruptSignal(() => performance.now() - begin < 500);
  python.interruptBy(signal.buffer);
  await outputOf(python, 'def act():\n    while True:\n        pass', 'endless');
  const program = { name: 'cell.py', session: 'endless' };
  const checkAct = (assertions: string) =>
    python.check(program, { solution: 'done = True', names: [], assertions, tolerance: 0 });
  signal.begin('blob:here');
  expect(await checkAct('act()')).toEqual([]);
  signal.end();
  expect(performance.now() - begin).toBeLessThan(5_000);
  expect(await checkAct('assert solution.done, "No."')).toEqual([{ isRight: true, text: 'All checks pass.' }]);
});
