import { describe, expect, test } from 'vitest';
import { ExpressionError } from '../../../src/expressions/expression-error.ts';
import { PythonError, readScalar } from '../../../src/schedules/scalar-expression.ts';

const compute = (source: string, epoch = 3, logs: Readonly<Record<string, number>> = {}) =>
  readScalar(source, ['epoch', 'lr', 'logs'])({ names: { epoch, lr: 0.1 }, logs });

describe('an expression of numbers', () => {
  test.each([
    ['0.8 ** epoch', 0.8 ** 3],
    ['2 + 3 * 4 - 6 / 4', 12.5],
    ['-7 // 2', -4],
    ['-7 % 3', 2],
    ['2 ** 3 ** 2', 512],
    ['-2 ** 2', -4],
    ['lr if epoch < 2 else lr * 0.5', 0.05],
    ['1 / (1 + 0.5 * epoch)', 0.4],
    ['max(1, 2, epoch) + min(4, 2) + abs(-1)', 6],
    ['math.cos(math.pi)', -1],
    ['int(2.9) + float(1)', 3],
    ['1_000 + 1e-3', 1000.001],
    ['epoch == 3 and not epoch > 4', true],
    ['epoch != 3 or False', false],
  ])('%s', (source, value) => {
    expect(compute(source)).toBe(value);
  });

  test('reads what an epoch measured', () => {
    expect(compute('logs["val_loss"] < 0.5 and epoch >= 3', 3, { val_loss: 0.4 })).toBe(true);
  });

  test('does not look at what the condition leaves out', () => {
    expect(compute('1 / epoch if epoch > 0 else 1', 0)).toBe(1);
    expect(compute('epoch > 0 and 1 / epoch > 0', 0)).toBe(false);
  });

  test.each([
    ['1 / (epoch - 3)', 'ZeroDivisionError', 'division by zero'],
    ['logs["val_loss"]', 'KeyError', "'val_loss'"],
    ['logs["constructor"]', 'KeyError', "'constructor'"],
    ['math.log(0)', 'ValueError', 'math domain error'],
    ['10.0 ** 400', 'OverflowError', 'too large'],
  ])('%s raises what Python raises', (source, name, message) => {
    const error = catchError(() => compute(source));
    expect(error).toBeInstanceOf(PythonError);
    expect(error).toMatchObject({ name, message: expect.stringContaining(message) as string });
  });

  test.each([
    ['', 'empty'],
    ['epoch = 3', 'no single expression'],
    ['1; 2', 'no single expression'],
    ['step * 2', '“step” means nothing'],
    ['logs', 'a dictionary'],
    ['logs.get', 'not part'],
    ['epoch.__class__', 'not part'],
    ['__import__("os")', 'no function'],
    ['toString()', 'no function'],
    ['[x for x in (1, 2)]', 'not part'],
    ['lambda e: e', 'not part'],
    ['1 < epoch < 3', 'chained'],
    ['max(1)', 'takes at least 2'],
    ['1 +', 'too early'],
    ['('.repeat(100) + '1' + ')'.repeat(100), 'nested'],
    ['1' + ' + 1'.repeat(200), 'characters'],
  ])('%s is refused', (source, message) => {
    const error = catchError(() => compute(source));
    expect(error).toBeInstanceOf(ExpressionError);
    expect(error).toMatchObject({ message: expect.stringContaining(message) as string });
  });
});

function catchError(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return expect.fail('nothing was thrown');
}
