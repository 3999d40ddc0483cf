/** A file that cannot be read as weights, or does not fit: a fact and a fix for the reader. */
export class WeightsError extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.name = 'WeightsError';
    this.fix = fix;
  }
}
