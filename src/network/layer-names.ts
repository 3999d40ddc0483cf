import type { LayerSettings } from './layers.ts';

/** The names that our programs give to the layers with weights, conv1, conv2, fc1, ...; null for a layer without. */
export function layerNames(layers: readonly LayerSettings[]): (string | null)[] {
  const counts = { conv: 0, fc: 0 };
  return layers.map(({ type }) => {
    if (type === 'conv2d') return `conv${++counts.conv}`;
    return type === 'dense' ? `fc${++counts.fc}` : null;
  });
}
