/** Tells the reader of something that works, but hardly as meant: Python's warnings.warn with a UserWarning. */
export function warn(message: string): void {
  console.warn(`UserWarning: ${message}`);
}
