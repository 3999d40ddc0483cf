import { networkShapes, type LayerShape } from '../network/shapes.ts';
import type { ActivationName, LayerSettings } from '../network/layers.ts';
import * as torch from '../torch/index.ts';
import type { TrainingSettings } from './protocol.ts';

/**
 * The network of `settings` as a PyTorch Module, with PyTorch's own initial weights, drawn from the default generator.
 *
 * @param inputShape [height, width, channels].
 */
export function buildTorchModule(
  settings: Pick<TrainingSettings, 'layers'>,
  inputShape: readonly number[],
): torch.nn.Sequential {
  const shapes = networkShapes(inputShape, settings.layers);
  const modules = settings.layers.flatMap((layer, index) => {
    const shape = shapes[index];
    return shape ? torchModules(layer, shape) : [];
  });
  return new torch.nn.Sequential(...modules);
}

function torchModules(layer: LayerSettings, { inputShape }: LayerShape): torch.nn.Module[] {
  const lastAxis = inputShape.at(-1) ?? 0;
  switch (layer.type) {
    case 'conv2d':
      return [
        new torch.nn.Conv2d(layer.statedInput ?? lastAxis, layer.filters, layer.kernelSize),
        ...activation(layer.activation),
      ];
    case 'maxPool2d':
      return [new torch.nn.MaxPool2d(layer.poolSize)];
    case 'flatten':
      return [new torch.nn.Flatten()];
    case 'dropout':
      return [new torch.nn.Dropout(layer.rate)];
    case 'dense':
      return [new torch.nn.Linear(layer.statedInput ?? lastAxis, layer.units), ...activation(layer.activation)];
  }
}

function activation(name: ActivationName): torch.nn.Module[] {
  return name === 'relu' ? [new torch.nn.ReLU()] : [];
}
