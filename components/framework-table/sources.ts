/** One of the texts that the course is built from, with the credit that it prints. */
export interface Source {
  readonly title: string;
  /** As printed; null where none is. */
  readonly author: string | null;
  /** When it was said, as well as its text tells. */
  readonly said: string;
}

/** The five sources, by the numbers that the lessons use. */
export const sources = {
  '000': { title: 'Which deep learning framework is the best?', author: null, said: 'about January 2022' },
  '001': {
    title: 'PyTorch vs TensorFlow for building deep learning models',
    author: null,
    said: 'undated, 2019 to 2023',
  },
  '002': { title: 'An article on graphs, tensors and gradients', author: null, said: 'undated, 2019 to 2023' },
  '003': {
    title: 'Practically Speaking: Tensorflow 2 vs PyTorch',
    author: 'Jacob Sieber',
    said: 'printed February 2019; its versions are those of early 2020',
  },
  '004': {
    title: 'A Head To Head Comparison Of PyTorch And TensorFlow',
    author: null,
    said: '2023, by the survey that it names',
  },
} as const satisfies Readonly<Record<string, Source>>;

export type SourceName = keyof typeof sources;

/** Year in which a source speaks, for a narrow place. */
export const sourceYears: Readonly<Record<SourceName, string>> = {
  '000': '2022',
  '001': '2019–2023',
  '002': '2019–2023',
  '003': '2020',
  '004': '2023',
};
