import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { GEOMETRY_UNIFORMS, type Conv2dGeometry } from './conv2d-geometry.ts';
import { range, unrolled } from './wgsl.ts';

/** Output pixels that one invocation computes. */
const PIXELS = 8;
/** Most groups of four output channels that one invocation computes. */
const MAX_CHANNEL_GROUPS = 4;

/** What the program adds after the convolution. */
export interface Epilogue {
  readonly bias: boolean;
  readonly relu: boolean;
}

/**
 * Forward convolution: x [N, H, W, C] float32, filter [kh, kw, C, F] float32 -> [N, oh, ow, F], F a multiple of 4.
 *
 * One invocation keeps a tile of 8 pixels x 16 channels in registers and uses no workgroup memory and no barrier: a
 * software adapter runs the invocations of a workgroup as one SIMD loop and pays dearly for every barrier.
 */
export class Conv2dForwardProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [32, 1, 1];
  readonly variableNames: string[];
  readonly variableComponents: number[];
  readonly outputComponent = 4;
  readonly uniforms = GEOMETRY_UNIFORMS;
  shaderKey: string;
  readonly #groups: number;
  readonly #vectorInput: boolean;
  readonly #padded: boolean;
  /** Whether the taps of a kernel row lie side by side in memory, and are one run with the channels. */
  readonly #rowRuns: boolean;
  readonly #epilogue: Epilogue;

  constructor(geometry: Conv2dGeometry, epilogue: Epilogue) {
    const { batchSize, outHeight, outWidth, outChannels, inChannels, padInfo } = geometry;
    this.outputShape = geometry.outShape;
    this.#groups = Math.min(MAX_CHANNEL_GROUPS, outChannels / 4);
    this.#vectorInput = inChannels % 4 === 0;
    this.#padded = padInfo.top + padInfo.bottom + padInfo.left + padInfo.right > 0;
    this.#rowRuns = !this.#padded && geometry.dilationWidth === 1;
    this.#epilogue = epilogue;
    this.variableNames = epilogue.bias ? ['x', 'weights', 'bias'] : ['x', 'weights'];
    this.variableComponents = [this.#vectorInput ? 4 : 1, 4, 4].slice(0, this.variableNames.length);
    const pixelTiles = Math.ceil((batchSize * outHeight * outWidth) / PIXELS);
    const channelTiles = Math.ceil(outChannels / 4 / this.#groups);
    this.dispatch = [Math.ceil((pixelTiles * channelTiles) / this.workgroupSize[0]), 1, 1];
    const { bias, relu } = epilogue;
    const input = `${this.#vectorInput}_${this.#padded}_${this.#rowRuns}`;
    this.shaderKey = `duetConv2dForward_${this.#groups}_${input}_${bias}_${relu}`;
  }

  getUserCode(): string {
    const pixels = range(PIXELS);
    const groups = range(this.#groups);
    return `
      fn main(index : i32) {
        let channelGroups = uniforms.outputChannels / 4;
        let channelTiles = (channelGroups + ${this.#groups - 1}) / ${this.#groups};
        let pixelCount = uniforms.batchSize * uniforms.outputSize.x * uniforms.outputSize.y;
        let firstPixel = (index / channelTiles) * ${PIXELS};
        let firstGroup = (index % channelTiles) * ${this.#groups};
        if (firstPixel >= pixelCount) { return; }
        ${unrolled(pixels, (p) => this.#pixelSnippet(p))}
        ${unrolled(pixels, (p) => unrolled(groups, (g) => `var sum${p}_${g} = vec4<f32>(0.0);`))}
        let runs = ${this.#rowRuns ? '1' : 'uniforms.kernelSize.y'};
        let runLength = uniforms.inputChannels * uniforms.kernelSize.y / runs;
        for (var ky = 0; ky < uniforms.kernelSize.x; ky++) {
          for (var kx = 0; kx < runs; kx++) {
            ${unrolled(pixels, (p) => this.#tapSnippet(p))}
            let tapFilter = (ky * uniforms.kernelSize.y + kx) * uniforms.inputChannels;
            ${this.#vectorInput ? this.#vectorLoop() : this.#scalarLoop()}
          }
        }
        ${unrolled(groups, (g) => this.#storeSnippet(g))}
      }`;
  }

  /** Where pixel `p` of the tile reads its window; pixels beyond the end repeat the last one. */
  #pixelSnippet(p: number): string {
    return `
      let pixel${p} = min(firstPixel + ${p}, pixelCount - 1);
      let column${p} = (pixel${p} % uniforms.outputSize.y) * uniforms.stride.y - uniforms.padding.y;
      let rows${p} = pixel${p} / uniforms.outputSize.y;
      let row${p} = (rows${p} % uniforms.outputSize.x) * uniforms.stride.x - uniforms.padding.x;
      let image${p} = rows${p} / uniforms.outputSize.x * uniforms.inputSize.x;`;
  }

  /** Index of the first channel that pixel `p` reads at tap (ky, kx), and 0 or 1 for whether it lies in the image. */
  #tapSnippet(p: number): string {
    // `&`, because each `&&` is a branch, and a software adapter compiles 24 of them in a loop for 15 seconds.
    const clamped = `
      let clampedY${p} = clamp(y${p}, 0, uniforms.inputSize.x - 1);
      let clampedX${p} = clamp(x${p}, 0, uniforms.inputSize.y - 1);
      let inside${p} = f32((y${p} == clampedY${p}) & (x${p} == clampedX${p}));`;
    const [row, column] = this.#padded ? [`clampedY${p}`, `clampedX${p}`] : [`y${p}`, `x${p}`];
    return `
      let y${p} = row${p} + ky * uniforms.dilation.x;
      let x${p} = column${p} + kx * uniforms.dilation.y;
      ${this.#padded ? clamped : ''}
      let tap${p} = ((image${p} + ${row}) * uniforms.inputSize.y + ${column}) * uniforms.inputChannels;`;
  }

  #vectorLoop(): string {
    const pixels = range(PIXELS);
    const groups = range(this.#groups);
    const load = (p: number) => `let value${p} = x[(tap${p} + channel) / 4]${this.#padded ? ` * inside${p}` : ''};`;
    return `
      for (var channel = 0; channel < runLength; channel += 4) {
        ${unrolled(pixels, load)}
        let filterRow = (tapFilter + channel) * channelGroups + firstGroup;
        ${unrolled(groups, (g) =>
          unrolled(range(4), (c) => `let weight${g}_${c} = weights[filterRow + ${c} * channelGroups + ${g}];`),
        )}
        ${unrolled(pixels, (p) =>
          unrolled(groups, (g) => {
            const products = range(4).map((c) => `value${p}[${c}] * weight${g}_${c}`);
            return `sum${p}_${g} += ${products.join(' + ')};`;
          }),
        )}
      }`;
  }

  #scalarLoop(): string {
    const pixels = range(PIXELS);
    const groups = range(this.#groups);
    const load = (p: number) => `let value${p} = x[tap${p} + channel]${this.#padded ? ` * inside${p}` : ''};`;
    return `
      for (var channel = 0; channel < runLength; channel++) {
        ${unrolled(pixels, load)}
        let filterRow = (tapFilter + channel) * channelGroups + firstGroup;
        ${unrolled(groups, (g) => `let weight${g} = weights[filterRow + ${g}];`)}
        ${unrolled(pixels, (p) => unrolled(groups, (g) => `sum${p}_${g} += value${p} * weight${g};`))}
      }`;
  }

  #storeSnippet(g: number): string {
    const value = (p: number) => {
      const sum = this.#epilogue.bias ? `sum${p}_${g} + bias${g}` : `sum${p}_${g}`;
      return this.#epilogue.relu ? `max(${sum}, vec4<f32>(0.0))` : sum;
    };
    return `
      if (firstGroup + ${g} < channelGroups) {
        ${this.#epilogue.bias ? `let bias${g} = bias[firstGroup + ${g}];` : ''}
        ${unrolled(
          range(PIXELS),
          (p) => `
            if (firstPixel + ${p} < pixelCount) {
              result[(firstPixel + ${p}) * channelGroups + firstGroup + ${g}] = ${value(p)};
            }`,
        )}
      }`;
  }
}
