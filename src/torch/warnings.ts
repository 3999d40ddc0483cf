let record: string[] | null = null;

/** Tells the reader of something that works, but hardly as meant: Python's warnings.warn with a UserWarning. */
export function warn(message: string): void {
  if (record) record.push(message);
  else console.warn(`UserWarning: ${message}`);
}

/** Does some work and returns the warnings of it in place of the console: Python's warnings.catch_warnings. */
export function catchWarnings(work: () => void): readonly string[] {
  const outer = record;
  const caught: string[] = [];
  record = caught;
  try {
    work();
  } finally {
    record = outer;
  }
  return caught;
}
