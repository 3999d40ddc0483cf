import { engine } from '@tensorflow/tfjs-core';

/** One operation as tfjs puts it on its tape: inputs, outputs, what its gradient needs, and how to compute that. */
export type Operation = ReturnType<typeof engine>['state']['activeTape'][number];

/** Called for every operation that runs while it listens. */
export type OperationListener = (operation: Operation) => void;

/** How many hold what an operation saved for its gradient. */
const holders = new WeakMap<Operation, number>();

export function holdSaved(operation: Operation): void {
  holders.set(operation, (holders.get(operation) ?? 0) + 1);
}

/** Frees what the operation saved when nobody else holds it. */
export function releaseSaved(operation: Operation): void {
  const left = (holders.get(operation) ?? 0) - 1;
  holders.set(operation, left);
  if (left === 0) operation.saved?.forEach((tensor) => tensor.dispose());
}

/** Stands in for the list that tfjs appends operations to, and tells its listeners of each. */
class OperationStream extends Array<Operation> {
  readonly listeners = new Set<OperationListener>();
  /** Clones of what the running kernel saves for its gradient. */
  #clones: Operation[] = [];

  // An array made from this one, as by `map`, is a plain one.
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  override push(...operations: Operation[]): number {
    for (const operation of operations) {
      holdSaved(operation);
      if (engine().state.kernelDepth > 0) this.#clones.push(operation);
      else this.#append(operation);
    }
    return this.length;
  }

  /**
   * tfjs clones what a kernel saves before it appends the kernel itself. A clone of an output has to follow what
   * computes that output: else the gradient of exp, which saves its output, is taken for a constant.
   */
  #append(operation: Operation): void {
    const outputs = new Set(operation.outputs.map(({ id }) => id));
    const isOfOutput = ({ inputs }: Operation) => Object.values(inputs).some(({ id }) => outputs.has(id));
    const clones = this.#clones;
    this.#clones = [];
    const before = clones.filter((clone) => !isOfOutput(clone));
    for (const each of [...before, operation, ...clones.filter(isOfOutput)]) {
      for (const listener of this.listeners) listener(each);
      super.push(each);
    }
  }
}

/**
 * Runs `run`, and tells the listener of every differentiable operation in it. Calls nest.
 *
 * An operation's saved tensors live until the outermost call ends and everyone who called `holdSaved` for it has
 * released it.
 */
export function listenToOperations<T>(listener: OperationListener, run: () => T): T {
  const stop = startListening(listener);
  try {
    return run();
  } finally {
    stop();
  }
}

/**
 * As `listenToOperations`, from now on until the returned function is called. What began last has to end first.
 */
export function startListening(listener: OperationListener): () => void {
  const { state } = engine();
  const outer = state.activeTape;
  const stream = outer instanceof OperationStream ? outer : new OperationStream();
  state.activeTape = stream;
  state.gradientDepth += 1;
  stream.listeners.add(listener);
  return () => {
    stream.listeners.delete(listener);
    state.gradientDepth -= 1;
    if (stream !== outer) {
      state.activeTape = outer;
      handOver(stream, state.gradientDepth > 0 ? outer : null);
    }
  };
}

/** Inside tf.grad the operations belong to its tape too, which frees them itself. */
function handOver(stream: OperationStream, outer: Operation[] | null): void {
  if (outer) outer.push(...stream);
  else stream.forEach(releaseSaved);
}
