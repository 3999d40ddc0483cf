/** A case that did not give what it should. */
export interface Failure {
  readonly name: string;
  readonly message: string;
}
