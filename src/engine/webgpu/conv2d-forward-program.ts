import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { GEOMETRY_UNIFORMS, isPadded, type Conv2dGeometry } from './conv2d-geometry.ts';
import { nextPlace } from './pixel-places.ts';
import { loadVector, storeVector, vectorWidth } from './vectors.ts';
import { range, unrolled } from './wgsl.ts';

/** Output pixels that one invocation computes. */
const PIXELS = 16;
/** Most groups of four output channels that one invocation computes. */
const MAX_CHANNEL_GROUPS = 4;

/** Longest run of channels that is written out instead of a loop, in steps. */
const MAX_UNROLLED_STEPS = 3;

/** What the program adds after the convolution. */
export interface Epilogue {
  readonly bias: boolean;
  readonly relu: boolean;
}

/**
 * Forward convolution: x [N, H, W, C] float32, filter [kh, kw, C, F] float32 -> [N, oh, ow, F].
 *
 * One invocation keeps a tile of 16 pixels x 16 channels in registers and uses no workgroup memory and no barrier: a
 * software adapter runs the invocations of a workgroup as one SIMD loop and pays dearly for every barrier. It pays also
 * for every store to a variable, so up to four products are added up, as one product with a matrix, before each store.
 */
export class Conv2dForwardProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [8, 1, 1];
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly outputComponent: 1 | 4;
  readonly uniforms = GEOMETRY_UNIFORMS;
  shaderKey: string;
  readonly #groups: number;
  /** Input channels that are multiplied at once. */
  readonly #depth: number;
  readonly #padded: boolean;
  /** Whether the taps of a kernel row lie side by side in memory, and are one run with the channels. */
  readonly #rowRuns: boolean;
  /** Steps of `depth` in a run of channels, where they are few; else 0. */
  readonly #shortRun: number;
  readonly #epilogue: Epilogue;
  /** Whether no tile reaches beyond the last channel. */
  readonly #whole: boolean;

  constructor(geometry: Conv2dGeometry, epilogue: Epilogue) {
    const { batchSize, outHeight, outWidth, outChannels, inChannels, filterWidth } = geometry;
    this.outputShape = geometry.outShape;
    this.#groups = Math.min(MAX_CHANNEL_GROUPS, Math.ceil(outChannels / 4));
    this.#padded = isPadded(geometry);
    this.#rowRuns = !this.#padded && geometry.dilationWidth === 1;
    const runLength = this.#rowRuns ? inChannels * filterWidth : inChannels;
    this.#depth = inChannels % 4 === 0 ? 4 : vectorWidth(runLength);
    const steps = runLength / this.#depth;
    this.#shortRun = steps <= MAX_UNROLLED_STEPS ? steps : 0;
    this.#epilogue = epilogue;
    this.#whole = outChannels % (4 * this.#groups) === 0;
    this.outputComponent = outChannels % 4 === 0 ? 4 : 1;
    this.variableNames = epilogue.bias ? ['x', 'weights', 'bias'] : ['x', 'weights'];
    const channelComponents = [inChannels % 4 === 0 ? 4 : 1, this.outputComponent, this.outputComponent];
    this.variableComponents = channelComponents.slice(0, this.variableNames.length);
    const pixelTiles = Math.ceil((batchSize * outHeight * outWidth) / PIXELS);
    const channelTiles = Math.ceil(outChannels / 4 / this.#groups);
    this.dispatch = [Math.ceil((pixelTiles * channelTiles) / this.workgroupSize[0]), 1, 1];
    const input = `${this.variableComponents.join('')}_${this.#depth}_${this.#shortRun}_${this.#padded}_${this.#rowRuns}_${this.#whole}`;
    this.shaderKey = `duetConv2dForward_${this.#groups}_${input}_${epilogue.bias}_${epilogue.relu}`;
  }

  getUserCode(): string {
    const pixels = range(PIXELS);
    const groups = range(this.#groups);
    return `
      fn main(index : i32) {
        let outputChannels = uniforms.outputChannels;
        let inputChannels = uniforms.inputChannels;
        let inputSize = uniforms.inputSize;
        let kernelSize = uniforms.kernelSize;
        let channelTiles = (outputChannels + ${4 * this.#groups - 1}) / ${4 * this.#groups};
        let outputHeight = uniforms.outputSize.x;
        let outputWidth = uniforms.outputSize.y;
        let pixelCount = uniforms.batchSize * outputHeight * outputWidth;
        // Neighbours in a workgroup share the weights, and so the cache lines of the weights.
        let pixelTiles = (pixelCount + ${PIXELS - 1}) / ${PIXELS};
        let firstPixel = (index % pixelTiles) * ${PIXELS};
        let firstChannel = (index / pixelTiles) * ${4 * this.#groups};
        if (firstChannel >= outputChannels) { return; }
        ${unrolled(pixels, (p) => this.#pixelSnippet(p))}
        ${unrolled(pixels, (p) => unrolled(groups, (g) => `var sum${p}_${g} = vec4<f32>(0.0);`))}
        let runLength = ${this.#rowRuns ? 'inputChannels * kernelSize.y' : 'inputChannels'};
        let tapsPerRow = ${this.#rowRuns ? '1' : 'kernelSize.y'};
        for (var tap = 0; tap < kernelSize.x * tapsPerRow; tap++) {
          let tapY = tap / tapsPerRow * uniforms.dilation.x;
          let tapX = tap % tapsPerRow * uniforms.dilation.y;
          ${unrolled(pixels, (p) => this.#tapSnippet(p))}
          ${this.#runSnippet()}
        }
        ${unrolled(groups, (g) => this.#storeSnippet(g))}
      }`;
  }

  /** Adds up the products of a run of channels. A loop costs much to enter, so a short one is written out. */
  #runSnippet(): string {
    const products = `
      ${unrolled(range(PIXELS), (p) => this.#inputSnippet(p))}
      let filterRow = (tap * runLength + channel) * outputChannels + firstChannel;
      ${unrolled(range(this.#groups), (g) => this.#productSnippet(g))}`;
    if (this.#shortRun > 0) {
      return unrolled(range(this.#shortRun), (i) => `{ let channel = ${i * this.#depth}; ${products} }`);
    }
    return `for (var channel = 0; channel < runLength; channel += ${this.#depth}) { ${products} }`;
  }

  /** Where pixel `p` of the tile reads its window: one on from the pixel before, and beyond the end the last one. */
  #pixelSnippet(p: number): string {
    const place =
      p === 0
        ? `
          let pixel0 = min(firstPixel, pixelCount - 1);
          let place0 = vec3<i32>(pixel0 / outputWidth / outputHeight, pixel0 / outputWidth % outputHeight, pixel0 % outputWidth);`
        : nextPlace(p, 'outputHeight', 'outputWidth');
    return `
      ${place}
      let row${p} = place${p}.y * uniforms.stride.x - uniforms.padding.x;
      let column${p} = place${p}.z * uniforms.stride.y - uniforms.padding.y;
      let imageRow${p} = place${p}.x * inputSize.x;`;
  }

  /** Index of the first channel that pixel `p` reads at tap (ky, kx), and whether it lies in the image. */
  #tapSnippet(p: number): string {
    // `&`, because each `&&` is a branch, and a software adapter compiles 24 of them in a loop for 15 seconds.
    const clamped = `
      let clampedY${p} = clamp(y${p}, 0, inputSize.x - 1);
      let clampedX${p} = clamp(x${p}, 0, inputSize.y - 1);
      let inside${p} = (y${p} == clampedY${p}) & (x${p} == clampedX${p});`;
    const [row, column] = this.#padded ? [`clampedY${p}`, `clampedX${p}`] : [`y${p}`, `x${p}`];
    return `
      let y${p} = row${p} + tapY;
      let x${p} = column${p} + tapX;
      ${this.#padded ? clamped : ''}
      let tap${p} = ((imageRow${p} + ${row}) * inputSize.y + ${column}) * inputChannels;`;
  }

  #inputSnippet(p: number): string {
    const { type, load } = loadVector('x', this.#depth, this.variableComponents[0] === 4);
    const value = load(`tap${p} + channel`);
    return `let value${p} = ${this.#padded ? `select(${type}(0.0), ${value}, inside${p})` : value};`;
  }

  #productSnippet(g: number): string {
    const { load } = loadVector('weights', 4, this.outputComponent === 4);
    const rows = range(this.#depth).map((c) => load(`filterRow + ${c} * outputChannels + ${4 * g}`));
    const weights = this.#depth === 1 ? rows.join('') : `mat${this.#depth}x4<f32>(${rows.join(', ')})`;
    return `
      let weights${g} = ${weights};
      ${unrolled(range(PIXELS), (p) => `sum${p}_${g} += weights${g} * value${p};`)}`;
  }

  #storeSnippet(g: number): string {
    const { bias, relu } = this.#epilogue;
    const value = (p: number) => {
      const sum = bias ? `sum${p}_${g} + bias${g}` : `sum${p}_${g}`;
      return relu ? `max(${sum}, vec4<f32>(0.0))` : sum;
    };
    const isVector = this.outputComponent === 4;
    const channel = `firstChannel + ${4 * g}`;
    const stores = unrolled(
      range(PIXELS),
      (p) => `
        let result${p}_${g} = ${value(p)};
        ${storeVector(`pixel${p} * outputChannels`, channel, 'outputChannels', `result${p}_${g}`, isVector)}`,
    );
    const biasLoad = bias ? `let bias${g} = ${loadVector('bias', 4, isVector).load(channel)};` : '';
    return `
      ${biasLoad}
      ${this.#whole ? stores : `if (${channel} < outputChannels) { ${stores} }`}`;
  }
}
