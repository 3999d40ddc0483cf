import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { GEOMETRY_UNIFORMS, type Conv2dGeometry } from './conv2d-geometry.ts';
import { range, unrolled } from './wgsl.ts';

/** How many weights one invocation keeps in registers, and into how many parts the sum over pixels is cut. */
export interface FilterGradientTile {
  /** Input channels a tile, a multiple of 4. */
  readonly inputChannels: number;
  /** Groups of four output channels a tile. */
  readonly outputGroups: number;
  /** Parts of the sum over batch and rows. Their order of addition is fixed, so the result is deterministic. */
  readonly splits: number;
}

/**
 * Gradient of a convolution with respect to its filter: x [N, H, W, C], dy [N, oh, ow, F] float32
 * -> partial sums [splits, kh, kw, C, F], F a multiple of 4, to be added up over the first axis.
 *
 * A register tile without barriers. The stock kernel has one thread for each weight, which reads all of x and dy.
 */
export class Conv2dFilterGradientProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [32, 1, 1];
  readonly variableNames = ['x', 'dy'];
  readonly variableComponents: number[];
  readonly outputComponent = 4;
  readonly uniforms = GEOMETRY_UNIFORMS;
  shaderKey: string;
  readonly #tile: FilterGradientTile;
  readonly #vectorInput: boolean;

  constructor(geometry: Conv2dGeometry, tile: FilterGradientTile) {
    const { filterHeight, filterWidth, inChannels, outChannels } = geometry;
    this.outputShape = [tile.splits, filterHeight, filterWidth, inChannels, outChannels];
    this.#tile = tile;
    this.#vectorInput = inChannels % 4 === 0;
    this.variableComponents = [this.#vectorInput ? 4 : 1, 4];
    const tiles = Math.ceil(inChannels / tile.inputChannels) * Math.ceil(outChannels / 4 / tile.outputGroups);
    const invocations = filterHeight * filterWidth * tiles * tile.splits;
    this.dispatch = [Math.ceil(invocations / this.workgroupSize[0]), 1, 1];
    this.shaderKey =
      `duetConv2dFilterGradient_${tile.inputChannels}_${tile.outputGroups}_` + `${tile.splits}_${this.#vectorInput}`;
  }

  getUserCode(): string {
    const { inputChannels, outputGroups, splits } = this.#tile;
    const channels = range(inputChannels);
    const groups = range(outputGroups);
    return `
      fn main(index : i32) {
        let groupCount = uniforms.outputChannels / 4;
        let groupTiles = (groupCount + ${outputGroups - 1}) / ${outputGroups};
        let channelTiles = (uniforms.inputChannels + ${inputChannels - 1}) / ${inputChannels};
        let firstGroup = (index % groupTiles) * ${outputGroups};
        var rest = index / groupTiles;
        let firstChannel = (rest % channelTiles) * ${inputChannels};
        rest /= channelTiles;
        let tap = rest % (uniforms.kernelSize.x * uniforms.kernelSize.y);
        let split = rest / (uniforms.kernelSize.x * uniforms.kernelSize.y);
        if (split >= ${splits}) { return; }
        let offset = vec2<i32>(tap / uniforms.kernelSize.y, tap % uniforms.kernelSize.y) * uniforms.dilation
            - uniforms.padding;

        // Columns of dy whose window tap lies inside the image.
        let firstColumn = max(0, (uniforms.stride.y - 1 - offset.y) / uniforms.stride.y);
        let lastColumn = min(uniforms.outputSize.y,
            (uniforms.inputSize.y - 1 - offset.y + uniforms.stride.y) / uniforms.stride.y);
        let rows = uniforms.batchSize * uniforms.outputSize.x;
        let firstRow = split * rows / ${splits};
        let lastRow = (split + 1) * rows / ${splits};
        ${unrolled(groups, (g) => `let group${g} = min(firstGroup + ${g}, groupCount - 1);`)}
        ${this.#channelIndices()}
        ${unrolled(channels, (c) => unrolled(groups, (g) => `var sum${c}_${g} = vec4<f32>(0.0);`))}
        for (var row = firstRow; row < lastRow; row++) {
          let y = (row % uniforms.outputSize.x) * uniforms.stride.x + offset.x;
          if (y < 0 || y >= uniforms.inputSize.x) { continue; }
          let xRow = (row / uniforms.outputSize.x * uniforms.inputSize.x + y) * uniforms.inputSize.y;
          for (var column = firstColumn; column < lastColumn; column++) {
            let xPixel = (xRow + column * uniforms.stride.y + offset.y) * uniforms.inputChannels;
            let dyPixel = (row * uniforms.outputSize.y + column) * groupCount;
            ${unrolled(groups, (g) => `let dy${g} = dy[dyPixel + group${g}];`)}
            ${this.#loadInput()}
            ${unrolled(channels, (c) => unrolled(groups, (g) => `sum${c}_${g} += ${this.#input(c)} * dy${g};`))}
          }
        }
        ${unrolled(channels, (c) => unrolled(groups, (g) => this.#storeSnippet(c, g)))}
      }`;
  }

  #channelIndices(): string {
    const step = this.#vectorInput ? 4 : 1;
    return unrolled(
      range(this.#tile.inputChannels / step),
      (c) => `let channel${c} = min(firstChannel + ${c * step}, uniforms.inputChannels - ${step});`,
    );
  }

  #loadInput(): string {
    return this.#vectorInput
      ? unrolled(range(this.#tile.inputChannels / 4), (c) => `let x${c} = x[(xPixel + channel${c}) / 4];`)
      : unrolled(range(this.#tile.inputChannels), (c) => `let x${c} = x[xPixel + channel${c}];`);
  }

  #input(c: number): string {
    return this.#vectorInput ? `x${Math.floor(c / 4)}[${c % 4}]` : `x${c}`;
  }

  #storeSnippet(c: number, g: number): string {
    return `
      if (firstChannel + ${c} < uniforms.inputChannels && firstGroup + ${g} < groupCount) {
        let taps = uniforms.kernelSize.x * uniforms.kernelSize.y;
        let row${c} = (split * taps + tap) * uniforms.inputChannels + firstChannel + ${c};
        result[row${c} * groupCount + firstGroup + ${g}] = sum${c}_${g};
      }`;
  }
}
