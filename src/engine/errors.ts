/** A backend that cannot be used here. `message` is the fact, `fix` the way on. */
export class BackendError extends Error {
  readonly fix: string;

  constructor(message: string, fix: string) {
    super(message);
    this.name = 'BackendError';
    this.fix = fix;
  }
}

/** A device has no room for what a run asks of it. */
export class DeviceMemoryError extends BackendError {
  constructor(message: string, fix = 'Use a smaller batch or fewer filters, or choose WebAssembly.') {
    super(message, fix);
    this.name = 'DeviceMemoryError';
  }
}
