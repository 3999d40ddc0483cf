import { registerLayers } from '../layers/registry.ts';
import { Model } from './model.ts';
import { Sequential } from './sequential.ts';

export { Model, Sequential };
export { cloneModel } from './clone-model.ts';
export { loadModel } from './saving.ts';

registerLayers({ Functional: Model, Model, Sequential });
