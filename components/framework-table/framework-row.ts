import type { Verdict } from '../claim/verdicts.ts';
import type { SourceName } from './sources.ts';

/** What one framework does about a topic, and how we know. Text may hold `code` between backticks. */
export interface FrameworkCell {
  readonly value: string;
  readonly since: Since;
  /** Day on which it was last held against its source: YYYY-MM-DD. */
  readonly checked: string;
  readonly source: CellSource;
}

/**
 * Since when it is so: the version or event that began it, with its date as YYYY, YYYY-MM or YYYY-MM-DD where one is known;
 * or only the versions in which it was seen, where nobody looked for its beginning.
 */
export type Since = { readonly from: string; readonly date?: string } | { readonly seenIn: string };

export interface CellSource {
  readonly title: string;
  /** Begins with https://. */
  readonly address: string;
  /** What was done beyond reading: a run with its versions, or a snapshot with its date. */
  readonly evidence: string;
}

/** What one of the course's sources says of the topic, in our words or a few of its own. */
export type SourceStatement = {
  readonly source: SourceName;
  readonly text: string;
} & (
  | {
      /** How it fares today. */
      readonly verdict: Exclude<Verdict, 'wrong'>;
    }
  | {
      readonly verdict: 'wrong';
      /** What is right instead, in a sentence or two. */
      readonly because: string;
    }
);

/** One topic on which the frameworks can be compared. */
export interface FrameworkRow {
  readonly id: RowId;
  readonly topic: string;
  readonly group: GroupName;
  readonly torch: FrameworkCell;
  readonly keras: FrameworkCell;
  /** Empty where none of the five speaks of it. */
  readonly statements: readonly SourceStatement[];
}

/** Groups, in the order in which they are shown. */
export const groupLabels = {
  project: 'Project and community',
  tensors: 'Tensors and gradients',
  layers: 'Layers and losses',
  training: 'Training',
  hardware: 'Speed and hardware',
  delivery: 'Saving and delivery',
} as const;

export type GroupName = keyof typeof groupLabels;

/** Names of rows in links, in the answers of “Which one for me?” and in proofs. */
export type RowId =
  | 'creators'
  | 'flexibility'
  | 'community'
  | 'strengths'
  | 'uses'
  | 'release'
  | 'installation'
  | 'notebooks'
  | 'learning'
  | 'graphs'
  | 'autograd'
  | 'mutability'
  | 'numpy'
  | 'dtypes'
  | 'high-level-api'
  | 'image-layout'
  | 'dense-init'
  | 'conv-init'
  | 'batch-norm'
  | 'cross-entropy'
  | 'padding'
  | 'shapes'
  | 'parameters'
  | 'dropout'
  | 'ease'
  | 'optimizers'
  | 'data'
  | 'loop'
  | 'callbacks'
  | 'schedules'
  | 'evaluation'
  | 'visualisation'
  | 'memory'
  | 'accelerators'
  | 'compile'
  | 'mixed-precision'
  | 'distributed'
  | 'deployment'
  | 'checkpoints'
  | 'export'
  | 'browser';
