import { layerNames } from '../network/layer-names.ts';
import type { LayerSettings } from '../network/layers.ts';
import { networkShapes } from '../network/shapes.ts';
import type { DialectName } from '../training/protocol.ts';

/** A network as far as its weights depend on it. */
export interface WeightedNetwork {
  readonly layers: readonly LayerSettings[];
  /** [height, width, channels]. */
  readonly imageShape: readonly [number, number, number];
}

/**
 * Whose names tensors have: those of our PyTorch program (`conv1.weight`), of an nn.Sequential (`0.weight`), of our Keras
 * program (`conv1.kernel`), or of a Keras model that was told none (`conv2d_1.kernel`).
 */
export type NamingName = 'torchProgram' | 'torchSequential' | 'kerasProgram' | 'kerasModel';

export const dialectOfNaming: Readonly<Record<NamingName, DialectName>> = {
  torchProgram: 'torch',
  torchSequential: 'torch',
  kerasProgram: 'keras',
  kerasModel: 'keras',
};

/** A tensor of a network. */
export interface TensorDescription {
  readonly name: string;
  readonly shape: readonly number[];
}

/**
 * The tensors that a network has, layer by layer.
 *
 * @throws {NetworkError} when its layers do not fit each other.
 */
export function networkTensors({ layers, imageShape }: WeightedNetwork, naming: NamingName): TensorDescription[] {
  const shapes = networkShapes(imageShape, layers);
  const names = namesOf(layers, naming);
  const isTorch = dialectOfNaming[naming] === 'torch';
  return layers.flatMap((layer, index) => {
    const inputs = shapes[index]?.inputShape.at(-1) ?? 0;
    const [name, kind] = [names[index] ?? '', isTorch ? 'weight' : 'kernel'];
    switch (layer.type) {
      case 'conv2d': {
        const { filters, kernelSize: size } = layer;
        const shape = isTorch ? [filters, inputs, size, size] : [size, size, inputs, filters];
        return [tensor(name, kind, shape), tensor(name, 'bias', [filters])];
      }
      case 'dense': {
        const shape = isTorch ? [layer.units, inputs] : [inputs, layer.units];
        return [tensor(name, kind, shape), tensor(name, 'bias', [layer.units])];
      }
      default:
        return [];
    }
  });
}

function tensor(layer: string, kind: string, shape: readonly number[]): TensorDescription {
  return { name: `${layer}.${kind}`, shape };
}

/** A name for each layer; what is said of a layer without weights is not used. */
function namesOf(layers: readonly LayerSettings[], naming: NamingName): readonly (string | null)[] {
  switch (naming) {
    case 'torchProgram':
    case 'kerasProgram':
      return layerNames(layers);
    case 'torchSequential': {
      let modules = 0;
      return layers.map((layer) => {
        const name = String(modules);
        // An activation is a module of its own.
        modules += 'activation' in layer && layer.activation !== 'linear' ? 2 : 1;
        return name;
      });
    }
    case 'kerasModel': {
      const counts = { conv2d: 0, dense: 0 };
      return layers.map(({ type }) => {
        if (type !== 'conv2d' && type !== 'dense') return null;
        const count = counts[type]++;
        return count === 0 ? type : `${type}_${count}`;
      });
    }
  }
}
