import { dialectLabels } from '../experiment/dialect-labels.ts';

/** Both styles by their readers' names, in the order in which they stand beside each other. */
export const dialectTitles = (['torch', 'keras'] as const).map((dialect) => ({
  dialect,
  title: dialectLabels[dialect],
}));
