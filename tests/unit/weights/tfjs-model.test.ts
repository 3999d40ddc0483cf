import * as tf from '@tensorflow/tfjs-core';
import { loadLayersModel } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, test } from 'vitest';
import { fitWeights } from '../../../src/weights/fit-weights.ts';
import { countNumbers } from '../../../src/weights/named-tensor.ts';
import { networkTensors, type WeightedNetwork } from '../../../src/weights/network-tensors.ts';
import { readWeights } from '../../../src/weights/read-weights.ts';
import { readTfjsModel, writeTfjsModel } from '../../../src/weights/tfjs-model.ts';
import { WeightsError } from '../../../src/weights/weights-error.ts';
import { startWasm } from '../support/wasm.ts';

beforeAll(startWasm);

const network: WeightedNetwork = {
  imageShape: [8, 8, 3],
  layers: [
    { type: 'conv2d', filters: 4, kernelSize: 3, activation: 'relu' },
    { type: 'maxPool2d', poolSize: 2 },
    { type: 'dropout', rate: 0.5 },
    { type: 'flatten' },
    { type: 'dense', units: 6, activation: 'relu' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
};
const tensors = networkTensors(network, 'kerasProgram').map(({ name, shape }, index) => ({
  name,
  shape,
  values: Float32Array.from({ length: countNumbers(shape) }, (_, i) => Math.sin(index + i)),
}));
const { model, numbers } = writeTfjsModel({ tensors, metadata: { duet: '{}' } }, network, 'net.weights.bin');
const bin = { name: 'net.weights.bin', bytes: numbers };
const json = { name: 'net.json', bytes: new TextEncoder().encode(model) };

describe('a model of TensorFlow.js', () => {
  test('is opened by the stock library, with its layers and weights', async () => {
    const { modelTopology, weightsManifest } = JSON.parse(model) as tf.io.ModelJSON;
    const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
    const loaded = await loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData: numbers.buffer }));
    expect(loaded.layers.map((layer) => layer.getClassName())).toEqual([
      'InputLayer',
      'Conv2D',
      'MaxPooling2D',
      'Dropout',
      'Flatten',
      'Dense',
      'Dense',
    ]);
    expect(loaded.outputs[0]?.shape).toEqual([null, 10]);
    const weights = loaded.getWeights();
    expect(weights.map(({ shape }) => shape)).toEqual(tensors.map(({ shape }) => shape));
    weights.forEach((weight, index) => expect(weight.dataSync()).toEqual(tensors[index]?.values));
    loaded.dispose();
  });

  test('gives back what was written, also when the browser has renamed the numbers', () => {
    const read = readTfjsModel(model, [{ ...bin, name: 'net.weights (1).bin' }]);
    expect(read.tensors.map(({ values, shape }) => ({ values, shape }))).toEqual(
      tensors.map(({ values, shape }) => ({ values, shape })),
    );
    expect(read.metadata).toEqual({ duet: '{}' });
  });

  test('is read from several files of numbers', () => {
    const parsed = JSON.parse(model) as { weightsManifest: { paths: string[] }[]; userDefinedMetadata?: object };
    for (const group of parsed.weightsManifest) group.paths = ['a.bin', 'parts/b.bin'];
    const parts = [
      { name: 'b.bin', bytes: numbers.slice(100) },
      { name: 'a.bin', bytes: numbers.slice(0, 100) },
    ];
    expect(readTfjsModel(JSON.stringify(parsed), parts).tensors[0]?.values).toEqual(tensors[0]?.values);
    expect(() =>
      readTfjsModel(JSON.stringify(parsed), parts.slice(1, 2).concat({ name: 'c.bin', bytes: numbers })),
    ).toThrow('The file parts/b.bin of this model was not chosen.');
  });
});

const changed = (
  change: (parsed: {
    format: string;
    weightsManifest: { weights: { dtype: string; quantization?: object }[] }[];
  }) => void,
) => {
  const parsed = JSON.parse(model) as Parameters<typeof change>[0];
  change(parsed);
  return { name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(parsed)) };
};
const nanNumbers = numbers.slice().fill(255, 0, 4);
const other = writeTfjsModel(
  { tensors: tensors.map((tensor) => ({ ...tensor, values: tensor.values.map((value) => value + 1) })), metadata: {} },
  network,
  'net.weights.bin',
);

describe('files that are no model', () => {
  test.each([
    ['the .json alone', [json], 'The numbers of this model are in net.weights.bin, which was not chosen.'],
    ['the .bin alone', [bin], 'net.weights.bin are numbers without the model.json'],
    ['two .bin files', [bin, bin], '2 files without a .json file'],
    [
      'numbers of another size',
      [json, { ...bin, bytes: numbers.slice(4) }],
      'The files do not belong together: the model needs',
    ],
    ['numbers of another run', [json, { ...bin, bytes: other.numbers }], 'its numbers are those of another run'],
    ['an empty file', [json, { ...bin, bytes: new Uint8Array() }], 'net.weights.bin is empty'],
    ['text', [{ name: 'model.json', bytes: new TextEncoder().encode('hello') }], 'no JSON'],
    [
      'other JSON',
      [{ name: 'model.json', bytes: new TextEncoder().encode('{"a":1}') }, bin],
      'no model of TensorFlow.js',
    ],
    ['a graph model', [changed((parsed) => (parsed.format = 'graph-model')), bin], 'is a graph-model'],
    [
      'quantized numbers',
      [
        changed(({ weightsManifest }) => {
          for (const weight of weightsManifest[0]?.weights ?? []) weight.quantization = { dtype: 'uint8' };
        }),
        bin,
      ],
      'conv1/kernel has numbers of type quantized float32',
    ],
    ['a zip', [{ name: 'model.pt', bytes: Uint8Array.from([0x50, 0x4b, 3, 4, 0]) }], 'is an archive'],
    ['HDF5', [{ name: 'model.h5', bytes: Uint8Array.from([0x89, 0x48, 0x44, 0x46, 0]) }], 'is an HDF5 file'],
    ['no file at all', [], 'No file was chosen'],
  ])('because of %s are refused with the reason', (_, files, reason) => {
    expect(() => readWeights(files)).toThrow(WeightsError);
    expect(() => readWeights(files)).toThrow(reason);
  });

  test('never throw anything but our error, wherever they are cut or altered', () => {
    let state = 1;
    const random = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
    let refused = 0;
    for (let round = 0; round < 3_000; round++) {
      const altered = [json, bin].map(({ name, bytes }) => {
        const copy = bytes.slice(0, random(3) ? bytes.length : random(bytes.length));
        for (let flips = random(3); flips > 0 && copy.length > 0; flips--) {
          const index = random(copy.length);
          copy[index] = (copy[index] ?? 0) ^ (1 << random(8));
        }
        return { name, bytes: copy };
      });
      try {
        fitWeights(readWeights(altered), network);
      } catch (error) {
        if (!(error instanceof WeightsError)) throw error;
        refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(2_000);
    expect(refused).toBeLessThan(3_000);
  });

  test('with a weight that is no number are refused', () => {
    const parsed = JSON.parse(model) as { userDefinedMetadata?: object };
    delete parsed.userDefinedMetadata;
    const foreign = { name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(parsed)) };
    expect(() => readWeights([foreign, { ...bin, bytes: nanNumbers }])).toThrow(
      'conv1/kernel has NaN among its numbers',
    );
  });
});
