/** The errors of PyTorch, which are Python's. */
export {
  AssertionError,
  AttributeError,
  IndexError,
  KeyError,
  NotImplementedError,
  RuntimeError,
  ValueError,
} from '../calling-convention/errors.ts';
