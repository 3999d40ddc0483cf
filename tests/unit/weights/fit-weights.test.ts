import { describe, expect, test } from 'vitest';
import { fitWeights } from '../../../src/weights/fit-weights.ts';
import { countNumbers } from '../../../src/weights/named-tensor.ts';
import { networkTensors, type NamingName, type WeightedNetwork } from '../../../src/weights/network-tensors.ts';
import { WeightsError } from '../../../src/weights/weights-error.ts';

const network: WeightedNetwork = {
  imageShape: [8, 8, 3],
  layers: [
    { type: 'conv2d', filters: 4, kernelSize: 3, activation: 'relu' },
    { type: 'conv2d', filters: 5, kernelSize: 2, activation: 'linear' },
    { type: 'dropout', rate: 0.5 },
    { type: 'flatten' },
    { type: 'dense', units: 6, activation: 'relu' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
};

/** Tensors of the network with a number of their own each. */
function tensorsOf(naming: NamingName, { layers, imageShape }: WeightedNetwork = network) {
  return networkTensors({ layers, imageShape }, naming).map(({ name, shape }, index) => ({
    name,
    shape,
    values: new Float32Array(countNumbers(shape)).fill(index),
  }));
}

const firsts = (tensors: readonly { readonly values: Float32Array }[]) => tensors.map(({ values }) => values[0]);

describe('weights of the same network', () => {
  test.each([
    ['torchProgram', 'torch', ['conv1.weight', 'conv1.bias', 'conv2.weight']],
    ['torchSequential', 'torch', ['0.weight', '0.bias', '2.weight']],
    ['kerasProgram', 'keras', ['conv1.kernel', 'conv1.bias', 'conv2.kernel']],
    ['kerasModel', 'keras', ['conv2d.kernel', 'conv2d.bias', 'conv2d_1.kernel']],
  ] as const)('by the names of a %s fit, in whatever order they come', (naming, dialect, names) => {
    const tensors = tensorsOf(naming);
    expect(tensors.slice(0, 3).map(({ name }) => name)).toEqual(names);
    const fitting = fitWeights({ tensors: tensors.toReversed(), isOrdered: false }, network);
    expect(fitting.dialect).toBe(dialect);
    expect(firsts(fitting.tensors)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const last = dialect === 'torch' ? '7.bias' : 'fc2.bias';
    expect(fitting.tensors.at(-1)).toMatchObject({ name: last, shape: [10] });
  });

  test('by the paths of Keras fit', () => {
    const tensors = tensorsOf('kerasModel').map((tensor) => ({
      ...tensor,
      name: `${tensor.name.replace('.', '/')}:0`,
    }));
    expect(fitWeights({ tensors, isOrdered: false }, network).tensors).toHaveLength(8);
  });

  test('fit by their order where that is the layers’', () => {
    const tensors = tensorsOf('kerasProgram').map((tensor, index) => ({ ...tensor, name: `w${index}` }));
    expect(firsts(fitWeights({ tensors, isOrdered: true }, network).tensors)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

/** What is said of tensors that do not fit. */
function refusal(tensors: Parameters<typeof fitWeights>[0]['tensors'], isOrdered = false): string {
  try {
    fitWeights({ tensors, isOrdered }, network);
  } catch (error) {
    if (error instanceof WeightsError) return error.message;
    throw error;
  }
  return expect.fail('they fit');
}

describe('weights of another network', () => {
  const wider = {
    ...network,
    layers: network.layers.map((layer) => (layer.type === 'conv2d' ? { ...layer, filters: 7 } : layer)),
  };

  test.each(['torchProgram', 'torchSequential', 'kerasProgram', 'kerasModel'] as const)(
    'are refused with the first three and both shapes: %s',
    (naming) => {
      const [wanted, given] = [tensorsOf(naming), tensorsOf(naming, wider)];
      const text = (index: number) =>
        `${given[index]?.name} [${given[index]?.shape.join(', ')}] is [${wanted[index]?.shape.join(', ')}] in this network`;
      expect(refusal(given)).toBe(
        `The file does not fit the layers below: ${[0, 1, 2].map(text).join('; ')}; and 2 more.`,
      );
    },
  );

  test('are refused when one is missing or too many', () => {
    const tensors = tensorsOf('torchProgram');
    expect(refusal(tensors.slice(1))).toBe(
      'The file does not fit the layers below: it has no conv1.weight [4, 3, 3, 3].',
    );
    const extra = { name: 'bn1.running_mean', shape: [4], values: new Float32Array(4) };
    expect(refusal([...tensors, extra])).toBe(
      'The file does not fit the layers below: this network has no bn1.running_mean [4].',
    );
    const ordered = tensorsOf('kerasProgram');
    expect(refusal(ordered.slice(0, -1), true)).toContain('it has no fc2.bias [10]');
    expect(refusal([...ordered, extra], true)).toContain('this network has no bn1.running_mean [4]');
  });

  test('in PyTorch’s arrangement under the names of Keras are refused', () => {
    const tensors = tensorsOf('torchProgram').map((tensor) => ({
      ...tensor,
      name: tensor.name.replace('weight', 'kernel'),
    }));
    expect(refusal(tensors)).toContain('conv1.kernel [4, 3, 3, 3] is [3, 3, 3, 4] in this network');
  });
});
