import { describe, expect, it } from 'vitest';
import { completeLayers, layerProblems } from '../../../../components/train/chapter-layers.ts';

const told = (layers: unknown) => layerProblems(layers).map(({ fact, fix }) => `${fact} ${fix}`);

describe('completeLayers', () => {
  it('gives each layer what its chapter leaves out, and the last one no activation', () => {
    const layers = completeLayers([
      { type: 'conv2d', filters: 8 },
      { type: 'maxPool2d' },
      { type: 'dropout' },
      { type: 'flatten' },
      { type: 'dense', units: 16 },
      { type: 'dense', units: 10 },
    ]);
    expect(layers).toEqual([
      { type: 'conv2d', filters: 8, kernelSize: 3, activation: 'relu' },
      { type: 'maxPool2d', poolSize: 2 },
      { type: 'dropout', rate: 0.5 },
      { type: 'flatten' },
      { type: 'dense', units: 16, activation: 'relu' },
      { type: 'dense', units: 10, activation: 'linear' },
    ]);
  });

  it('keeps what the chapter says', () => {
    const layers = [
      { type: 'conv2d', filters: 8, kernelSize: 5, activation: 'linear' },
      { type: 'dense', units: 10, activation: 'relu' },
    ] as const;
    expect(completeLayers(layers)).toEqual(layers);
  });
});

describe('layerProblems', () => {
  it('finds nothing wrong with layers that leave out what they may', () => {
    expect(told([{ type: 'conv2d', filters: 8 }, { type: 'flatten' }, { type: 'dense', units: 10 }])).toEqual([]);
  });

  it('tells all that is wrong, by the place of the layer', () => {
    const types = 'conv2d, maxPool2d, flatten, dropout, dense';
    expect(
      told([
        'flatten',
        { type: 'conv' },
        { type: 'dense', unit: 64, activation: 'softmax' },
        { type: 'flatten', rate: 1 },
        { type: 'toString' },
      ]),
    ).toEqual([
      `Layer 1 has no type. Its type is one of ${types}, such as { type: 'dense', units: 64 }.`,
      `Layer 2 has the type “conv”. Its type is one of ${types}, such as { type: 'dense', units: 64 }.`,
      'Layer 3, dense, has no setting “unit”. It has units and activation.',
      "Layer 3, dense, does not say how many units it has. Write { type: 'dense', units: 32 }, with the number that you want.",
      'Layer 3, dense, has the activation “softmax”. Use relu or linear.',
      'Layer 4, flatten, has no setting “rate”. Leave it out.',
      `Layer 5 has the type “toString”. Its type is one of ${types}, such as { type: 'dense', units: 64 }.`,
    ]);
  });

  it('refuses what is no list', () => {
    expect(told('flatten')).toEqual([
      'The layers are no list. Write layers={[…]}, with the layers between the brackets.',
    ]);
  });
});
