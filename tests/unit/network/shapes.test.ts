import { describe, expect, test } from 'vitest';
import type { LayerSettings } from '../../../src/network/layers.ts';
import { countParameters, NetworkError, networkShapes } from '../../../src/network/shapes.ts';
import { cifarLayers } from '../support/settings.ts';

const conv = (filters: number, kernelSize: number): LayerSettings => ({
  type: 'conv2d',
  filters,
  kernelSize,
  activation: 'relu',
});
const pool = (poolSize: number): LayerSettings => ({ type: 'maxPool2d', poolSize });
const flatten: LayerSettings = { type: 'flatten' };
const dense = (units: number): LayerSettings => ({ type: 'dense', units, activation: 'linear' });

describe('the network of the first lesson', () => {
  const shapes = networkShapes([32, 32, 3], cifarLayers);

  test('has the shapes that Keras prints', () => {
    expect(shapes.map(({ outputShape }) => outputShape)).toEqual([
      [30, 30, 32],
      [15, 15, 32],
      [13, 13, 64],
      [6, 6, 64],
      [4, 4, 64],
      [1_024],
      [64],
      [10],
    ]);
    expect(shapes[0]?.inputShape).toEqual([32, 32, 3]);
    for (const [index, shape] of shapes.slice(1).entries()) expect(shape.inputShape).toBe(shapes[index]?.outputShape);
  });

  test('has 122,570 parameters', () => {
    expect(shapes.map(({ parameterCount }) => parameterCount)).toEqual([896, 0, 18_496, 0, 36_928, 0, 65_600, 650]);
    expect(countParameters(shapes)).toBe(122_570);
  });
});

test('dropout keeps the shape and has no parameters', () => {
  const [shape] = networkShapes([5, 4, 3], [{ type: 'dropout', rate: 0.5 }]);
  expect(shape).toEqual({ inputShape: [5, 4, 3], outputShape: [5, 4, 3], parameterCount: 0 });
});

test('height and width are kept apart, and a pooling drops its remainder', () => {
  const shapes = networkShapes([11, 8, 1], [conv(2, 3), pool(4), flatten]);
  expect(shapes.map(({ outputShape }) => outputShape)).toEqual([[9, 6, 2], [2, 1, 2], [4]]);
});

describe('layers that do not fit', () => {
  test.each<[string, readonly number[], LayerSettings[], number, RegExp]>([
    ['a convolution after Flatten', [8, 8, 3], [flatten, conv(4, 3)], 1, /Conv2D: expected an image .* got \[192\]/],
    ['a pooling after Flatten', [8, 8, 3], [flatten, pool(2)], 1, /MaxPooling2D: expected an image .* got \[192\]/],
    ['Dense on an image', [8, 8, 3], [conv(4, 3), dense(10)], 1, /Dense: expected one axis .* got \[6, 6, 4\]/],
    ['a kernel larger than its input', [8, 8, 3], [pool(4), conv(4, 3)], 1, /3x3 is larger than its input of 2x2/],
    ['a kernel wider than its input', [8, 2, 3], [conv(4, 3)], 0, /3x3 is larger than its input of 8x2/],
    ['a window larger than its input', [3, 8, 1], [pool(4)], 0, /4x4 is larger than its input of 3x8/],
  ])('are named: %s', (_, inputShape, layers, layerIndex, message) => {
    const run = () => networkShapes(inputShape, layers);
    expect(run).toThrow(NetworkError);
    expect(run).toThrow(message);
    expect(run).toThrow(expect.objectContaining({ layerIndex, fix: expect.stringMatching(/\w+.*\.$/) as string }));
  });
});
