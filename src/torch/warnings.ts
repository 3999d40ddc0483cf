let record: string[] | null = null;
let listener = (message: string): void => console.warn(`UserWarning: ${message}`);

/** Tells the reader of something that works, but hardly as meant: Python's warnings.warn with a UserWarning. */
export function warn(message: string): void {
  if (record) record.push(message);
  else listener(message);
}

/** Hands warnings to `tell` from now on in place of the console. */
export function onWarning(tell: (message: string) => void): void {
  listener = tell;
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
