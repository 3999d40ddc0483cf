/** A data file that is missing, cut off, altered or unreadable. `message` is the fact, `fix` what to do about it. */
export class DatasetError extends Error {
  override readonly name = 'DatasetError';
  /** Address of the file at fault. */
  readonly file: string;
  readonly fix: string;

  constructor(file: string, message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.file = file;
    this.fix = fix;
  }
}
