import * as classes from './classes.ts';
import { registerLayers } from './registry.ts';

export * from './classes.ts';
export * from './factories.ts';
export { Input, Input as input } from './input.ts';
export { Layer } from './layer.ts';

registerLayers(classes);
