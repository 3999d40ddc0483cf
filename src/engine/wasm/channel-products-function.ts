import { advance, defineFunction, f32x4, i32, i32x4, repeat, v128, type FunctionCode } from './assembler.ts';

const PARAMETERS = [
  ...(['a', 'aStep', 'b', 'bStep', 'c', 'cStep'] as const),
  ...(['pixels', 'blocks', 'channels'] as const),
] as const;

/**
 * Products channel by channel: c[pixel, channel] += a[pixel, channel] b[pixel, channel]. What lies behind the last
 * channel is read too, and written back as it was.
 *
 * Parameters: addresses of a, b and c, each with its step from pixel to pixel in bytes, which may be 0; the count of
 * pixels; channels, and blocks of 4 of them. No count is 0.
 */
export function channelProductsFunction(): FunctionCode {
  return defineFunction('channelProducts', PARAMETERS, (parameters, local) => {
    const { a, aStep, b, bStep, c, cStep, pixels, blocks, channels } = parameters;
    const [aBlock, bBlock, cBlock] = [local('i32'), local('i32'), local('i32')];
    const [blocksLeft, channelsLeft] = [local('i32'), local('i32')];
    const isChannel = i32x4.greater(i32x4.splat(channelsLeft.get), i32x4.constant([0, 1, 2, 3]));
    const product = v128.and(f32x4.mul(f32x4.load(aBlock.get), f32x4.load(bBlock.get)), isChannel);
    const addBlock = [
      ...f32x4.store(cBlock.get, f32x4.add(f32x4.load(cBlock.get), product)),
      ...[aBlock, bBlock, cBlock].flatMap((address) => advance(address, i32.constant(16))),
      ...advance(channelsLeft, i32.constant(-4)),
    ];
    const addPixel = [
      ...[...aBlock.set(a.get), ...bBlock.set(b.get), ...cBlock.set(c.get)],
      ...[...channelsLeft.set(channels.get), ...blocksLeft.set(blocks.get), ...repeat(blocksLeft, addBlock)],
      ...[...advance(a, aStep.get), ...advance(b, bStep.get), ...advance(c, cStep.get)],
    ];
    return repeat(pixels, addPixel);
  });
}
