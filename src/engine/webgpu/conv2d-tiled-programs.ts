/** The three kernels of a convolution as products of matrices with tiles in workgroup memory, for hardware. */
import type { Epilogue } from './conv2d-forward-program.ts';
import { phasePixels, type Conv2dGeometry } from './conv2d-geometry.ts';
import { TiledProductProgram } from './tiled-product-program.ts';
import { loadVector } from './vectors.ts';
import { range, unrolled } from './wgsl.ts';

type Component = 1 | 4;

/** Components in which a buffer of rows of `channels` numbers can be read. */
function componentOf(channels: number): Component {
  return channels % 4 === 0 ? 4 : 1;
}

/** A WGSL function that reads numbers at `index`, one or four, or gives 0 where `condition` does not hold. */
function guardedLoad(
  buffer: string,
  component: Component,
  parameters: string,
  body: string,
  condition: string,
): string {
  const { type, load } = loadVector(buffer, component, component === 4);
  return `
    fn ${buffer}At(${parameters}) -> ${type} {
      ${body}
      return select(${type}(0.0), ${load('index')}, ${condition});
    }`;
}

/** Expression of a vec4 by a function of {@link guardedLoad}, whose last argument counts the numbers. */
function fourAt(buffer: string, component: Component, rest: string, first: string): string {
  if (component === 4) return `${buffer}At(${rest}${first})`;
  return `vec4<f32>(${range(4)
    .map((i) => `${buffer}At(${rest}${first} + ${i})`)
    .join(', ')})`;
}

/** A matrix [terms, columns] as it lies in memory. */
function matrixLoad(buffer: string, component: Component): string {
  const index = `let index = term * uniforms.outputChannels + column;`;
  return guardedLoad(buffer, component, 'term : i32, last : i32, column : i32', index, 'term < last');
}

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
