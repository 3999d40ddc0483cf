/** Both styles by their readers' names, in the order in which they stand beside each other. */
export const dialectTitles = [
  { dialect: 'torch', title: 'PyTorch' },
  { dialect: 'keras', title: 'Keras' },
] as const;
