/** A condition outside of this program that stops the build: one sentence for the person at the terminal. */
export class BuildError extends Error {
  override readonly name = 'BuildError';
}
