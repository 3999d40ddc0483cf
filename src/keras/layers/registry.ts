import type { layers } from '@tensorflow/tfjs-layers';
import { ValueError } from '../errors.ts';
import type { SerializedObject } from '../utils/serialized-object.ts';

/** A class whose objects are built of what their `getConfig` gives. */
export interface LayerClass {
  fromConfig(config: object): layers.Layer;
}

/** Layer classes by name. */
export type CustomObjects = Readonly<Record<string, LayerClass>>;

const known = new Map<string, LayerClass>();
let custom: CustomObjects = {};

/** Lets `deserializeLayer` find these classes. */
export function registerLayers(classes: CustomObjects): void {
  for (const [name, layerClass] of Object.entries(classes)) known.set(name, layerClass);
}

/** Runs `body` with classes of the reader's own, too. */
export function withCustomObjects<T>(classes: CustomObjects, body: () => T): T {
  const outer = custom;
  custom = { ...outer, ...classes };
  try {
    return body();
  } finally {
    custom = outer;
  }
}

/**
 * The layer that its class name and its config describe.
 *
 * @throws {ValueError} for a class that is not known.
 */
export function deserializeLayer({ className, config }: SerializedObject): layers.Layer {
  const found = custom[className] ?? known.get(className);
  if (found) return found.fromConfig(config);
  throw new ValueError(
    `the layer class '${className}' is not known. Pass it with { customObjects: { ${className} } }.`,
  );
}
