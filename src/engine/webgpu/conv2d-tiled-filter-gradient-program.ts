import type { Conv2dGeometry } from './conv2d-geometry.ts';
import { componentOf, fourAt, guardedLoad, matrixLoad, type Component } from './guarded-load.ts';
import { TiledProductProgram } from './tiled-product-program.ts';
import { range, unrolled } from './wgsl.ts';

/** Workgroups that keep a GPU busy: the sum of a gradient with fewer is cut into parts. */
const WORKGROUPS = 256;
/** Fewest pixels of a part, so that adding up the parts stays cheap. */
const PART_PIXELS = 256;

/**
 * Gradient of a convolution with respect to its filter: x [N, H, W, C], dy [N, oh, ow, F] float32
 * -> partial sums [splits, kh, kw, C, F], to be added up over the first axis.
 *
 * Rows are taps and input channels, columns output channels, and the sum runs over output pixels.
 */
export class TiledConv2dFilterGradientProgram extends TiledProductProgram {
  readonly variableNames = ['x', 'dy'];
  readonly variableComponents: number[];
  readonly outputComponent: Component;
  protected readonly leftDirection = 'across';
  protected readonly rightDirection = 'across';
  shaderKey: string;
  /** Parts of the sum over pixels. Their order of addition is fixed, so the result is deterministic. */
  readonly splits: number;
  readonly #input: Component;

  constructor(geometry: Conv2dGeometry) {
    const { filterHeight, filterWidth, inChannels, outChannels, batchSize, outHeight, outWidth } = geometry;
    const rows = filterHeight * filterWidth * inChannels;
    const tiles = Math.ceil(rows / 32) * Math.ceil(outChannels / 32);
    const parts = Math.ceil((batchSize * outHeight * outWidth) / PART_PIXELS);
    const splits = Math.min(Math.ceil(WORKGROUPS / tiles), parts);
    super([splits, filterHeight, filterWidth, inChannels, outChannels], { rows, columns: outChannels, slices: splits });
    this.splits = splits;
    this.#input = componentOf(inChannels);
    this.outputComponent = componentOf(outChannels);
    this.variableComponents = [this.#input, this.outputComponent];
    this.shaderKey = `duetTiledConv2dFilterGradient_${splits}_${this.variableComponents.join('')}`;
  }

  protected override functions(): string {
    const body = `
      let row = pixel / uniforms.outputSize.y;
      let begin = vec2<i32>(row % uniforms.outputSize.x, pixel % uniforms.outputSize.y) * uniforms.stride;
      let position = begin + place.xy;
      let image = row / uniforms.outputSize.x;
      let index = ((image * uniforms.inputSize.x + position.x) * uniforms.inputSize.y + position.y)
          * uniforms.inputChannels + place.z;`;
    const condition = '(pixel < last) & all(position >= vec2<i32>(0)) & all(position < uniforms.inputSize)';
    return `
      ${guardedLoad('x', this.#input, 'pixel : i32, last : i32, place : vec3<i32>', body, condition)}
      ${matrixLoad('dy', this.outputComponent)}
      /** Where the tap of a row of the filter lies from a window's begin, and the channel. */
      fn tapOf(row : i32) -> vec3<i32> {
        let tap = row / uniforms.inputChannels;
        let position = vec2<i32>(tap / uniforms.kernelSize.y, tap % uniforms.kernelSize.y) * uniforms.dilation;
        return vec3<i32>(position - uniforms.padding, row % uniforms.inputChannels);
      }`;
  }

  protected override sizes(): string {
    return `
      let rows = uniforms.kernelSize.x * uniforms.kernelSize.y * uniforms.inputChannels;
      let columns = uniforms.outputChannels;
      let pixels = uniforms.batchSize * uniforms.outputSize.x * uniforms.outputSize.y;
      let depth = (pixels + ${this.splits - 1}) / ${this.splits};`;
  }

  protected override preparation(row: (load: number) => string, column: (load: number) => string): string {
    const taps = range(this.#input === 4 ? 1 : 4);
    return `
      let firstPixel = slice * depth;
      let lastPixel = min(pixels, firstPixel + depth);
      let rightColumn = ${column(0)};
      ${unrolled(taps, (i) => `let tap${i} = tapOf(${row(0)} + ${i});`)}`;
  }

  protected override left(_load: number, term: string): string {
    const read = (i: number) => `xAt(firstPixel + ${term}, lastPixel, tap${i})`;
    return this.#input === 4 ? read(0) : `vec4<f32>(${range(4).map(read).join(', ')})`;
  }

  protected override right(_load: number, term: string): string {
    return fourAt('dy', this.outputComponent, `firstPixel + ${term}, lastPixel, `, 'rightColumn');
  }

  protected override placement(): string {
    return `let place = (slice * rows + row) * columns;
      let isStored = slice < ${this.splits};`;
  }

  protected override epilogue(value: string): string {
    return value;
  }
}
