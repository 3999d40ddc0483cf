import type { GraphNode } from '../../src/network/model-graph.ts';
import { countOf, inputText } from './layer-text.ts';

/** How the same layer differs between the frameworks, in sentences. */
export function layerNotes(torch: readonly GraphNode[], keras: readonly GraphNode[]): readonly string[] {
  const nodes = [...torch, ...keras];
  const named = torch.find(({ input }) => input)?.input;
  const inferred = keras.find(({ input }) => input)?.input;
  const notes = [
    named &&
      inferred &&
      `PyTorch is told ${inputText(named)}; Keras finds its ${inputText(inferred)} when the layer meets its input.`,
    nodes.some(({ outputShape }) => outputShape.length === 4) &&
      'PyTorch has the channels before height and width, Keras after them.',
    torch.length > 1 && keras.length === 1 && `One layer in Keras, ${torch.length} modules in PyTorch.`,
    torch.some(({ kind }) => kind === 'function') &&
      'In PyTorch it is an operation in forward and no module; the functional API of Keras makes it a layer.',
    torch.some((node) => countOf(node, false) > 0) &&
      'The running statistics are buffers in PyTorch and no parameters, its count of batches among them; Keras calls them non-trainable parameters.',
    torch.length === 0 && 'PyTorch has nothing for it.',
    keras.length === 0 && 'Keras has nothing for it.',
  ];
  return notes.filter((note) => typeof note === 'string');
}
