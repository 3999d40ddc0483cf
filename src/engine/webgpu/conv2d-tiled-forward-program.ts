import type { Epilogue } from './conv2d-forward-program.ts';
import type { Conv2dGeometry } from './conv2d-geometry.ts';
import { componentOf, fourAt, guardedLoad, matrixLoad, type Component } from './guarded-load.ts';
import { TiledProductProgram } from './tiled-product-program.ts';
import { loadVector } from './vectors.ts';
import { range, unrolled } from './wgsl.ts';

/**
 * Forward convolution: x [N, H, W, C] float32, filter [kh, kw, C, F] float32 -> [N, oh, ow, F].
 *
 * Rows are output pixels, columns output channels, and the sum runs over the filter's taps and the input channels.
 */
export class TiledConv2dForwardProgram extends TiledProductProgram {
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly outputComponent: Component;
  protected readonly leftDirection = 'along';
  protected readonly rightDirection = 'across';
  shaderKey: string;
  readonly #input: Component;
  readonly #epilogue: Epilogue;

  constructor(geometry: Conv2dGeometry, epilogue: Epilogue) {
    const { batchSize, outHeight, outWidth, outChannels, inChannels } = geometry;
    super(geometry.outShape, { rows: batchSize * outHeight * outWidth, columns: outChannels, slices: 1 });
    this.#input = componentOf(inChannels);
    this.#epilogue = epilogue;
    this.outputComponent = componentOf(outChannels);
    this.variableNames = epilogue.bias ? ['x', 'weights', 'bias'] : ['x', 'weights'];
    const components = [this.#input, this.outputComponent, this.outputComponent];
    this.variableComponents = components.slice(0, this.variableNames.length);
    this.shaderKey = `duetTiledConv2dForward_${this.variableComponents.join('')}_${epilogue.bias}_${epilogue.relu}`;
  }

  protected override functions(): string {
    const body = `
      let tap = term / uniforms.inputChannels;
      let y = place.y + tap / uniforms.kernelSize.y * uniforms.dilation.x;
      let x0 = place.z + tap % uniforms.kernelSize.y * uniforms.dilation.y;
      let index = ((place.x + y) * uniforms.inputSize.y + x0) * uniforms.inputChannels + term % uniforms.inputChannels;`;
    const condition =
      '(term < depth) & (y >= 0) & (y < uniforms.inputSize.x) & (x0 >= 0) & (x0 < uniforms.inputSize.y)';
    return `
      ${guardedLoad('x', this.#input, 'place : vec3<i32>, depth : i32, term : i32', body, condition)}
      ${matrixLoad('weights', this.outputComponent)}
      /** First row of the image, and where the window of an output pixel begins. */
      fn windowOf(pixel : i32) -> vec3<i32> {
        let row = pixel / uniforms.outputSize.y;
        let begin = vec2<i32>(row % uniforms.outputSize.x, pixel % uniforms.outputSize.y) * uniforms.stride;
        return vec3<i32>(row / uniforms.outputSize.x * uniforms.inputSize.x, begin - uniforms.padding);
      }`;
  }

  protected override sizes(): string {
    return `
      let rows = uniforms.batchSize * uniforms.outputSize.x * uniforms.outputSize.y;
      let columns = uniforms.outputChannels;
      let depth = uniforms.kernelSize.x * uniforms.kernelSize.y * uniforms.inputChannels;`;
  }

  protected override preparation(row: (load: number) => string, column: (load: number) => string): string {
    return `
      ${unrolled(range(2), (load) => `let window${load} = windowOf(min(${row(load)}, rows - 1));`)}
      let rightColumn = ${column(0)};`;
  }

  protected override left(load: number, term: string): string {
    return fourAt('x', this.#input, `window${load}, depth, `, term);
  }

  protected override right(_load: number, term: string): string {
    return fourAt('weights', this.outputComponent, `${term}, depth, `, 'rightColumn');
  }

  protected override placement(): string {
    return `let place = row * columns;
      let isStored = slice == 0;`;
  }

  protected override epilogue(value: string): string {
    const bias = loadVector('bias', 4, this.outputComponent === 4).load('column');
    const sum = this.#epilogue.bias ? `${value} + ${bias}` : value;
    return this.#epilogue.relu ? `max(${sum}, vec4<f32>(0.0))` : sum;
  }
}
