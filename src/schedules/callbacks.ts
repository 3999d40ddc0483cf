/** Callbacks of Keras that the lab offers besides those that set the learning rate, with their parameters. */
import type { Parameter, ParameterValues } from './parameter.ts';

const monitors: Parameter = {
  kind: 'choice',
  name: 'monitor',
  gist: 'the figure that it looks at',
  options: ['val_loss', 'val_accuracy', 'loss', 'accuracy'],
  initial: 'val_loss',
};

export type CallbackName = 'EarlyStopping' | 'ModelCheckpoint' | 'OwnCallback' | 'SimpleProgress';

/** Names that a condition of the reader's own may use. */
const OWN_NAMES = ['epoch', 'lr', 'logs'] as const;

export const callbackEntries: readonly {
  readonly name: CallbackName;
  readonly gist: string;
  readonly parameters: readonly Parameter[];
}[] = [
  {
    name: 'EarlyStopping',
    gist: 'ends the training when a figure stops getting better',
    parameters: [
      monitors,
      {
        kind: 'number',
        name: 'patience',
        gist: 'epochs without progress until it stops',
        initial: 2,
        minimum: 0,
        maximum: 1000,
        isWhole: true,
      },
      {
        kind: 'number',
        name: 'min_delta',
        gist: 'progress is more than this',
        initial: 0,
        minimum: 0,
        maximum: 10,
        isWhole: false,
      },
      { kind: 'flag', name: 'restore_best_weights', gist: 'back to the best epoch at the end', initial: true },
    ],
  },
  {
    name: 'ModelCheckpoint',
    gist: 'saves the model after an epoch',
    parameters: [
      monitors,
      { kind: 'flag', name: 'save_best_only', gist: 'only after an epoch that is better', initial: true },
    ],
  },
  {
    name: 'OwnCallback',
    gist: 'a callback of your own: a condition after each epoch, and what it does',
    parameters: [
      {
        kind: 'expression',
        name: 'condition',
        gist: 'in Python; epoch from 0, lr, logs["loss"], logs["accuracy"], logs["val_loss"], logs["val_accuracy"]',
        initial: 'logs["val_accuracy"] > 0.8',
        names: OWN_NAMES,
      },
      {
        kind: 'choice',
        name: 'action',
        gist: 'what follows where it holds',
        options: ['stop', 'set lr', 'print'],
        initial: 'set lr',
      },
      {
        kind: 'expression',
        name: 'value',
        gist: 'in Python: the new rate, or what is printed',
        initial: 'lr * 0.5',
        names: OWN_NAMES,
      },
    ],
  },
  {
    name: 'SimpleProgress',
    gist: 'a progress bar of one’s own, as a primer of 2020 has it, mistakes and all',
    parameters: [],
  },
];

/** The callbacks of a run; null where one is not used. */
export type CallbackSettings = Readonly<Record<CallbackName, ParameterValues | null>>;
