/** Python's errors, which the frameworks raise. TypeError is JavaScript's own. */

/** What went wrong, in the framework's own words, and how to go on, in ours. The message has both. */
class PythonError extends Error {
  /** The framework's message alone. */
  readonly fact: string;

  constructor(fact: string, fix?: string) {
    super(fix === undefined ? fact : `${fact}${/[.!?]$/.test(fact) ? '' : '.'} ${fix}`);
    this.fact = fact;
  }
}

/** A call that the state of things forbids: shapes that do not fit, a use of autograd that its rules forbid. */
export class RuntimeError extends PythonError {
  constructor(fact: string, fix?: string) {
    super(fact, fix);
    this.name = 'RuntimeError';
  }
}

/** An argument of the right type with a value that makes no sense, as Python's ValueError. */
export class ValueError extends PythonError {
  constructor(fact: string, fix?: string) {
    super(fact, fix);
    this.name = 'ValueError';
  }
}

/** An index or an axis that is not there, as Python's IndexError. */
export class IndexError extends PythonError {
  constructor(fact: string, fix?: string) {
    super(fact, fix);
    this.name = 'IndexError';
  }
}

/** A name that is not there, as Python's KeyError. */
export class KeyError extends PythonError {
  constructor(fact: string, fix?: string) {
    super(fact, fix);
    this.name = 'KeyError';
  }
}

/** What a subclass has to bring, or the dialect does not have. In Python it is a RuntimeError, too. */
export class NotImplementedError extends RuntimeError {
  constructor(fact: string, fix?: string) {
    super(fact, fix);
    this.name = 'NotImplementedError';
  }
}

/** A member that an object does not have, as Python's AttributeError. */
export class AttributeError extends PythonError {
  constructor(fact: string, fix?: string) {
    super(fact, fix);
    this.name = 'AttributeError';
  }
}

/** A condition that an object relies on and that does not hold, as Python's AssertionError. */
export class AssertionError extends PythonError {
  constructor(fact: string, fix?: string) {
    super(fact, fix);
    this.name = 'AssertionError';
  }
}
