import { advance, defineFunction, f32x4, i32, i32x4, repeat, v128, type Code, type FunctionCode } from './assembler.ts';

const PARAMETERS = [
  ...(['x', 'dy', 'dx', 'blocks', 'channels', 'rows', 'columns'] as const),
  ...(['pixelBytes', 'rowJump', 'windows', 'windowBytes'] as const),
] as const;

/**
 * Gradient of max pooling for a row of windows: adds each window's dy to dx at its first maximum, row by row. A NaN is
 * larger than everything. What lies behind the last channel is read too, and written back as it was.
 *
 * Parameters: addresses of x and dx at the first window, and of its dy; channels, and blocks of 4 of them; rows and
 * columns of the window; bytes from pixel to pixel, and from the end of a row of the window to its next row; the count
 * of windows, and the bytes from one to the next in x. No count is 0.
 */
export function poolGradientFunction(): FunctionCode {
  return defineFunction('poolGradient', PARAMETERS, (parameters, local) => {
    const { x, dy, dx, pixelBytes, windows, windowBytes } = parameters;
    const [maximum, value, isLarger] = [local('v128'), local('v128'), local('v128')];
    const [position, best, one, gradient] = [local('v128'), local('v128'), local('v128'), local('v128')];
    const [xBlock, dxBlock, dyBlock, cell] = [local('i32'), local('i32'), local('i32'), local('i32')];
    const [blocksLeft, channelsLeft] = [local('i32'), local('i32')];
    const [rowsLeft, columnsLeft] = [local('i32'), local('i32')];

    const eachCell = (start: Code, visit: Code): Code => {
      const nextCell = [...position.set(i32x4.add(position.get, one.get)), ...advance(cell, pixelBytes.get)];
      const row = [
        ...columnsLeft.set(parameters.columns.get),
        ...repeat(columnsLeft, [...visit, ...nextCell]),
        ...advance(cell, parameters.rowJump.get),
      ];
      return [
        ...cell.set(start),
        ...position.set(i32x4.splat(i32.constant(0))),
        ...rowsLeft.set(parameters.rows.get),
        ...repeat(rowsLeft, row),
      ];
    };
    const isFirstNaN = v128.and(f32x4.notEqual(value.get, value.get), f32x4.equal(maximum.get, maximum.get));
    const compare = [
      ...value.set(f32x4.load(cell.get)),
      ...isLarger.set(v128.or(f32x4.greater(value.get, maximum.get), isFirstNaN)),
      ...maximum.set(v128.select(value.get, maximum.get, isLarger.get)),
      ...best.set(v128.select(position.get, best.get, isLarger.get)),
    ];
    const share = v128.and(gradient.get, i32x4.equal(position.get, best.get));
    const spread = f32x4.store(cell.get, f32x4.add(f32x4.load(cell.get), share));
    const isChannel = i32x4.greater(i32x4.splat(channelsLeft.get), i32x4.constant([0, 1, 2, 3]));
    const four = i32.constant(16);
    const block = [
      ...maximum.set(f32x4.load(xBlock.get)),
      ...best.set(i32x4.splat(i32.constant(0))),
      ...eachCell(xBlock.get, compare),
      ...gradient.set(v128.and(f32x4.load(dyBlock.get), isChannel)),
      ...eachCell(dxBlock.get, spread),
      ...advance(channelsLeft, i32.constant(-4)),
      ...[xBlock, dxBlock, dyBlock].flatMap((address) => advance(address, four)),
    ];
    const window = [
      ...[...xBlock.set(x.get), ...dxBlock.set(dx.get), ...dyBlock.set(dy.get)],
      ...channelsLeft.set(parameters.channels.get),
      ...[...blocksLeft.set(parameters.blocks.get), ...repeat(blocksLeft, block)],
      ...[...advance(x, windowBytes.get), ...advance(dx, windowBytes.get), ...advance(dy, pixelBytes.get)],
    ];
    return [...one.set(i32x4.splat(i32.constant(1))), ...repeat(windows, window)];
  });
}
