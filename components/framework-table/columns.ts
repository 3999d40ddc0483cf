/** Columns that a reader can leave out. The topic always stays. */
export const columnLabels = {
  torch: 'PyTorch',
  keras: 'TensorFlow / Keras',
  changed: 'Last change',
  said: 'What the sources said',
  evidence: 'Source and date of each cell',
  proof: 'Proof',
} as const;

export type ColumnName = keyof typeof columnLabels;

export const columnNames = [
  'torch',
  'keras',
  'changed',
  'said',
  'evidence',
  'proof',
] as const satisfies readonly ColumnName[];
