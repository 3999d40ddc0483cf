import type { AutogradFilm, GradientCheck, TensorIndex } from '../../src/training/protocol.ts';
import type { TableData } from '../charts/data-table.ts';
import { eventText } from './event-text.ts';
import type { FilmFrame } from './film-frame.ts';
import { nodeName, nodeNameAt, nodeShape } from './graph-parts.ts';
import { numberText, tensorText } from './tensor-text.ts';

/** Each gradient of each backward pass beside the differences of computed values. */
export function checkTable(film: AutogradFilm): TableData {
  return {
    columns: ['Leaf', 'Backward', 'Gradient', 'Finite differences', 'Farthest apart', 'Agree'],
    rows: film.checks.map((check) => [
      nodeNameAt(film, check.node),
      String(check.pass),
      textOf(film, check.gradient),
      textOf(film, check.differences),
      numberText(check.error),
      agrees(film, check) ? 'yes' : disagreement(film, check),
    ]),
  };
}

/** Whether the two are as close as differences of float32 numbers can be. */
function agrees({ tensors }: AutogradFilm, { gradient, error }: GradientCheck): boolean {
  const largest = Math.max(1, ...(tensors[gradient]?.values ?? []).map(Math.abs));
  return error <= 0.01 * largest;
}

/** Why the two may differ although both are right. */
function disagreement({ code }: AutogradFilm, { error }: GradientCheck): string {
  if (!Number.isFinite(error)) return 'no: numbers are beyond what float32 holds';
  return /detach|no_grad/.test(code)
    ? 'no: differences see what detach and no_grad hide'
    : 'no: there may be a kink near by, or too few digits';
}

/** The tensors that are there in a frame. */
export function nodeTable(film: AutogradFilm, frame: FilmFrame): TableData {
  return {
    columns: ['Tensor', 'Made by', 'Shape', 'Value', 'Gradient', 'Saved for backward'],
    rows: film.nodes.flatMap((node, index) => {
      if (!frame.values.has(index)) return [];
      const gradient = node.kind === 'leaf' ? frame.grads.get(index) : frame.gradients.get(index);
      const saved = frame.released.has(index)
        ? 'freed'
        : node.saved.map(({ name, tensor }) => `${name} = ${textOf(film, tensor)}`).join('; ');
      const made = { leaf: 'leaf', constant: 'constant', operation: '', unrecorded: ', not recorded' }[node.kind];
      const operation = node.kind === 'operation' || node.kind === 'unrecorded' ? `${node.operation}${made}` : made;
      return [
        [
          nodeName(node),
          operation,
          nodeShape(film, node),
          textOf(film, frame.values.get(index) ?? null),
          gradient === undefined ? '–' : textOf(film, gradient),
          saved === '' ? '–' : saved,
        ],
      ];
    }),
  };
}

/** The edges between them, with what has gone along each in the present backward pass. */
export function edgeTable(film: AutogradFilm, frame: FilmFrame): TableData {
  return {
    columns: ['From', 'To', 'Local derivative', 'Gradient sent back'],
    rows: film.edges.flatMap(({ from, to, isDifferentiable }, index) => {
      if (!frame.values.has(to)) return [];
      const flow = frame.flows.get(index);
      const local = flow?.local;
      const sum =
        local?.form === 'elementwise' && local.summedAxes.length > 0
          ? `, summed over axis ${local.summedAxes.join(', ')}`
          : '';
      return [
        [
          nodeNameAt(film, from),
          nodeNameAt(film, to),
          local ? `${textOf(film, local.tensor)} (${local.form}${sum})` : '–',
          flow ? textOf(film, flow.gradient) : isDifferentiable ? '–' : 'none goes here',
        ],
      ];
    }),
  };
}

/** Everything that happens, in words. */
export function eventTable(film: AutogradFilm): TableData {
  return {
    columns: ['Event', 'Line', 'What happens', 'Numbers'],
    rows: film.events.map((event, index) => {
      const { headline, lines } = eventText(film, event);
      return [String(index + 1), String(event.line), headline, lines.join(' ')];
    }),
  };
}

function textOf(film: AutogradFilm, index: TensorIndex | null): string {
  const tensor = index === null ? undefined : film.tensors[index];
  return tensor ? tensorText(tensor) : '–';
}
