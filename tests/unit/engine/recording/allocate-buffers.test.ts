import { describe, expect, test } from 'vitest';
import { allocateBuffers } from '../../../../src/engine/webgpu/allocate-buffers.ts';
import type { Part, VirtualBuffer } from '../../../../src/engine/webgpu/lowered-graph.ts';

/** Allocates for commands that each use some of the buffers; a real buffer is told apart by its number. */
function allocate(
  uses: readonly (readonly VirtualBuffer[])[],
  { kept = [], parts = new Map() }: { kept?: readonly VirtualBuffer[]; parts?: ReadonlyMap<VirtualBuffer, Part> } = {},
) {
  let made = 0;
  const commands = uses.map((buffers) => ({
    kernel: 'Add',
    // No pipeline is run here.
    pipeline: { label: '' } as GPUComputePipeline,
    bindings: buffers.map((resource, binding) => ({ binding, resource })),
    workgroups: [1, 1, 1] as const,
  }));
  return allocateBuffers({ commands, parts }, new Set(kept), (size) => ({ size, number: made++ }));
}

const buffer = (sizeInBytes: number): VirtualBuffer => ({ sizeInBytes });

describe('buffers of a recorded step', () => {
  test('share memory when one is no longer needed where the other begins', () => {
    const [a, b, c] = [buffer(64), buffer(64), buffer(64)];
    const places = allocate([[a], [a, b], [b, c], [c]]);
    expect(places.get(c)).toBe(places.get(a));
    expect(places.get(b)).not.toBe(places.get(a));
  });

  test('share none with one that a command uses along with them', () => {
    const [a, b] = [buffer(64), buffer(64)];
    const places = allocate([[a, b]]);
    expect(places.get(a)).not.toBe(places.get(b));
  });

  test('share none with one that is kept', () => {
    const [a, b] = [buffer(64), buffer(64)];
    const places = allocate([[a], [b]], { kept: [a] });
    expect(places.get(a)).not.toBe(places.get(b));
  });

  test('take memory that is large enough, and not far too large', () => {
    const [small, large, huge] = [buffer(64), buffer(100), buffer(1_000)];
    const places = allocate([[small], [large], [huge], [small]].slice(0, 3));
    expect(places.get(large)?.size).toBe(100);
    expect(allocate([[large], [small]]).get(small)?.size).toBe(100);
    expect(allocate([[huge], [small]]).get(small)?.size).toBe(64);
  });

  test('that lie in another one live as long as this one is used, and have no memory of their own', () => {
    const [part, whole, other] = [buffer(64), buffer(256), buffer(256)];
    const parts = new Map([[part, { whole, offsetInBytes: 64 }]]);
    const places = allocate([[part], [other], [whole]], { parts });
    expect(places.has(part)).toBe(false);
    expect(places.get(other)).not.toBe(places.get(whole));
  });
});
