import { describeDataset } from '../datasets/describe.ts';
import type { ActivationName } from '../network/layers.ts';
import { networkShapes } from '../network/shapes.ts';
import type { TrainingSettings } from '../training/protocol.ts';
import { indent, pythonFloat } from './python-literals.ts';

/** Attributes of a module that is being written: a layer without parameters is made once and used again. */
class Attributes {
  readonly lines: string[] = [];
  readonly #shared = new Map<string, string>();
  readonly #counts = new Map<string, number>();

  /** A layer with parameters of its own: conv1, conv2, ... */
  own(prefix: string, constructorCall: string): string {
    const count = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, count);
    return this.#add(`${prefix}${count}`, constructorCall);
  }

  /** A layer without parameters: `pool`, and `pool2` where it differs from the first. */
  shared(prefix: string, constructorCall: string): string {
    const known = this.#shared.get(constructorCall);
    if (known) return known;
    const count = (this.#counts.get(prefix) ?? 0) + 1;
    this.#counts.set(prefix, count);
    const name = this.#add(count === 1 ? prefix : `${prefix}${count}`, constructorCall);
    this.#shared.set(constructorCall, name);
    return name;
  }

  #add(name: string, constructorCall: string): string {
    this.lines.push(`self.${name} = ${constructorCall}`);
    return `self.${name}`;
  }
}

/**
 * The network as a class `Net(nn.Module)`, line by line.
 *
 * @throws {NetworkError} when the layers do not fit each other.
 */
export function torchNetwork({ dataset, layers }: Pick<TrainingSettings, 'dataset' | 'layers'>): string[] {
  const { height, width, channels } = describeDataset(dataset);
  const shapes = networkShapes([height, width, channels], layers);
  const attributes = new Attributes();
  const forward = layers.map((layer, index) => {
    // Channels come last in our shapes and first in PyTorch's; a flat shape has but one axis.
    const inputs = shapes[index]?.inputShape.at(-1) ?? 0;
    switch (layer.type) {
      case 'conv2d': {
        const name = attributes.own(
          'conv',
          `nn.Conv2d(${layer.statedInput ?? inputs}, ${layer.filters}, kernel_size=${layer.kernelSize})`,
        );
        return activated(`${name}(x)`, layer.activation);
      }
      case 'maxPool2d':
        return `${attributes.shared('pool', `nn.MaxPool2d(${layer.poolSize})`)}(x)`;
      case 'flatten':
        return 'torch.flatten(x, 1)';
      case 'dropout':
        return `${attributes.shared('dropout', `nn.Dropout(${pythonFloat(layer.rate)})`)}(x)`;
      case 'dense':
        return activated(
          `${attributes.own('fc', `nn.Linear(${layer.statedInput ?? inputs}, ${layer.units})`)}(x)`,
          layer.activation,
        );
    }
  });
  return [
    'class Net(nn.Module):',
    ...indent([
      'def __init__(self):',
      ...indent(['super().__init__()', ...attributes.lines]),
      '',
      'def forward(self, x):',
      ...indent([...forward.map((call) => `x = ${call}`), 'return x']),
    ]),
  ];
}

function activated(call: string, activation: ActivationName): string {
  return activation === 'linear' ? call : `torch.${activation}(${call})`;
}
