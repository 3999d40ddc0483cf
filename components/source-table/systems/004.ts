import type { SourceSystem } from '../source-system.ts';

const source = { source: '004', lesson: '05-head-to-head' } as const;

export const headToHeadSystems: readonly SourceSystem[] = [
  { ...source, system: 'Five stages in both: data, model, training, evaluation, deployment', places: [] },
  { ...source, system: 'The network 10-20-5 in both', places: [] },
  { ...source, system: 'Use cases, and what speaks for and against each', places: [] },
  { ...source, system: 'The table of ten features, corrected', places: [] },
  { ...source, system: 'The questions, answered again for today', places: [] },
];
