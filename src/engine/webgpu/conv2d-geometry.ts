import { backend_util } from '@tensorflow/tfjs-core';

/** Sizes of a 2-D convolution in NHWC, as tfjs computes them from its attributes. */
export type Conv2dGeometry = backend_util.Conv2DInfo;

/** Declaration of the uniforms that {@link geometryUniforms} fills; every convolution program shares it. */
export const GEOMETRY_UNIFORMS =
  'inputSize : vec2<i32>, inputChannels : i32, outputSize : vec2<i32>, outputChannels : i32, ' +
  'kernelSize : vec2<i32>, stride : vec2<i32>, padding : vec2<i32>, dilation : vec2<i32>, batchSize : i32, ';

/** A uniform value in the form that `runWebGPUProgram` takes. */
export interface UniformValue {
  type: string;
  data: number[];
}

/** Values of {@link GEOMETRY_UNIFORMS}: sizes are (height, width). */
export function geometryUniforms(geometry: Conv2dGeometry): UniformValue[] {
  const int32 = (...data: number[]): UniformValue => ({ type: 'int32', data });
  return [
    int32(geometry.inHeight, geometry.inWidth),
    int32(geometry.inChannels),
    int32(geometry.outHeight, geometry.outWidth),
    int32(geometry.outChannels),
    int32(geometry.filterHeight, geometry.filterWidth),
    int32(geometry.strideHeight, geometry.strideWidth),
    int32(geometry.padInfo.top, geometry.padInfo.left),
    int32(geometry.dilationHeight, geometry.dilationWidth),
    int32(geometry.batchSize),
  ];
}

/** Whether the convolution reads beyond the edges of its images. */
export function isPadded({ padInfo: { top, bottom, left, right } }: Conv2dGeometry): boolean {
  return top + bottom + left + right > 0;
}

/** Pixels of the input that meet the same taps of a filter, at most: one of `stride` rows and columns. */
export function phasePixels({ batchSize, inHeight, inWidth, strideHeight, strideWidth }: Conv2dGeometry): number {
  return batchSize * Math.ceil(inHeight / strideHeight) * Math.ceil(inWidth / strideWidth);
}
