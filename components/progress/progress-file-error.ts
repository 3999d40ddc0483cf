/** A file that cannot be taken over: what is the matter with it, and what to do. */
export class ProgressFileError extends Error {
  override readonly name = 'ProgressFileError';
  readonly fact: string;
  readonly fix: string;

  constructor(fact: string, fix: string) {
    super(`${fact} ${fix}`);
    this.fact = fact;
    this.fix = fix;
  }
}
