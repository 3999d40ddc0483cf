import { input, type Shape, type SymbolicTensor } from '@tensorflow/tfjs-layers';
import { bindArguments, type Arguments } from '../../calling-convention/bind-arguments.ts';
import { ValueError } from '../errors.ts';
import { uniqueName } from '../utils/unique-name.ts';

export interface InputParameters {
  /** Of one sample, without the batch axis; null where a length is open. */
  readonly shape?: Shape;
  readonly batchSize?: number | null;
  readonly dtype?: 'float32' | 'int32';
  /** With the batch axis, in place of `shape` and `batchSize`. */
  readonly batchShape?: Shape;
  readonly name?: string;
}

const NAMES = ['shape', 'batchSize', 'dtype'] as const;

interface InputFactory {
  (...values: Arguments<InputParameters, typeof NAMES>): SymbolicTensor;
  new (...values: Arguments<InputParameters, typeof NAMES>): SymbolicTensor;
}

function createInput(...values: Arguments<InputParameters, typeof NAMES>): SymbolicTensor {
  const {
    shape,
    batchSize = null,
    dtype = 'float32',
    batchShape,
    name,
  } = bindArguments<InputParameters>(NAMES, values);
  const full = batchShape ?? (shape && [batchSize, ...shape]);
  if (!full) throw new ValueError('Input: pass the shape of one sample, as in Input({ shape: [784] }).');
  return input({ batchShape: [...full], dtype, name: name ?? uniqueName('input_layer') });
}

/**
 * A symbolic tensor where a model begins: Keras calls it as a function, and so may be done here, with `new` or without.
 *
 * @throws {ValueError} without a shape.
 * @source https://keras.io/api/layers/core_layers/input/
 */
export const Input = createInput as InputFactory;
