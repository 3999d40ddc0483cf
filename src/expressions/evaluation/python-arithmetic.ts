import type { BinaryOperator, ComparisonOperator, UnaryOperator } from '../syntax.ts';
import { FrameworkError } from './framework-error.ts';
import { numberOf, PythonFloat, TypeValue, typeNameOf } from './value.ts';

type PythonNumber = number | PythonFloat;

/** `left operator right` of two numbers, as Python computes it: integers stay integers but for a division. */
export function pythonBinary(operator: BinaryOperator, left: unknown, right: unknown): PythonNumber {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === null || b === null || operator === '@') {
    throw new FrameworkError(
      'TypeError',
      `unsupported operand type(s) for ${operator === '**' ? '** or pow()' : operator}: '${typeNameOf(left)}' and '${typeNameOf(right)}'`,
    );
  }
  const isFloat = left instanceof PythonFloat || right instanceof PythonFloat;
  if (b === 0 && (operator === '/' || operator === '//' || operator === '%')) {
    throw new FrameworkError('ZeroDivisionError', isFloat ? 'float division by zero' : 'division by zero');
  }
  if (isFloat && (operator === '&' || operator === '|' || operator === '^')) {
    const [first, second] = [typeNameOf(left), typeNameOf(right)];
    throw new FrameworkError('TypeError', `unsupported operand type(s) for ${operator}: '${first}' and '${second}'`);
  }
  const result = COMPUTE[operator](a, b);
  const staysInteger = !isFloat && operator !== '/' && Number.isInteger(result);
  return staysInteger ? result : new PythonFloat(result);
}

/** `left operator right` as a truth value. */
export function pythonCompare(operator: ComparisonOperator, left: unknown, right: unknown): boolean {
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a !== null && b !== null) return COMPARE[operator](a, b);
  if (operator === '==' || operator === '!=') {
    return (JSON.stringify(left) === JSON.stringify(right)) === (operator === '==');
  }
  const [first, second] = [typeNameOf(left), typeNameOf(right)];
  throw new FrameworkError('TypeError', `'${operator}' not supported between instances of '${first}' and '${second}'`);
}

export function pythonUnary(operator: UnaryOperator, operand: unknown): PythonNumber {
  const value = numberOf(operand);
  const isFloat = operand instanceof PythonFloat;
  if (value === null || (operator === '~' && isFloat)) {
    throw new FrameworkError('TypeError', `bad operand type for unary ${operator}: '${typeNameOf(operand)}'`);
  }
  const result = operator === '-' ? -value : operator === '~' ? -value - 1 : value;
  return isFloat ? new PythonFloat(result) : result + 0;
}

/** A value of Python as `repr` prints it; a type by its name alone. */
export function pythonText(value: unknown): string {
  if (value === null) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (value instanceof PythonFloat) return floatText(value.value);
  if (value instanceof TypeValue) return value.name;
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (typeof value === 'string') return `'${value}'`;
  return typeof value === 'number' ? String(value) : typeNameOf(value);
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Number.isInteger(value) && Math.abs(value) < 1e16 ? `${value}.0` : String(value);
}

const floored = (a: number, b: number) => Math.floor(a / b);

const COMPUTE: Readonly<Record<Exclude<BinaryOperator, '@'>, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '//': floored,
  '%': (a, b) => a - b * floored(a, b),
  '**': (a, b) => a ** b,
  '&': (a, b) => Number(BigInt.asIntN(64, BigInt(a) & BigInt(b))),
  '|': (a, b) => Number(BigInt.asIntN(64, BigInt(a) | BigInt(b))),
  '^': (a, b) => Number(BigInt.asIntN(64, BigInt(a) ^ BigInt(b))),
};

const COMPARE: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
};
