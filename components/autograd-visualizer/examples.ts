import broadcast from './examples/broadcast.py?raw';
import detach from './examples/detach.py?raw';
import freedGraph from './examples/freed-graph.py?raw';
import meanOfSquares from './examples/mean-of-squares.py?raw';
import mlp from './examples/mlp.py?raw';
import neuron from './examples/neuron.py?raw';
import noGrad from './examples/no-grad.py?raw';
import retainGraph from './examples/retain-graph.py?raw';
import reuse from './examples/reuse.py?raw';
import softmaxCrossEntropy from './examples/softmax-cross-entropy.py?raw';
import staticGraph from './examples/static-graph.py?raw';
import twoBackwards from './examples/two-backwards.py?raw';

/** A program that the reader can choose: a file that real PyTorch runs as well. */
export interface Example {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** What to look at, in a sentence. */
  readonly hint: string;
  readonly program: string;
}

/** The first is shown unless another is asked for. */
export const examples: readonly Example[] = [
  {
    id: 'mean-of-squares',
    group: 'First steps',
    label: 'Mean of squares',
    hint: 'The mean gives each square a third; the square doubles its x. So x.grad is 2x / 3.',
    program: meanOfSquares.trimEnd(),
  },
  {
    id: 'neuron',
    group: 'First steps',
    label: 'A neuron',
    hint: 'A weighted sum, a bias, a sigmoid and a squared error: the chain rule through all of them.',
    program: neuron.trimEnd(),
  },
  {
    id: 'reuse',
    group: 'First steps',
    label: 'A variable used twice',
    hint: 'Two paths lead back to x. What comes along both is added before x.grad gets it.',
    program: reuse.trimEnd(),
  },
  {
    id: 'broadcast',
    group: 'First steps',
    label: 'Broadcast add',
    hint: 'b was repeated for both rows, so its gradient is summed over the rows.',
    program: broadcast.trimEnd(),
  },
  {
    id: 'mlp',
    group: 'Networks',
    label: 'Two-layer network',
    hint: 'A relu that is off lets no gradient through: its unit’s weights get zeros.',
    program: mlp.trimEnd(),
  },
  {
    id: 'softmax-cross-entropy',
    group: 'Networks',
    label: 'Softmax and cross-entropy',
    hint: 'The gradient of the logits is softmax(logits) minus one-hot label, divided by the batch.',
    program: softmaxCrossEntropy.trimEnd(),
  },
  {
    id: 'two-backwards',
    group: 'Backward, again',
    label: 'Gradients add up',
    hint: 'Two backward calls, and x.grad holds the sum of both until somebody clears it.',
    program: twoBackwards.trimEnd(),
  },
  {
    id: 'retain-graph',
    group: 'Backward, again',
    label: 'retain_graph',
    hint: 'The first backward keeps what the graph saved. The tape of TensorFlow has to be persistent for that.',
    program: retainGraph.trimEnd(),
  },
  {
    id: 'freed-graph',
    group: 'Backward, again',
    label: 'Backward through a freed graph',
    hint: 'Without retain_graph the second backward is refused, as a tape that has given its gradients refuses.',
    program: freedGraph.trimEnd(),
  },
  {
    id: 'detach',
    group: 'What is not recorded',
    label: 'detach',
    hint: 'Gradients stop at detach. The finite differences know nothing of it, and see both paths.',
    program: detach.trimEnd(),
  },
  {
    id: 'no-grad',
    group: 'What is not recorded',
    label: 'no_grad',
    hint: 'Inside the block nothing is recorded: a step of gradient descent must not be part of the graph.',
    program: noGrad.trimEnd(),
  },
  {
    id: 'static-graph',
    group: 'What is not recorded',
    label: 'a + b = c, a static graph',
    hint: 'PyTorch records nothing here, because nothing wants a gradient. tf.function keeps the operation and not the numbers.',
    program: staticGraph.trimEnd(),
  },
];

/** @returns undefined for an id that no example has. */
export function exampleOf(id: string): Example | undefined {
  return examples.find((example) => example.id === id);
}
