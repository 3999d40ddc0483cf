import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { GEOMETRY_UNIFORMS, isPadded, type Conv2dGeometry } from './conv2d-geometry.ts';
import { loadVector, storeVector } from './vectors.ts';
import { range, unrolled } from './wgsl.ts';

/** Rows of dy of which the products are added up at once. */
const ROWS = 4;
/** Enough invocations to keep the cores of a processor busy; more parts of the sum would only cost. */
const INVOCATIONS = 64;

/**
 * Gradient of a convolution with respect to its filter: x [N, H, W, C], dy [N, oh, ow, F] float32
 * -> partial sums [splits, kh, kw, C, F], to be added up over the first axis.
 *
 * One invocation keeps a tile of weights in registers, without barriers, for software adapters. It walks down the
 * columns of four rows at once, so that four products are added up before each store to a variable.
 */
export class Conv2dFilterGradientProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [4, 1, 1];
  readonly variableNames = ['x', 'dy'];
  readonly variableComponents: number[];
  readonly outputComponent: 1 | 4;
  readonly uniforms = GEOMETRY_UNIFORMS;
  shaderKey: string;
  /** Parts of the sum over batch and rows. Their order of addition is fixed, so the result is deterministic. */
  readonly splits: number;
  /** Whether the taps of a kernel row lie side by side in memory, and count as channels. */
  readonly #rowRuns: boolean;
  readonly #channels: number;
  readonly #groups: number;
  readonly #masked: boolean;
  /** Whether no tile reaches beyond the last channels. */
  readonly #whole: boolean;

  constructor(geometry: Conv2dGeometry) {
    const { filterHeight, filterWidth, inChannels, outChannels, batchSize, outHeight } = geometry;
    const isVectorInput = inChannels % 4 === 0;
    this.#rowRuns = !isVectorInput && !isPadded(geometry) && geometry.dilationWidth === 1;
    const channels = this.#rowRuns ? inChannels * filterWidth : inChannels;
    const taps = this.#rowRuns ? filterHeight : filterHeight * filterWidth;
    this.#channels = isVectorInput ? Math.min(16, channels) : channels <= 10 ? channels : 8;
    this.#groups = Math.min(this.#channels > 10 ? 4 : 8, Math.ceil(outChannels / 4));
    this.#masked = isPadded(geometry) || (batchSize * outHeight) % ROWS !== 0;
    this.#whole = channels % this.#channels === 0 && outChannels % (4 * this.#groups) === 0;
    this.outputComponent = outChannels % 4 === 0 ? 4 : 1;
    this.variableComponents = [isVectorInput ? 4 : 1, this.outputComponent];
    const tiles = taps * Math.ceil(channels / this.#channels) * Math.ceil(outChannels / 4 / this.#groups);
    this.splits = Math.min(Math.ceil(INVOCATIONS / tiles), Math.ceil((batchSize * outHeight) / ROWS));
    this.outputShape = [this.splits, filterHeight, filterWidth, inChannels, outChannels];
    this.dispatch = [Math.ceil((tiles * this.splits) / this.workgroupSize[0]), 1, 1];
    const input = `${this.variableComponents.join('')}_${this.#rowRuns}_${this.#masked}_${this.#whole}`;
    this.shaderKey = `duetConv2dFilterGradient_${this.#channels}_${this.#groups}_${this.splits}_${input}`;
  }

  getUserCode(): string {
    const channels = range(this.#channels);
    const groups = range(this.#groups);
    const rows = range(ROWS);
    return `
      fn main(index : i32) {
        let inputSize = uniforms.inputSize;
        let outputSize = uniforms.outputSize;
        let stride = uniforms.stride;
        let inputChannels = uniforms.inputChannels;
        let outputChannels = uniforms.outputChannels;
        let runLength = ${this.#rowRuns ? 'inputChannels * uniforms.kernelSize.y' : 'inputChannels'};
        let runs = ${this.#rowRuns ? '1' : 'uniforms.kernelSize.y'};
        let taps = uniforms.kernelSize.x * runs;
        let groupTiles = (outputChannels + ${4 * this.#groups - 1}) / ${4 * this.#groups};
        let channelTiles = (runLength + ${this.#channels - 1}) / ${this.#channels};
        let firstOutput = (index % groupTiles) * ${4 * this.#groups};
        var rest = index / groupTiles;
        let firstChannel = (rest % channelTiles) * ${this.#channels};
        rest /= channelTiles;
        let tap = rest % taps;
        let split = rest / taps;
        if (split >= ${this.splits}) { return; }
        let offset = vec2<i32>(tap / runs, tap % runs) * uniforms.dilation - uniforms.padding;

        // Columns of dy whose window tap lies inside the image.
        let firstColumn = max(0, (stride.y - 1 - offset.y) / stride.y);
        let lastColumn = min(outputSize.y, (inputSize.y - 1 - offset.y + stride.y) / stride.y);
        let rowCount = uniforms.batchSize * outputSize.x;
        let steps = (rowCount + ${ROWS - 1}) / ${ROWS};
        let lastStep = (split + 1) * steps / ${this.splits};
        let columnStep = stride.y * inputChannels;
        ${unrolled(channels, (c) => unrolled(groups, (g) => `var sum${c}_${g} = vec4<f32>(0.0);`))}
        for (var step = split * steps / ${this.splits}; step < lastStep; step++) {
          ${unrolled(rows, (r) => this.#rowSnippet(r))}
          for (var column = firstColumn; column < lastColumn; column++) {
            let xColumn = column * columnStep;
            let dyColumn = column * outputChannels;
            ${this.#inputSnippet()}
            ${unrolled(groups, (g) => this.#gradientSnippet(g))}
            ${unrolled(channels, (c) => unrolled(groups, (g) => `sum${c}_${g} += dy${g} * x${c};`))}
          }
        }
        ${unrolled(channels, (c) => unrolled(groups, (g) => this.#storeSnippet(c, g)))}
      }`;
  }

  /** Where row `r` of the step begins in x and in dy, and whether it counts; rows beyond the end repeat the last one. */
  #rowSnippet(r: number): string {
    const masked = `
      let clampedY${r} = clamp(y${r}, 0, inputSize.x - 1);
      let counts${r} = (y${r} == clampedY${r}) & (row${r} == step * ${ROWS} + ${r});`;
    return `
      let row${r} = min(step * ${ROWS} + ${r}, rowCount - 1);
      let image${r} = row${r} / outputSize.x;
      let y${r} = (row${r} - image${r} * outputSize.x) * stride.x + offset.x;
      ${this.#masked ? masked : ''}
      let xPlace${r} = (image${r} * inputSize.x + ${this.#masked ? `clampedY${r}` : `y${r}`}) * inputSize.y + offset.y;
      let xRow${r} = xPlace${r} * inputChannels + firstChannel;
      let dyRow${r} = row${r} * outputSize.y * outputChannels + firstOutput;`;
  }

  /** The rows' numbers of each channel, as one vector. */
  #inputSnippet(): string {
    const isVector = this.variableComponents[0] === 4;
    const { type, load } = loadVector('x', isVector ? 4 : 1, isVector);
    const read = (r: number, c: number) => {
      const value = load(`xRow${r} + xColumn + ${c}`);
      return this.#masked ? `select(${type}(0.0), ${value}, counts${r})` : value;
    };
    const all = (c: number) =>
      range(ROWS)
        .map((r) => read(r, c))
        .join(', ');
    if (!isVector) return unrolled(range(this.#channels), (c) => `let x${c} = vec4<f32>(${all(c)});`);
    return unrolled(
      range(this.#channels / 4),
      (c) => `
        let inputs${c} = transpose(mat4x4<f32>(${all(4 * c)}));
        ${unrolled(range(4), (i) => `let x${4 * c + i} = inputs${c}[${i}];`)}`,
    );
  }

  #gradientSnippet(g: number): string {
    const { load } = loadVector('dy', 4, this.outputComponent === 4);
    const rows = range(ROWS).map((r) => load(`dyRow${r} + dyColumn + ${4 * g}`));
    return `let dy${g} = mat4x4<f32>(${rows.join(', ')});`;
  }

  #storeSnippet(c: number, g: number): string {
    const channel = `firstOutput + ${4 * g}`;
    const row = `((split * taps + tap) * runLength + firstChannel + ${c}) * outputChannels`;
    const store = storeVector(row, channel, 'outputChannels', `sum${c}_${g}`, this.outputComponent === 4);
    return this.#whole ? store : `if ((firstChannel + ${c} < runLength) & (${channel} < outputChannels)) { ${store} }`;
  }
}
