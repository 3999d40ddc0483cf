/** A program that was not computed; `message` is for the reader. Errors of the program itself are part of its evaluation. */
export class NotEvaluatedError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotEvaluatedError';
  }
}
