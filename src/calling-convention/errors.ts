/** Python's errors, which the frameworks raise. TypeError is JavaScript's own. */

/** A call that the state of things forbids: shapes that do not fit, a use of autograd that its rules forbid. */
export class RuntimeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RuntimeError';
  }
}

/** An argument of the right type with a value that makes no sense, as Python's ValueError. */
export class ValueError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ValueError';
  }
}

/** An index or an axis that is not there, as Python's IndexError. */
export class IndexError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IndexError';
  }
}

/** A name that is not there, as Python's KeyError. */
export class KeyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeyError';
  }
}

/** What a subclass has to bring, or the dialect does not have. In Python it is a RuntimeError, too. */
export class NotImplementedError extends RuntimeError {
  constructor(message: string) {
    super(message);
    this.name = 'NotImplementedError';
  }
}

/** A member that an object does not have, as Python's AttributeError. */
export class AttributeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AttributeError';
  }
}

/** A condition that an object relies on and that does not hold, as Python's AssertionError. */
export class AssertionError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AssertionError';
  }
}
