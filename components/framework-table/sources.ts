/** One of the texts that the course is built from. */
interface Source {
  /** What it is, by its printed title and author where it has them. */
  readonly credit: string;
  /** When it was said, as well as its text tells. */
  readonly said: string;
  /** The same as years, for a narrow place. */
  readonly years: string;
}

/** The five sources, by the numbers that the lessons use. */
export const sources = {
  '000': {
    credit: 'A video that opens with the question “Which deep learning framework is the best?”',
    said: 'about January 2022',
    years: '2022',
  },
  '001': {
    credit: '“PyTorch vs TensorFlow for building deep learning models”, an article',
    said: 'undated, between 2019 and 2023',
    years: '2019–2023',
  },
  '002': {
    credit: 'An article on graphs, tensors and gradients in both frameworks, known without its title',
    said: 'undated, between 2019 and 2023',
    years: '2019–2023',
  },
  '003': {
    credit: '“Practically Speaking: Tensorflow 2 vs PyTorch” by Jacob Sieber',
    said: 'dated February 2019, with the versions of early 2020',
    years: '2020',
  },
  '004': {
    credit: '“A Head To Head Comparison Of PyTorch And TensorFlow”, an article',
    said: 'undated; it names a survey of 2023',
    years: '2023',
  },
} as const satisfies Readonly<Record<string, Source>>;

export type SourceName = keyof typeof sources;
