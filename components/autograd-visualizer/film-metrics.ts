import type { AutogradFilm } from '../../src/training/protocol.ts';
import type { Metrics } from '../experiment/expectation.ts';
import { frameAt } from './film-frame.ts';
import { nodeName } from './graph-parts.ts';

/** So many elements of a gradient become figures. */
const MOST_ELEMENTS = 12;

/** Names of the figures. */
export type FilmFigure =
  'events' | 'raised' | 'tapeRaised' | 'gradientError' | `${string}.grad` | `${string}.grad[${number}]`;

/**
 * Figures of a film: `events`; `x.grad[0]` and so on for the elements of each leaf's `grad` at the end, `x.grad` of a scalar;
 * `gradientError`, the farthest that a gradient is from finite differences; `raised`, 1 if the program ended with an error;
 * and `tapeRaised`, the same of TensorFlow's.
 */
export function filmMetrics({ torch, keras }: { readonly torch: AutogradFilm; readonly keras: AutogradFilm }): Metrics {
  const figures: Record<string, number> = {
    events: torch.events.length,
    raised: isRaised(torch),
    tapeRaised: isRaised(keras),
    gradientError: Math.max(0, ...torch.checks.map(({ error }) => error)),
  };
  for (const [index, gradient] of frameAt(torch, torch.events.length).grads) {
    const node = torch.nodes[index];
    const tensor = gradient === null ? undefined : torch.tensors[gradient];
    if (!node || !tensor) continue;
    const name = `${nodeName(node)}.grad`;
    if (tensor.shape.length === 0) figures[name] = tensor.values[0] ?? Number.NaN;
    else tensor.values.slice(0, MOST_ELEMENTS).forEach((value, place) => (figures[`${name}[${place}]`] = value));
  }
  return figures;
}

function isRaised({ events }: AutogradFilm): number {
  return Number(events.some(({ type }) => type === 'raised'));
}
