import type { TriedStepName } from '../../src/training/protocol.ts';

/** What a framework made of a step in five calls; the judges ask them. */
export interface TriedOutcome {
  /** Graphs that were made; 0 where it raised an error. */
  readonly graphs: number;
  /** Whether every call gave what the step gives without a graph. */
  readonly isRight: boolean;
  /** The Python class of what was raised. */
  readonly error: string | null;
}

/** A step that somebody might write, and may not expect to be hard to record. */
export interface TriedStepRow {
  readonly name: TriedStepName;
  readonly label: string;
  /** The line of Python that matters. */
  readonly code: string;
  readonly torch: TriedOutcome;
  readonly keras: TriedOutcome;
}

const graphs = (count: number): TriedOutcome => ({ graphs: count, isRight: true, error: null });

/** Beside what the engine says in the reader's browser: torch.compile of PyTorch 2.13, tf.function of TensorFlow 2.21. */
export const triedStepRows: readonly TriedStepRow[] = [
  {
    name: 'schedule',
    label: 'Its learning rate is a tensor that is set between steps',
    code: 'weight - rate * weight',
    torch: graphs(1),
    keras: graphs(1),
  },
  {
    name: 'logs-loss',
    label: 'It reads its loss, to print it or to decide by it',
    code: 'print(loss.item())  # loss.numpy()',
    torch: graphs(2),
    keras: { graphs: 0, isRight: false, error: 'AttributeError' },
  },
  {
    name: 'host-number',
    label: 'It computes with a number that Python counts',
    code: 'weight * (0.1 / call)',
    torch: graphs(2),
    keras: graphs(5),
  },
  {
    name: 'host-index',
    label: 'It picks by an index that Python counts',
    code: 'weight[call % 4]',
    torch: graphs(2),
    keras: graphs(5),
  },
  {
    name: 'grows',
    label: 'It repeats an operation once more each time',
    code: 'for _ in range(call):',
    torch: graphs(5),
    keras: graphs(5),
  },
  {
    name: 'outside-tensor',
    label: 'It uses a tensor that was made anew outside of it',
    code: 'weight + noise',
    torch: graphs(1),
    keras: { graphs: 1, isRight: false, error: null },
  },
];

/** What a framework made of a step, in a few words. */
export function outcomeText({ graphs, isRight, error }: TriedOutcome): string {
  if (error !== null) return `raises ${error}`;
  const count = `${graphs} ${graphs === 1 ? 'graph' : 'graphs'}`;
  return isRight ? count : `${count}, which keeps the first tensor: wrong results`;
}

/** What the engine says of a step, in a few words. */
export function obstacleText(obstacle: string | null): string {
  return obstacle === null ? 'can be recorded' : `cannot be recorded: ${obstacle}`;
}
