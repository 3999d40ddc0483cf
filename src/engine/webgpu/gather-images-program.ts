import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';

/**
 * Images from bytes: images int32 [words] of four bytes each, labels int32 [count], indices int32 [n], values float32 [256]
 * -> float32 [n, height, width, channels]; and the labels at the indices into `mutableLabels`, int32 [n].
 *
 * Where the bytes of an image fill whole words, one invocation owns a word.
 */
export class GatherImagesProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [64, 1, 1];
  readonly variableNames = ['images', 'labels', 'indices', 'values', 'mutableLabels'];
  readonly variableComponents = [1, 1, 1, 1, 1];
  readonly outputComponent: number;
  readonly size = true;
  readonly uniforms = 'imageSize : i32, ';
  shaderKey: string;

  constructor(count: number, imageShape: readonly number[]) {
    this.outputShape = [count, ...imageShape];
    const size = imageShape.reduce((product, length) => product * length, 1);
    this.outputComponent = size % 4 === 0 ? 4 : 1;
    this.dispatch = [Math.ceil((count * size) / this.outputComponent / this.workgroupSize[0]), 1, 1];
    this.shaderKey = `duetGatherImages_${this.outputComponent}`;
  }

  getUserCode(): string {
    return `
      fn valueOf(word : i32, place : u32) -> f32 {
        return values[extractBits(u32(word), place * 8u, 8u)];
      }
      fn main(index : i32) {
        if (index >= uniforms.size) { return; }
        let image = index / uniforms.imageSize;
        let source = indices[image] * uniforms.imageSize + index % uniforms.imageSize;
        ${this.outputComponent === 4 ? WHOLE_WORD : ONE_BYTE}
        if (index % uniforms.imageSize == 0) { mutableLabels[image] = labels[indices[image]]; }
      }`;
  }
}

const WHOLE_WORD = `
        let word = images[source];
        result[index] = vec4<f32>(valueOf(word, 0u), valueOf(word, 1u), valueOf(word, 2u), valueOf(word, 3u));`;

const ONE_BYTE = `
        result[index] = valueOf(images[source / 4], u32(source % 4));`;
