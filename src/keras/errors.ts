/** The errors of Keras, which are Python's. */
export { KeyError, NotImplementedError, RuntimeError, ValueError } from '../calling-convention/errors.ts';
