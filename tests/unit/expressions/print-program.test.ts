import { describe, expect, test } from 'vitest';
import { catalogue, operationGroups } from '../../../src/expressions/catalogue/catalogue.ts';
import { parametersOf } from '../../../src/expressions/catalogue/signature.ts';
import { parse } from '../../../src/expressions/parse.ts';
import { printProgram } from '../../../src/expressions/print-program.ts';

const codes = (source: string) => {
  const program = parse(source);
  return [printProgram(program, 'torch').join('\n'), printProgram(program, 'tensorflow').join('\n')];
};

describe('one program, two codes', () => {
  test.each([
    ['sum(x, axis=1, keepdims=True)', 'torch.sum(x, dim=1, keepdim=True)', 'tf.reduce_sum(x, axis=1, keepdims=True)'],
    ['x.reshape(2, 3)', 'torch.reshape(x, (2, 3))', 'tf.reshape(x, (2, 3))'],
    ['zeros([2], dtype=float32)', 'torch.zeros([2], dtype=torch.float32)', 'tf.zeros([2], dtype=tf.float32)'],
    ['(a + b).T', '(a + b).T', 'tf.transpose(a + b)'],
    ['take(x, i)', 'torch.index_select(x, 0, i)', 'tf.gather(x, i)'],
    ['(a - b) - (c - d)', 'a - b - (c - d)', 'a - b - (c - d)'],
    ['(a > 1) & (b < 2)', '(a > 1) & (b < 2)', '(a > 1) & (b < 2)'],
    ['x[1:, ..., None] = 2.', 'x[1:, ..., None] = 2.', 'x[1:, ..., None] = 2.'],
    ['v, i = topk(x, 2)', 'v, i = torch.topk(x, 2)', 'v, i = tf.math.top_k(x, 2)'],
  ])('%s', (source, torch, tensorflow) => {
    expect(codes(source)).toEqual([torch, tensorflow]);
  });

  test.each([
    ['torch.sum(x, dim=0)', 'tf.reduce_sum(x, axis=0)'],
    ['torch.permute(x, [1, 0])', 'tf.transpose(x, [1, 0])'],
    ['x.T', 'tf.transpose(x)'],
    ['torch.nn.functional.one_hot(x, 3)', 'tf.one_hot(x, 3)'],
    ['x.to(torch.int64)', 'tf.cast(x, tf.int64)'],
  ])('each framework’s own spelling is understood: %s is %s', (torch, tensorflow) => {
    expect(codes(torch)).toEqual([torch, tensorflow]);
    expect(codes(tensorflow)).toEqual([torch, tensorflow]);
  });

  test.each([
    ['sume(x)', 'There is no operation “sume” here.', 'Is it sum?'],
    ['sum(x, foo=1)', 'sum has no argument “foo”.', 'Write sum(x, axis=None, keepdims=False).'],
    ['sum(x, 0, axis=1)', 'sum got two values for “axis”.', 'Write sum(x, axis=None, keepdims=False).'],
    ['exp(x, 1)', 'exp takes at most one argument.', 'Write exp(x).'],
    ['concat([x])', 'concat needs “axis”.', 'Write concat(tensors, axis).'],
  ])('%s is refused', (source, message, fix) => {
    expect(() => codes(source)).toThrow(expect.objectContaining({ message, fix }) as Error);
  });
});

describe('the catalogue', () => {
  test('has at least sixty operations, each in one group', () => {
    const names = operationGroups.flatMap((group) => group.names);
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(names.toSorted()).toEqual(Object.keys(catalogue).toSorted());
  });

  test.each(operationGroups.flatMap(({ names }) => names))('%s: templates and example name what it has', (name) => {
    const { torch, tensorflow, example } = catalogue[name];
    const known = [...parametersOf(name).map((parameter) => parameter.name), '*'];
    for (const code of [torch, tensorflow]) {
      for (const [, used] of code.matchAll(/\{([\w*]+)\}/g)) expect(known).toContain(used);
    }
    expect(codes(example)).toHaveLength(2);
  });
});
