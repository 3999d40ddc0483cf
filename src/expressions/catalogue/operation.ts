/** Parts of an operation's entry in the catalogue. */

/**
 * Which cells of the operands a cell of the result comes from.
 *
 * - `broadcast`: the cell at the same place of each operand, repeated where an axis has size 1.
 * - `reduction`: all cells along the reduced axes.
 * - `matmul`: a row of the first and a column of the second.
 * - `moves`: one cell of one operand, as it is.
 */
export type Relation = 'broadcast' | 'reduction' | 'matmul' | 'moves';

/** What the catalogue says of one operation. */
export interface Entry {
  /** Parameters as Python declares them; `*shape` takes all that follow. */
  readonly signature: string;
  /**
   * How PyTorch's code writes it, with parameters in braces; what is not given is left out together with its keyword, and
   * `{*}` is the arguments as they were given.
   */
  readonly torch: string;
  /** The same for TensorFlow's code. */
  readonly tensorflow: string;
  /** What it computes, in one short sentence. */
  readonly says: string;
  /** A program that shows it. */
  readonly example: string;
  readonly relation?: Relation;
  /** Of `moves`: the parameters whose cells move; the first one where nothing is said. */
  readonly moved?: readonly string[];
}

export type Entries = Readonly<Record<string, Entry>>;
