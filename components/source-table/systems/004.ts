import type { SourceSystem } from '../source-system.ts';

const source = { source: '004', lesson: '05-head-to-head' } as const;

/** The source reports no figure of its own. */
export const headToHeadSystems: readonly SourceSystem[] = [
  {
    ...source,
    system: 'Five stages in both: data, model, training, evaluation, deployment',
    places: [{ listing: 'keras_stages.py' }, { listing: 'torch_stages.py' }],
  },
  {
    ...source,
    system: 'The network 10-20-5 in both',
    places: [{ id: 'fnn' }, { id: 'fnn-graph' }, { listing: 'keras_fnn.py' }, { listing: 'torch_fnn.py' }],
  },
  {
    ...source,
    system: 'Use cases, and what speaks for and against each',
    places: [{ id: 'claim-uses' }, { id: 'claim-uses-table' }, { id: 'claim-deploy-effort' }],
  },
  { ...source, system: 'The table of ten features, corrected', places: [{ id: 'ten-rows' }] },
  {
    ...source,
    system: 'The questions, answered again for today',
    places: [{ id: 'claim-tpu' }, { id: 'claim-production' }],
  },
];
