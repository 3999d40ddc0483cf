/** A bad condition that the user can mend. Its message is one clear sentence, shown without a stack. */
export class Failure extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'Failure';
  }
}

/**
 * Runs a command's body. A {@link Failure} becomes one sentence on stderr, any other error keeps its stack; both give a
 * failing exit code.
 *
 * @param {() => Promise<void>} body
 */
export async function runCommand(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}
