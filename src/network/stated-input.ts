import type { Conv2dSettings, DenseSettings, LayerSettings } from './layers.ts';

/** A layer whose PyTorch module is told the size of its input. */
export type InputStatingLayer = Conv2dSettings | DenseSettings;

/** PyTorch's name of the size that a layer is told. */
export function inputSizeName({ type }: InputStatingLayer): 'in_channels' | 'in_features' {
  return type === 'conv2d' ? 'in_channels' : 'in_features';
}

export function statesInput(layer: LayerSettings): layer is InputStatingLayer {
  return layer.type === 'conv2d' || layer.type === 'dense';
}

/**
 * What PyTorch raises when a batch comes to a layer that was told another size; null where it was told the right one.
 *
 * @param inputShape of one image or row: [height, width, channels], or [features].
 */
export function statedInputError(
  layer: InputStatingLayer,
  inputShape: readonly number[],
  batchSize: number,
): string | null {
  const { statedInput } = layer;
  const arriving = inputShape.at(-1) ?? 0;
  if (statedInput === undefined || statedInput === arriving) return null;
  if (layer.type === 'dense') {
    const matrices = `(${batchSize}x${arriving} and ${statedInput}x${layer.units})`;
    return `RuntimeError: mat1 and mat2 shapes cannot be multiplied ${matrices}`;
  }
  const { filters, kernelSize } = layer;
  const [height = 0, width = 0] = inputShape;
  const weight = `[${filters}, ${statedInput}, ${kernelSize}, ${kernelSize}]`;
  return (
    `RuntimeError: Given groups=1, weight of size ${weight}, expected input[${batchSize}, ${arriving}, ${height}, ${width}] ` +
    `to have ${statedInput} channels, but got ${arriving} channels instead`
  );
}
