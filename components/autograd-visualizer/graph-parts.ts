import type { AutogradFilm, FilmNode, LocalDerivative, NodeIndex } from '../../src/training/protocol.ts';
import { numberText, shapeText, tensorLines } from './tensor-text.ts';

/** Longer texts beside an edge would push the graph apart. */
const MOST_EDGE_NUMBERS = 4;
/** Beside an edge there is room for fewer digits than in a table. */
const EDGE_DECIMALS = 3;

/** What a node is called above its box: its name and what made it. */
export function nodeTitle({ kind, operation, name }: FilmNode): string {
  const made = { constant: operation || 'constant', unrecorded: operation, operation, leaf: operation }[kind];
  return name === null ? made : kind === 'constant' && operation === '' ? name : `${name} · ${made}`;
}

/** How a sentence speaks of a node. */
export function nodeName({ operation, name }: FilmNode): string {
  return name ?? (operation || 'a constant');
}

/** The same of the node at a place of the film. */
export function nodeNameAt({ nodes }: AutogradFilm, index: NodeIndex): string {
  const node = nodes[index];
  return node ? nodeName(node) : '';
}

/** Lines of the value in a node's box, and the shape. */
export function valueLines(film: AutogradFilm, index: number | null): readonly string[] {
  const tensor = index === null ? undefined : film.tensors[index];
  return tensor ? tensorLines(tensor) : ['–'];
}

export function nodeShape(film: AutogradFilm, { value }: FilmNode): string {
  const tensor = value === null ? undefined : film.tensors[value];
  return tensor ? shapeText(tensor.shape) : '';
}

/** What stands before the gradient in a node's box; null for a node that never shows one. */
export function gradientMark(film: AutogradFilm, { kind, operation }: FilmNode): string | null {
  if (kind === 'leaf') return operation === 'AccumulateGrad' ? '.grad' : '↤';
  const isStepped = film.events.some(({ type }) => type === 'propagated');
  return kind === 'operation' && isStepped ? '↤' : null;
}

/** A tensor beside an edge: its numbers where they are few, else its shape. */
export function shortText(film: AutogradFilm, index: number): string {
  const tensor = film.tensors[index];
  if (!tensor) return '';
  const { shape, values } = tensor;
  if (values.length > MOST_EDGE_NUMBERS) return shapeText(shape);
  const numbers = values.map((value) => numberText(value, EDGE_DECIMALS)).join(', ');
  return shape.length === 0 ? numbers : `[${numbers}]`;
}

/** What stands for a local derivative beside its edge. */
export function localText(film: AutogradFilm, local: LocalDerivative | null): string {
  if (!local) return '∂ too large';
  const sum = local.form === 'elementwise' && local.summedAxes.length > 0 ? ', Σ' : '';
  return `∂ ${shortText(film, local.tensor)}${sum}`;
}
