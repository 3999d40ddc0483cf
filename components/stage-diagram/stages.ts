/** One of the stages that a model goes through, with the names by which each framework calls its tools. */
export interface Stage {
  readonly name: string;
  /** What happens there, in a sentence. */
  readonly task: string;
  /** Names in code. */
  readonly torch: readonly string[];
  readonly keras: readonly string[];
  /** Where the page speaks of it: `#training`. */
  readonly address?: string;
}
