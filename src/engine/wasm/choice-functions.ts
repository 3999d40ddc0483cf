import {
  advance,
  defineFunction,
  f32x4,
  i32,
  i32x4,
  i8x16,
  repeat,
  v128,
  type Code,
  type FunctionCode,
} from './assembler.ts';

const comparisons = {
  equal: f32x4.equal,
  notEqual: f32x4.notEqual,
  less: f32x4.less,
  lessEqual: f32x4.lessEqual,
  greater: f32x4.greater,
  greaterEqual: f32x4.greaterEqual,
};

export type ComparisonName = keyof typeof comparisons;

/**
 * Comparisons of numbers with one number: out [16 blocks] = 1 where x compares so with y, 0 elsewhere, a byte each.
 *
 * Parameters: addresses of x, y and out, and the count of blocks of 16 numbers, which is not 0.
 */
export function comparisonFunctions(): FunctionCode[] {
  return Object.entries(comparisons).map(([name, compare]) =>
    defineFunction(name, ['x', 'y', 'out', 'blocks'], ({ x, y, out, blocks }, local) => {
      const number = local('v128');
      const mask = (part: number): Code => compare(f32x4.load(x.get, 16 * part), number.get);
      const compareBlock = [
        ...f32x4.store(out.get, i8x16.fromMasks(mask(0), mask(1), mask(2), mask(3))),
        ...advance(x, i32.constant(64)),
        ...advance(out, i32.constant(16)),
      ];
      return [...number.set(f32x4.loadSplat(y.get)), ...repeat(blocks, compareBlock)];
    }),
  );
}

/**
 * A choice for each number: out [4 blocks] = first where the condition, a byte each, is 1, and second where it is 0.
 *
 * Parameters: addresses of the condition, first, second and out, and the count of blocks of 4 numbers, which is not 0.
 */
export function selectFunction(): FunctionCode {
  const names = ['condition', 'first', 'second', 'out', 'blocks'] as const;
  return defineFunction('select', names, ({ condition, first, second, out, blocks }) => {
    const choice = v128.select(f32x4.load(first.get), f32x4.load(second.get), i32x4.loadMask(condition.get));
    const fours = [first, second, out].flatMap((address) => advance(address, i32.constant(16)));
    const chooseBlock = [...f32x4.store(out.get, choice), ...fours, ...advance(condition, i32.constant(4))];
    return repeat(blocks, chooseBlock);
  });
}
