/** Models as functions, as TensorFlow.js names them. */
import { Model } from './model.ts';
import { Sequential } from './sequential.ts';

/** `sequential({ layers })` is `new Sequential({ layers })`. */
export function sequential(...values: ConstructorParameters<typeof Sequential>): Sequential {
  return new Sequential(...values);
}

/** `model({ inputs, outputs })` is `new Model({ inputs, outputs })`. */
export function model(...values: ConstructorParameters<typeof Model>): Model {
  return new Model(...values);
}
