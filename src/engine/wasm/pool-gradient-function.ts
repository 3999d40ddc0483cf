import {
  advance,
  defineFunction,
  f32x4,
  i32,
  i32x4,
  repeat,
  v128,
  type Code,
  type FunctionCode,
  type Local,
} from './assembler.ts';

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

/**
 * The same for windows of 2 x 2 that lie side by side: each cell of dx is in one window, and is written, not added to.
 *
 * Parameters: addresses as above; blocks of 4 channels, of which none is left over; bytes from pixel to pixel, and from
 * row to row of x; the count of windows.
 */
export function pairPoolGradientFunction(): FunctionCode {
  const names = ['x', 'dy', 'dx', 'blocks', 'pixelBytes', 'rowBytes', 'windows'] as const;
  return defineFunction('pairPoolGradient', names, (parameters, local) => {
    const { x, dy, dx, blocks, pixelBytes, rowBytes, windows } = parameters;
    const [blocksLeft, maximum, gradient, value] = [local('i32'), local('v128'), local('v128'), local('v128')];
    const cells = () => [local('i32'), local('i32'), local('i32'), local('i32')] as const;
    const [fromCells, toCells] = [cells(), cells()];
    const isLarger = [local('v128'), local('v128'), local('v128')];
    const place = ([first, second, third, fourth]: ReturnType<typeof cells>, start: Local): Code => [
      ...[...first.set(start.get), ...second.set(i32.add(first.get, pixelBytes.get))],
      ...[...third.set(i32.add(first.get, rowBytes.get)), ...fourth.set(i32.add(third.get, pixelBytes.get))],
    ];
    const isNumber = f32x4.equal(maximum.get, maximum.get);
    const compare = isLarger.flatMap((mask, index) => [
      ...value.set(f32x4.load(fromCells[index + 1]?.get ?? [])),
      ...mask.set(v128.andNot(isNumber, f32x4.lessEqual(value.get, maximum.get))),
      ...maximum.set(v128.select(value.get, maximum.get, mask.get)),
    ]);
    // From the last cell on: what is larger than all before takes the gradient.
    const spread = isLarger
      .toReversed()
      .flatMap((mask, index) => [
        ...f32x4.store(toCells[3 - index]?.get ?? [], v128.and(gradient.get, mask.get)),
        ...gradient.set(v128.andNot(gradient.get, mask.get)),
      ]);
    const block = [
      ...[...maximum.set(f32x4.load(fromCells[0].get)), ...compare],
      ...[...gradient.set(f32x4.load(dy.get)), ...spread, ...f32x4.store(toCells[0].get, gradient.get)],
      ...[...fromCells, ...toCells, dy].flatMap((address) => advance(address, i32.constant(16))),
    ];
    const twoPixels = i32.mul(pixelBytes.get, i32.constant(2));
    const window = [
      ...[...place(fromCells, x), ...place(toCells, dx)],
      ...[...blocksLeft.set(blocks.get), ...repeat(blocksLeft, block)],
      ...[...advance(x, twoPixels), ...advance(dx, twoPixels)],
    ];
    return repeat(windows, window);
  });
}
