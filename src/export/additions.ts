/** What a PyTorch program does besides training: lines of Python at given places of its loop. */
export interface TorchAdditions {
  readonly imports: readonly string[];
  /** Functions, before the training begins. */
  readonly definitions: readonly string[];
  /** After the optimizer is made. */
  readonly setUp: readonly string[];
  readonly beforeEpoch: readonly string[];
  /** Between `loss.backward()` and `optimizer.step()`. */
  readonly beforeStep: readonly string[];
  readonly afterStep: readonly string[];
  /** When `logs` has the figures of the epoch, by Keras's names: loss, accuracy, val_loss, val_accuracy. */
  readonly afterEpoch: readonly string[];
  /** After the loop. */
  readonly end: readonly string[];
}

/** What a Keras program does besides training. */
export interface KerasAdditions {
  /** Before the model is compiled: schedules, and classes of callbacks. */
  readonly setUp: readonly string[];
  /** The learning rate in Python, in place of the number. */
  readonly learningRate: string | null;
  /** Items of a list of callbacks. */
  readonly callbacks: readonly string[];
}

export const noTorchAdditions: TorchAdditions = {
  imports: [],
  definitions: [],
  setUp: [],
  beforeEpoch: [],
  beforeStep: [],
  afterStep: [],
  afterEpoch: [],
  end: [],
};

export const noKerasAdditions: KerasAdditions = { setUp: [], learningRate: null, callbacks: [] };
