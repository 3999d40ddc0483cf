/** Models as functions, as TensorFlow.js names them. */
import { Model, type ModelArguments } from './model.ts';
import { Sequential, type SequentialArguments } from './sequential.ts';

/** `sequential({ layers })` is `new Sequential({ layers })`. */
export function sequential(...values: SequentialArguments): Sequential {
  return new Sequential(...values);
}

/** `model({ inputs, outputs })` is `new Model({ inputs, outputs })`. */
export function model(...values: ModelArguments): Model {
  return new Model(...values);
}
