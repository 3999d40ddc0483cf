/** A backend that cannot be used here. `message` is the fact, `fix` the way on. */
export class BackendError extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.name = 'BackendError';
    this.fix = fix;
  }
}
