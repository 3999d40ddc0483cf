import { phasePixels, type Conv2dGeometry } from './conv2d-geometry.ts';
import { componentOf, fourAt, guardedLoad, type Component } from './guarded-load.ts';
import { TiledProductProgram } from './tiled-product-program.ts';
import { loadVector } from './vectors.ts';
import { range, unrolled } from './wgsl.ts';

/**
 * Gradient of a convolution without dilation with respect to its input: dy [N, oh, ow, F], filter [kh, kw, C, F]
 * float32 -> [N, H, W, C]. With `reluOutput` like the result: 0 where that is not above 0.
 *
 * Rows are pixels, columns input channels, and the sum runs over taps and output channels. Of a stride above 1, the
 * pixels in step with one another are a product of their own, for they meet the same taps.
 */
export class TiledConv2dInputGradientProgram extends TiledProductProgram {
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly outputComponent: Component;
  protected readonly leftDirection = 'along';
  protected readonly rightDirection = 'along';
  shaderKey: string;
  readonly #gradient: Component;
  readonly #relu: boolean;

  constructor(geometry: Conv2dGeometry, relu: boolean) {
    const { inChannels, outChannels, strideHeight, strideWidth } = geometry;
    super(geometry.inShape, {
      rows: phasePixels(geometry),
      columns: inChannels,
      slices: strideHeight * strideWidth,
    });
    this.#gradient = componentOf(outChannels);
    this.#relu = relu;
    this.outputComponent = componentOf(inChannels);
    this.variableNames = relu ? ['dy', 'weights', 'reluOutput'] : ['dy', 'weights'];
    const components = [this.#gradient, this.#gradient, this.outputComponent];
    this.variableComponents = components.slice(0, this.variableNames.length);
    this.shaderKey = `duetTiledConv2dInputGradient_${this.variableComponents.join('')}_${this.outputComponent}`;
  }

  protected override functions(): string {
    const tap = `
      let step = term / uniforms.outputChannels;
      let steps = (uniforms.kernelSize.y + uniforms.stride.y - 1) / uniforms.stride.y;
      let tap = vec2<i32>(step / steps, step % steps);`;
    const gradientBody = `
      ${tap}
      let y = place.y - tap.x;
      let x0 = place.z - tap.y;
      let index = ((place.x + y) * uniforms.outputSize.y + x0) * uniforms.outputChannels + term % uniforms.outputChannels;`;
    const weightBody = `
      ${tap}
      let place = firstTap + tap * uniforms.stride;
      let index = ((place.x * uniforms.kernelSize.y + place.y) * uniforms.inputChannels + column) * uniforms.outputChannels
          + term % uniforms.outputChannels;`;
    const gradientInside = '(y >= 0) & (y < uniforms.outputSize.x) & (x0 >= 0) & (x0 < uniforms.outputSize.y)';
    const weightParameters = 'firstTap : vec2<i32>, column : i32, term : i32';
    return `
      ${guardedLoad('dy', this.#gradient, 'place : vec3<i32>, term : i32', gradientBody, gradientInside)}
      ${guardedLoad('weights', this.#gradient, weightParameters, weightBody, 'all(place < uniforms.kernelSize)')}
      fn phaseSize() -> vec2<i32> {
        return (uniforms.inputSize + uniforms.stride - vec2<i32>(1)) / uniforms.stride;
      }
      /** Image, row and column of a pixel of a phase. */
      fn pixelOf(row : i32) -> vec3<i32> {
        let size = phaseSize();
        return vec3<i32>(row / size.y / size.x, row / size.y % size.x, row % size.y);
      }`;
  }

  protected override sizes(): string {
    return `
      let rows = uniforms.batchSize * phaseSize().x * phaseSize().y;
      let columns = uniforms.inputChannels;
      let steps = (uniforms.kernelSize + uniforms.stride - vec2<i32>(1)) / uniforms.stride;
      let depth = steps.x * steps.y * uniforms.outputChannels;`;
  }

  protected override preparation(row: (load: number) => string, column: (load: number) => string): string {
    const prepared = (load: number) => `
      let pixel${load} = pixelOf(min(${row(load)}, rows - 1));
      let output${load} = vec3<i32>(pixel${load}.x * uniforms.outputSize.x, pixel${load}.yz + firstOutput);
      let rightColumn${load} = ${column(load)};`;
    return `
      let phase = vec2<i32>(slice / uniforms.stride.y, slice % uniforms.stride.y);
      let firstTap = (phase + uniforms.padding) % uniforms.stride;
      let firstOutput = (phase + uniforms.padding) / uniforms.stride;
      ${unrolled(range(2), prepared)}`;
  }

  protected override left(load: number, term: string): string {
    return fourAt('dy', this.#gradient, `output${load}, `, term);
  }

  protected override right(load: number, term: string): string {
    return fourAt('weights', this.#gradient, `firstTap, rightColumn${load}, `, term);
  }

  protected override placement(): string {
    return `
      let pixel = pixelOf(row);
      let position = pixel.yz * uniforms.stride + phase;
      let place = ((pixel.x * uniforms.inputSize.x + position.x) * uniforms.inputSize.y + position.y) * columns;
      let isStored = all(position < uniforms.inputSize) && slice < uniforms.stride.x * uniforms.stride.y;`;
  }

  protected override epilogue(value: string): string {
    if (!this.#relu) return value;
    const output = loadVector('reluOutput', 4, this.outputComponent === 4).load('place + column');
    return `select(vec4<f32>(0.0), ${value}, ${output} > vec4<f32>(0.0))`;
  }
}
