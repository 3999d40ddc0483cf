/** A part of a training step of the split model, as the diagram marks it. */
export interface StepPart {
  /** Which drawing it belongs to. */
  readonly mark: 'first' | 'second' | 'forward' | 'backward';
  /** @param devices what the reader calls them. */
  readonly text: (devices: readonly [string, string]) => string;
}

/** The parts in the order in which they happen. */
export const stepParts: readonly StepPart[] = [
  { mark: 'first', text: ([first]) => `The first layer and relu are computed on ${first}.` },
  { mark: 'forward', text: ([first, second]) => `The activations are read from ${first} and written to ${second}.` },
  {
    mark: 'second',
    text: ([, second]) => `The second layer, the loss and their gradients are computed on ${second}; its weights move.`,
  },
  { mark: 'backward', text: ([first, second]) => `The gradient is read from ${second} and written to ${first}.` },
  {
    mark: 'first',
    text: ([first]) => `Backward goes on through relu and the first layer on ${first}; its weights move.`,
  },
];
