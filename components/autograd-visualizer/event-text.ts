import type { AutogradFilm, EdgeFlow, FilmEvent, TensorIndex } from '../../src/training/protocol.ts';
import { nodeName, nodeNameAt } from './graph-parts.ts';
import { shapeText, tensorText } from './tensor-text.ts';

/** An event in words: a headline, and lines with the numbers. */
export interface EventText {
  readonly headline: string;
  readonly lines: readonly string[];
}

/** What an event of a film means, for the reader. */
export function eventText(film: AutogradFilm, event: FilmEvent): EventText {
  const text = (index: TensorIndex | null) => tensorOf(film, index);
  const name = (node: number) => nodeNameAt(film, node);
  switch (event.type) {
    case 'computed':
      return computedText(film, event.node);
    case 'traced':
      return {
        headline: `${name(event.node)} enters the graph`,
        lines: ['Its type and shape are known, its values are not.'],
      };
    case 'changed':
      return { headline: `${name(event.node)} is changed in place`, lines: [`It is ${text(event.value)} now.`] };
    case 'seeded':
      return {
        headline: `Backward ${event.pass} begins at ${name(event.node)}`,
        lines: [
          isOne(film, event.gradient)
            ? `The derivative of ${name(event.node)} with respect to itself is 1.`
            : `It starts with the gradient ${text(event.gradient)}.`,
        ],
      };
    case 'propagated':
      return propagatedText(film, event);
    case 'accumulated':
      return {
        headline: `${name(event.node)}.grad gets its share`,
        lines: [
          event.before === null
            ? `It was None, and is ${text(event.after)} now.`
            : `${text(event.before)} + ${text(event.added)} = ${text(event.after)}.`,
        ],
      };
    case 'cleared':
      return { headline: `${name(event.node)}.grad is cleared`, lines: [`It is ${text(event.after)} now.`] };
    case 'taped':
      return {
        headline: `Tape ${event.tape} begins to record`,
        lines: [
          event.isPersistent
            ? 'It is persistent: it can give its gradients more than once.'
            : 'It is not persistent: it can give its gradients once.',
        ],
      };
    case 'recorded':
      return {
        headline: `Tape ${event.tape} ends`,
        lines: [
          event.watched.length > 0 ? `It watched ${event.watched.map(name).join(', ')}.` : 'It watched nothing.',
          `Operations that it holds: ${event.operations}.`,
        ],
      };
    case 'answered':
      return answeredText(film, event);
    case 'raised':
      return { headline: `${event.error} is raised`, lines: [event.message] };
  }
}

function computedText(film: AutogradFilm, index: number): EventText {
  const node = film.nodes[index];
  if (!node) return { headline: '', lines: [] };
  const value = `${tensorOf(film, node.value)}, of shape ${shapeText(film.tensors[node.value ?? -1]?.shape ?? [])}.`;
  const name = nodeName(node);
  const saved = node.saved.map(({ name: key, tensor }) => `${key} = ${tensorOf(film, tensor)}`);
  const lines = saved.length > 0 ? [value, `Saved for backward: ${saved.join('; ')}.`] : [value];
  switch (node.kind) {
    case 'leaf':
      return {
        headline: `${name} is a ${node.operation === 'Variable' ? 'variable' : 'leaf that wants a gradient'}`,
        lines,
      };
    case 'constant': {
      const isArgument = node.operation === 'Placeholder';
      return { headline: isArgument ? `${name} gets its value` : `${name} is a tensor that wants no gradient`, lines };
    }
    case 'unrecorded':
      return {
        headline: `${node.name ? `${name} is computed by ${node.operation}` : `${name} is computed`}, and not recorded`,
        lines,
      };
    case 'operation':
      return { headline: node.name ? `${name} is ${madeBy(node.operation)}` : `${name} is recorded`, lines };
  }
}

function propagatedText(film: AutogradFilm, event: FilmEvent & { readonly type: 'propagated' }): EventText {
  const node = film.nodes[event.node];
  const gradient = tensorOf(film, event.gradient);
  const lines = event.flows.map((flow) => flowText(film, flow, gradient));
  const freed = event.isReleased ? ['What it had saved is freed.'] : [];
  return { headline: `${node?.operation ?? ''} passes its gradient on`, lines: [...lines, ...freed] };
}

/** The chain rule at one edge. */
function flowText(film: AutogradFilm, { edge, gradient, local }: EdgeFlow, arrived: string): string {
  const target = nodeNameAt(film, film.edges[edge]?.from ?? -1);
  const sent = tensorOf(film, gradient);
  if (!local) return `To ${target}: ${arrived} times a derivative that is too large to be shown gives ${sent}.`;
  const derivative = tensorOf(film, local.tensor);
  switch (local.form) {
    case 'matrix':
      return `To ${target}: gradient ${arrived} times the matrix ∂ = ${derivative} gives ${sent}.`;
    case 'gradient':
      return `To ${target}: gradient ${arrived} · ∂ ${derivative} = ${sent}.`;
    case 'elementwise': {
      const product = `To ${target}: gradient ${arrived} · ∂ ${derivative}`;
      if (local.unsummed === null) return `${product} = ${sent}.`;
      const axes = local.summedAxes.join(' and ');
      return `${product} = ${tensorOf(film, local.unsummed)}, and summed over axis ${axes}, along which it was used repeatedly, ${sent}.`;
    }
  }
}

function answeredText(film: AutogradFilm, event: FilmEvent & { readonly type: 'answered' }): EventText {
  const gradients = event.gradients.map(
    ({ node, gradient }) => `∂${nodeNameAt(film, event.node)}/∂${nodeNameAt(film, node)} = ${tensorOf(film, gradient)}`,
  );
  return {
    headline: `Tape ${event.tape} gives the gradients of ${nodeNameAt(film, event.node)}`,
    lines: [
      ...gradients,
      event.isConsumed
        ? 'The tape is consumed: what it recorded is freed.'
        : 'The tape is persistent: it keeps what it recorded.',
    ],
  };
}

/** PyTorch names a node after its backward, TensorFlow after the operation. */
function madeBy(operation: string): string {
  return operation.includes('Backward') ? `recorded as ${operation}` : `computed by ${operation}`;
}

function isOne(film: AutogradFilm, index: TensorIndex): boolean {
  const { shape, values } = film.tensors[index] ?? { shape: null, values: [] };
  return shape?.length === 0 && values[0] === 1;
}

function tensorOf(film: AutogradFilm, index: TensorIndex | null): string {
  const tensor = index === null ? undefined : film.tensors[index];
  return tensor ? tensorText(tensor) : 'None';
}
