import type { GraphNode } from '../../src/network/model-graph.ts';
import type { DialectName } from '../../src/training/protocol.ts';
import { part } from '../experiment/parts.ts';
import { layerNotes } from './layer-notes.ts';
import { callText, shapeText } from './layer-text.ts';

/** Tells all of a layer in both frameworks: its call, its output, its weights, and what differs. */
export function showDetails(root: ParentNode, torch: readonly GraphNode[], keras: readonly GraphNode[]): void {
  part(root, 'torch-details', HTMLElement).replaceChildren(...torch.map((node) => describe(node, 'torch')));
  part(root, 'keras-details', HTMLElement).replaceChildren(...keras.map((node) => describe(node, 'keras')));
  const notes = layerNotes(torch, keras).map((note) => element('li', note));
  part(root, 'notes', HTMLElement).replaceChildren(...notes);
  part(root, 'details', HTMLElement).hidden = false;
}

function describe(node: GraphNode, dialect: DialectName): HTMLElement {
  const box = document.createElement('div');
  const [trained, kept] = [weightsText(node, true), weightsText(node, false)];
  box.append(
    element('code', callText(node, dialect)),
    element('p', `name ${node.id} · output ${shapeText(node.outputShape, dialect)}`),
    ...(trained ? [element('p', trained)] : []),
    ...(kept ? [element('p', `not trained: ${kept}`)] : []),
  );
  return box;
}

/** "kernel [3, 3, 3, 32] · bias [32]", of what an optimizer changes or of the rest. */
function weightsText({ weights }: GraphNode, trainable: boolean): string {
  return weights
    .filter((weight) => weight.trainable === trainable)
    .map(({ name, shape }) => `${name} [${shape.join(', ')}]`)
    .join(' · ');
}

function element(tag: 'p' | 'li' | 'code', text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
