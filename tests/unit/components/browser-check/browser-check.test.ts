import { expect, test } from 'vitest';
import { checkPresets } from '../../../../components/browser-check/check-presets.ts';
import { adapterRows, findingCells, findingSummary } from '../../../../components/browser-check/finding-text.ts';
import { operationText, speedCells, speedMetrics } from '../../../../components/browser-check/speed-text.ts';
import type { BackendFinding, OperationSpeed } from '../../../../src/training/protocol.ts';
import { trainingRequestSchema } from '../../../../src/training/schemas.ts';

const gpu: BackendFinding = { backend: 'webgpu', adapter: 'nvidia ampere', isHardware: true };
const software: BackendFinding = { backend: 'webgpu', adapter: 'google swiftshader', isHardware: false };
const missing: BackendFinding = { backend: 'webgl', missing: 'this browser has no WebGL 2' };
const wasm: BackendFinding = { backend: 'wasm', adapter: 'processor', isHardware: true };

test.each(Object.values(checkPresets))('a preset is a request that the worker takes', (settings) => {
  const request = { type: 'check-browser', runId: 1, backend: 'auto', settings };
  expect(trainingRequestSchema.safeParse(request).success).toBe(true);
});

test('a software adapter is called one', () => {
  expect(findingCells(gpu)).toEqual(['yes', 'a GPU: nvidia ampere']);
  expect(findingCells(software)).toEqual(['slowly', 'software that stands in for a GPU: google swiftshader']);
  expect(findingCells(missing)).toEqual(['no', 'this browser has no WebGL 2.']);
  expect(findingCells(wasm)).toEqual(['yes', 'your processor, on one core']);
});

test('the summary tells what experiments take by themselves', () => {
  expect(findingSummary({ backends: [gpu, missing, wasm], cores: 8 })).toMatch(/^WebGPU reaches a real GPU here/);
  expect(findingSummary({ backends: [software, missing, wasm], cores: 1 })).toMatch(
    /only software that imitates one.* Experiments take WASM.* 1 core for/,
  );
  const none: BackendFinding = { backend: 'webgpu', missing: 'this browser has no WebGPU' };
  expect(findingSummary({ backends: [none, missing, wasm], cores: 4 })).toMatch(/^Neither WebGPU nor WebGL runs here/);
});

test('limits are told in units that a reader knows, and what is not told is said to be so', () => {
  const limits = {
    maxBufferSize: 2 ** 31,
    maxStorageBufferBindingSize: 128 * 2 ** 20,
    maxComputeInvocationsPerWorkgroup: 256,
    maxComputeWorkgroupStorageSize: 16_384,
  };
  const rows = adapterRows({ vendor: 'intel', architecture: '', description: '', limits, features: ['shader-f16'] });
  const values = Object.fromEntries(rows.map(([name, value]) => [name, value]));
  expect(values).toEqual({
    vendor: 'intel',
    architecture: 'not told',
    description: 'not told',
    maxBufferSize: '2 GiB',
    maxStorageBufferBindingSize: '128 MiB',
    maxComputeInvocationsPerWorkgroup: '256',
    maxComputeWorkgroupStorageSize: '16 KiB',
    'shader-f16': 'yes',
    subgroups: 'no',
    'timestamp-query': 'no',
  });
});

test('figures of a run are the best of each kind', () => {
  const speed = (operation: OperationSpeed['operation'], gflops: number, largestError: number): OperationSpeed => ({
    operation,
    operations: 2 * gflops * 1e6,
    repetitions: 4,
    milliseconds: 8,
    gflops,
    largestError,
  });
  const speeds = [
    speed({ kind: 'matrix-product', size: 64 }, 3, 1e-7),
    speed({ kind: 'matrix-product', size: 128 }, 2, 3e-7),
    speed({ kind: 'convolution', images: 8 }, 1.23456, 2e-7),
  ];
  expect(speedMetrics(speeds)).toEqual({
    gflops: 3,
    convolutionGflops: 1.23456,
    seconds: 0.024,
    operationsMeasured: 3,
    largestError: 3e-7,
  });
  expect(speeds.map(({ operation }) => operationText(operation))).toEqual([
    'matrix 64 × 64',
    'matrix 128 × 128',
    'convolution × 8',
  ]);
  expect(speedCells(speeds[2] ?? speed({ kind: 'convolution', images: 1 }, 0, 0))).toEqual([
    'convolution × 8',
    '1.23',
    '2.00',
    '2,469,120',
    '4',
    '2.0e-7',
  ]);
});
