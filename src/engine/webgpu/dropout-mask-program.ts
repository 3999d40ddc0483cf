import type { WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu';
import { util } from '@tensorflow/tfjs-core';
import { PHILOX } from '../random/philox.ts';

/**
 * A mask of dropout by Philox4x32-10, see `philox`: state int32 [4] of a key and the upper half of a counter -> float32,
 * 0 where the lower 23 bits of a random number are below `threshold`, else `kept`. One invocation makes four numbers.
 */
export class DropoutMaskProgram implements WebGPUProgram {
  readonly outputShape: number[];
  readonly dispatchLayout = { x: [0] };
  readonly dispatch: [number, number, number];
  readonly workgroupSize: [number, number, number] = [64, 1, 1];
  readonly variableNames = ['state'];
  readonly size = true;
  readonly uniforms = 'threshold : u32, kept : f32, ';
  shaderKey = 'duetDropoutMask';

  constructor(shape: readonly number[]) {
    this.outputShape = [...shape];
    this.dispatch = [Math.ceil(util.sizeFromShape(this.outputShape) / 4 / this.workgroupSize[0]), 1, 1];
  }

  getUserCode(): string {
    const [first, second] = PHILOX.multipliers;
    const [left, right] = PHILOX.weyl;
    return `
      fn highProduct(a : u32, b : u32) -> u32 {
        let low = (a & 0xffffu) * (b & 0xffffu);
        let upper = (a >> 16u) * (b & 0xffffu);
        let lower = (a & 0xffffu) * (b >> 16u);
        let middle = (low >> 16u) + (upper & 0xffffu) + (lower & 0xffffu);
        return (a >> 16u) * (b >> 16u) + (upper >> 16u) + (lower >> 16u) + (middle >> 16u);
      }
      fn main(index : i32) {
        if (index * 4 >= uniforms.size) { return; }
        var block = vec4<u32>(u32(index), 0u, u32(state[2]), u32(state[3]));
        var key = vec2<u32>(u32(state[0]), u32(state[1]));
        for (var round = 0; round < ${PHILOX.rounds}; round++) {
          block = vec4<u32>(
            highProduct(${second}u, block.z) ^ block.y ^ key.x, ${second}u * block.z,
            highProduct(${first}u, block.x) ^ block.w ^ key.y, ${first}u * block.x);
          key += vec2<u32>(${left}u, ${right}u);
        }
        let mask = select(vec4<f32>(uniforms.kept), vec4<f32>(0.0), (block & vec4<u32>(0x7fffffu)) < vec4<u32>(uniforms.threshold));
        for (var place = 0; place < min(4, uniforms.size - index * 4); place++) { result[index * 4 + place] = mask[place]; }
      }`;
  }
}
