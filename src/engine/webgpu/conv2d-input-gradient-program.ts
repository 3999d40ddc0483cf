import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { GEOMETRY_UNIFORMS, phasePixels, type Conv2dGeometry } from './conv2d-geometry.ts';
import { nextPlace } from './pixel-places.ts';
import { loadVector, storeVector, vectorWidth } from './vectors.ts';
import { range, unrolled } from './wgsl.ts';

/** Pixels of the input that one invocation computes. */
const PIXELS = 16;
/** Most groups of four input channels that one invocation computes. */
const MAX_CHANNEL_GROUPS = 4;

/**
 * Gradient of a convolution without dilation with respect to its input: dy [N, oh, ow, F], filter [kh, kw, C, F]
 * float32 -> [N, H, W, C]. With `reluOutput` like the result: 0 where that is not above 0.
 *
 * A register tile of 16 pixels x 16 channels without barriers, for software adapters. Of a stride above 1, pixels in
 * step with one another are computed together, for they meet the same taps of the filter.
 */
export class Conv2dInputGradientProgram implements WebGPUProgram {
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
  /** Output channels that are multiplied at once. */
  readonly #depth: number;
  readonly #relu: boolean;
  readonly #strided: boolean;
  /** Whether no tile reaches beyond the last channel. */
  readonly #whole: boolean;

  constructor(geometry: Conv2dGeometry, relu: boolean) {
    const { inChannels, outChannels, strideHeight, strideWidth } = geometry;
    this.outputShape = geometry.inShape;
    this.#groups = Math.min(MAX_CHANNEL_GROUPS, Math.ceil(inChannels / 4));
    this.#depth = vectorWidth(outChannels);
    this.#relu = relu;
    this.#strided = strideHeight * strideWidth > 1;
    this.#whole = inChannels % (4 * this.#groups) === 0;
    this.outputComponent = inChannels % 4 === 0 ? 4 : 1;
    this.variableNames = relu ? ['dy', 'weights', 'reluOutput'] : ['dy', 'weights'];
    const sumComponent = outChannels % 4 === 0 ? 4 : 1;
    this.variableComponents = [sumComponent, sumComponent, this.outputComponent].slice(0, this.variableNames.length);
    const pixelTiles = Math.ceil(phasePixels(geometry) / PIXELS);
    const invocations = strideHeight * strideWidth * Math.ceil(inChannels / 4 / this.#groups) * pixelTiles;
    this.dispatch = [Math.ceil(invocations / this.workgroupSize[0]), 1, 1];
    const components = `${this.variableComponents.join('')}_${this.outputComponent}`;
    this.shaderKey = `duetConv2dInputGradient_${this.#groups}_${this.#depth}_${components}_${this.#strided}_${this.#whole}`;
  }

  getUserCode(): string {
    const pixels = range(PIXELS);
    const groups = range(this.#groups);
    return `
      fn main(index : i32) {
        let inputChannels = uniforms.inputChannels;
        let outputChannels = uniforms.outputChannels;
        let inputSize = uniforms.inputSize;
        let outputSize = uniforms.outputSize;
        let kernelSize = uniforms.kernelSize;
        let stride = uniforms.stride;
        let phaseSize = (inputSize + stride - vec2<i32>(1)) / stride;
        let pixelCount = uniforms.batchSize * phaseSize.x * phaseSize.y;
        let pixelTiles = (pixelCount + ${PIXELS - 1}) / ${PIXELS};
        let channelTiles = (inputChannels + ${4 * this.#groups - 1}) / ${4 * this.#groups};
        let firstPixel = (index % pixelTiles) * ${PIXELS};
        let tile = index / pixelTiles;
        let firstChannel = (tile % channelTiles) * ${4 * this.#groups};
        let phaseIndex = tile / channelTiles;
        if (phaseIndex >= stride.x * stride.y) { return; }
        let phase = vec2<i32>(phaseIndex / stride.y, phaseIndex % stride.y);
        let firstTap = (phase + uniforms.padding) % stride;
        let firstOutput = (phase + uniforms.padding) / stride;
        ${unrolled(pixels, (p) => pixelSnippet(p))}
        ${unrolled(pixels, (p) => unrolled(groups, (g) => `var sum${p}_${g} = vec4<f32>(0.0);`))}
        let steps = (kernelSize - firstTap + stride - vec2<i32>(1)) / stride;
        for (var tap = 0; tap < steps.x * steps.y; tap++) {
          let step = vec2<i32>(tap / steps.y, tap % steps.y);
          let place = firstTap + step * stride;
          ${unrolled(pixels, (p) => tapSnippet(p))}
          let tapFilter = ((place.x * kernelSize.y + place.y) * inputChannels + firstChannel) * outputChannels;
          for (var channel = 0; channel < outputChannels; channel += ${this.#depth}) {
            ${unrolled(pixels, (p) => this.#gradientSnippet(p))}
            let filterColumn = tapFilter + channel;
            ${unrolled(groups, (g) => this.#productSnippet(g))}
          }
        }
        ${unrolled(groups, (g) => unrolled(pixels, (p) => this.#storeSnippet(p, g)))}
      }`;
  }

  #gradientSnippet(p: number): string {
    const { type, load } = loadVector('dy', this.#depth, this.#depth === 4);
    return `let value${p} = select(${type}(0.0), ${load(`tap${p} + channel`)}, inside${p});`;
  }

  #productSnippet(g: number): string {
    const { load } = loadVector('weights', this.#depth, this.#depth === 4);
    const columns = range(4).map((c) => load(`filterColumn + ${4 * g + c} * outputChannels`));
    const type = this.#depth === 1 ? 'vec4<f32>' : `mat4x${this.#depth}<f32>`;
    return `
      let weights${g} = ${type}(${columns.join(', ')});
      ${unrolled(range(PIXELS), (p) => `sum${p}_${g} += value${p} * weights${g};`)}`;
  }

  #storeSnippet(p: number, g: number): string {
    const isVector = this.outputComponent === 4;
    const channel = `firstChannel + ${4 * g}`;
    const reluOutput = loadVector('reluOutput', 4, isVector).load(`result${p} + ${channel}`);
    const value = `sum${p}_${g}`;
    const result = this.#relu ? `select(vec4<f32>(0.0), ${value}, ${reluOutput} > vec4<f32>(0.0))` : value;
    const store = `
      let value${p}_${g} = ${result};
      ${storeVector(`result${p}`, channel, 'inputChannels', `value${p}_${g}`, isVector)}`;
    const conditions = [
      ...(this.#strided ? [`all(position${p} < inputSize)`] : []),
      ...(this.#whole ? [] : [`(${channel} < inputChannels)`]),
    ];
    return conditions.length === 0 ? store : `if (${conditions.join(' & ')}) { ${store} }`;
  }
}

/** Where pixel `p` of the tile lies, and the first of dy that it meets. */
function pixelSnippet(p: number): string {
  const first = `
    let pixel0 = min(firstPixel, pixelCount - 1);
    let place0 = vec3<i32>(pixel0 / phaseSize.y / phaseSize.x, pixel0 / phaseSize.y % phaseSize.x, pixel0 % phaseSize.y);`;
  return `
    ${p === 0 ? first : nextPlace(p, 'phaseSize.x', 'phaseSize.y')}
    let position${p} = place${p}.yz * stride + phase;
    let result${p} = ((place${p}.x * inputSize.x + position${p}.x) * inputSize.y + position${p}.y) * inputChannels;
    let output${p} = place${p}.yz + firstOutput;
    let outputRow${p} = place${p}.x * outputSize.x;`;
}

/** Index of the first channel of dy that pixel `p` meets at a tap, and whether there is one. */
function tapSnippet(p: number): string {
  return `
    let y${p} = output${p}.x - step.x;
    let x${p} = output${p}.y - step.y;
    let clampedY${p} = clamp(y${p}, 0, outputSize.x - 1);
    let clampedX${p} = clamp(x${p}, 0, outputSize.y - 1);
    let inside${p} = (y${p} == clampedY${p}) & (x${p} == clampedX${p});
    let tap${p} = ((outputRow${p} + clampedY${p}) * outputSize.y + clampedX${p}) * outputChannels;`;
}
