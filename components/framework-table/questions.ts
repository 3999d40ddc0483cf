import type { RowId } from './framework-row.ts';

/** Towards which framework a row speaks for a need; `both` where it no longer tells them apart. */
export type Side = 'torch' | 'keras' | 'both';

/** Why a row counts for an answer. */
export interface Reason {
  readonly row: RowId;
  readonly towards: Side;
  /** 1: a little. 2: clearly. 3: it decides by itself where nothing speaks against it. */
  readonly weight: 1 | 2 | 3;
  /** One sentence, drawn from the row. */
  readonly because: string;
}

export interface Answer {
  readonly id: string;
  readonly label: string;
  /** Empty for an answer that leaves the choice open. */
  readonly reasons: readonly Reason[];
}

export interface Question {
  readonly id: string;
  readonly text: string;
  readonly answers: readonly Answer[];
}

/** The chosen answer of each question that has been answered, by their ids. */
export type Answers = Readonly<Record<string, string>>;

/** The questions of “Which one for me?”. Their weights are a judgement, and shown as such. */
export const questions: readonly Question[] = [
  {
    id: 'training',
    text: 'How much of the training do you want to write?',
    answers: [
      {
        id: 'little',
        label: 'A few lines that train',
        reasons: [
          {
            row: 'loop',
            towards: 'keras',
            weight: 3,
            because: 'Compile and fit train in one call; in PyTorch you write the loop.',
          },
          {
            row: 'callbacks',
            towards: 'keras',
            weight: 2,
            because: '14 callbacks come with Keras, none with the core of PyTorch.',
          },
          {
            row: 'high-level-api',
            towards: 'both',
            weight: 1,
            because: 'Keras 3 also runs on PyTorch, and Lightning adds a fit to it.',
          },
        ],
      },
      {
        id: 'all',
        label: 'Every step, in sight',
        reasons: [
          {
            row: 'loop',
            towards: 'torch',
            weight: 3,
            because: 'The loop of PyTorch is yours: each step is a line to read, print or change.',
          },
          {
            row: 'graphs',
            towards: 'both',
            weight: 1,
            because: 'Both run line by line, and in Keras a loop with a tape is possible, too.',
          },
        ],
      },
      { id: 'open', label: 'I do not mind', reasons: [] },
    ],
  },
  {
    id: 'target',
    text: 'Where will the trained network run?',
    answers: [
      {
        id: 'browser',
        label: 'In a browser',
        reasons: [
          {
            row: 'browser',
            towards: 'keras',
            weight: 3,
            because: 'TensorFlow.js trains and infers in a browser; a PyTorch network gets there for inference only.',
          },
        ],
      },
      {
        id: 'phone',
        label: 'On phones',
        reasons: [
          {
            row: 'export',
            towards: 'both',
            weight: 2,
            because: 'LiteRT takes networks of both, and PyTorch has ExecuTorch since 2025.',
          },
          {
            row: 'deployment',
            towards: 'keras',
            weight: 1,
            because: 'TensorFlow leads to LiteRT by itself; PyTorch Mobile, the older way, has ended.',
          },
        ],
      },
      {
        id: 'server',
        label: 'On a server',
        reasons: [
          {
            row: 'deployment',
            towards: 'keras',
            weight: 1,
            because:
              'TensorFlow Serving is still released; TorchServe is archived, and its place is taken by several tools.',
          },
          {
            row: 'export',
            towards: 'both',
            weight: 1,
            because: 'Both export whole graphs, ONNX among them.',
          },
        ],
      },
      {
        id: 'language',
        label: 'On a server, as a language model',
        reasons: [
          {
            row: 'deployment',
            towards: 'torch',
            weight: 3,
            because: 'vLLM serves PyTorch models and belongs to the same foundation.',
          },
          {
            row: 'strengths',
            towards: 'torch',
            weight: 2,
            because: 'Hugging Face Transformers 5 works with PyTorch alone.',
          },
        ],
      },
      {
        id: 'notebook',
        label: 'In my notebook only',
        reasons: [{ row: 'notebooks', towards: 'both', weight: 1, because: 'Colab has both installed.' }],
      },
    ],
  },
  {
    id: 'start',
    text: 'What do you start from?',
    answers: [
      {
        id: 'paper',
        label: 'A paper or a published model',
        reasons: [
          {
            row: 'strengths',
            towards: 'torch',
            weight: 3,
            because: 'Most research code is PyTorch, and Transformers 5 knows nothing else.',
          },
          { row: 'learning', towards: 'torch', weight: 1, because: 'Most papers come with PyTorch code.' },
        ],
      },
      {
        id: 'data',
        label: 'Data of my own, usual layers',
        reasons: [
          {
            row: 'data',
            towards: 'keras',
            weight: 1,
            because: 'Fit takes arrays, shuffles them and holds out a part; with PyTorch you build a DataLoader.',
          },
          { row: 'uses', towards: 'both', weight: 1, because: 'Both do any deep learning.' },
        ],
      },
      {
        id: 'lesson',
        label: 'A book or a course',
        reasons: [
          {
            row: 'learning',
            towards: 'both',
            weight: 1,
            because: 'The book that was recommended for TensorFlow now has a PyTorch version, too.',
          },
          {
            row: 'ease',
            towards: 'both',
            weight: 1,
            because: 'Which one is easier is a matter of taste: the sources contradict each other.',
          },
        ],
      },
    ],
  },
  {
    id: 'inside',
    text: 'How much of the inside will you change?',
    answers: [
      {
        id: 'little',
        label: 'Little: the layers that exist',
        reasons: [
          {
            row: 'shapes',
            towards: 'keras',
            weight: 1,
            because: 'Keras finds the input shapes; PyTorch wants them, but for its Lazy layers.',
          },
        ],
      },
      {
        id: 'much',
        label: 'Much: tensors, gradients, losses',
        reasons: [
          {
            row: 'mutability',
            towards: 'torch',
            weight: 2,
            because: 'A PyTorch tensor can be changed in place, one of TensorFlow cannot.',
          },
          {
            row: 'dtypes',
            towards: 'torch',
            weight: 1,
            because: 'PyTorch adds integers and floats; TensorFlow wants one of them converted.',
          },
          {
            row: 'autograd',
            towards: 'both',
            weight: 1,
            because: 'Both give you every gradient: one by backward, the other by a tape.',
          },
        ],
      },
    ],
  },
  {
    id: 'hardware',
    text: 'What will you train on?',
    answers: [
      {
        id: 'processor',
        label: 'A processor, or a hosted notebook',
        reasons: [
          { row: 'notebooks', towards: 'both', weight: 1, because: 'Colab has both installed.' },
          { row: 'installation', towards: 'both', weight: 1, because: 'Each is one call of pip.' },
        ],
      },
      {
        id: 'nvidia',
        label: 'An NVIDIA GPU under Linux',
        reasons: [{ row: 'accelerators', towards: 'both', weight: 1, because: 'Both have CUDA.' }],
      },
      {
        id: 'windows',
        label: 'An NVIDIA GPU under Windows',
        reasons: [
          {
            row: 'installation',
            towards: 'torch',
            weight: 2,
            because: 'TensorFlow has had no GPU on native Windows since 2.11.',
          },
        ],
      },
      {
        id: 'amd',
        label: 'An AMD GPU',
        reasons: [
          {
            row: 'accelerators',
            towards: 'torch',
            weight: 2,
            because: 'ROCm is among the accelerators of PyTorch, and not among those of TensorFlow.',
          },
        ],
      },
      {
        id: 'tpu',
        label: 'TPUs',
        reasons: [
          {
            row: 'accelerators',
            towards: 'keras',
            weight: 1,
            because: 'Both have them; TensorFlow for years, PyTorch by TorchTPU since 2026.',
          },
        ],
      },
    ],
  },
  {
    id: 'future',
    text: 'Should your model outlive a change of framework?',
    answers: [
      {
        id: 'yes',
        label: 'Yes',
        reasons: [
          {
            row: 'high-level-api',
            towards: 'keras',
            weight: 3,
            because: 'A Keras 3 model runs on TensorFlow, JAX and PyTorch.',
          },
        ],
      },
      { id: 'no', label: 'That is not important', reasons: [] },
    ],
  },
];

/** A kind of user in source 003, what it advised, and the answers that such a user would give. */
export interface ReaderKind {
  readonly id: string;
  readonly label: string;
  readonly advised: string;
  readonly answers: Answers;
}

export const readerKinds: readonly ReaderKind[] = [
  {
    id: 'beginner',
    label: 'I am starting with neural networks',
    advised: 'TensorFlow 2.0',
    answers: {
      training: 'little',
      target: 'notebook',
      start: 'lesson',
      inside: 'little',
      hardware: 'processor',
      future: 'no',
    },
  },
  {
    id: 'developer',
    label: 'I want a good enough network in JavaScript or on phones',
    advised: 'TensorFlow 2.0',
    answers: {
      training: 'little',
      target: 'browser',
      start: 'data',
      inside: 'little',
      hardware: 'processor',
      future: 'no',
    },
  },
  {
    id: 'researcher',
    label: 'I build on papers, from the ground up',
    advised: 'PyTorch',
    answers: {
      training: 'all',
      target: 'notebook',
      start: 'paper',
      inside: 'much',
      hardware: 'nvidia',
      future: 'no',
    },
  },
];

/** Whether a question and an answer of these ids exist. */
export function isAnswer(question: string, answer: string): boolean {
  return questions.some(({ id, answers }) => id === question && answers.some((known) => known.id === answer));
}
